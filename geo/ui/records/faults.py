"""How many borders of grids are at fault; the map draws them."""

from geo.bootstrap import Container
from geo.messages import numbers, text
from geo.spatial.faults import FaultKind
from geo.ui import choices, widgets


def draw(container: Container) -> None:
    """Say what is wrong with the grids in force, and apart from it what lies in no grid."""
    language = choices.language()
    counts = {kind.value: count for kind, count in container.faults.counts(choices.actor()).items()}
    widgets.title(text(language, "data.faults_title"))
    holes = counts.pop(FaultKind.HOLE.value)
    key = "faults_line" if any(counts.values()) else "faults_none"
    widgets.words(text(language, f"data.{key}", **counts))
    if holes:
        widgets.words(text(language, "data.holes_line", count=numbers.count(holes)))
