"""How many borders of grids are at fault; the map draws them."""

from geo.bootstrap import Container
from geo.messages import text
from geo.ui import choices, widgets


def draw(container: Container) -> None:
    """Say in one sentence what is wrong with the grids in force."""
    language = choices.language()
    counts = {kind.value: count for kind, count in container.faults.counts(choices.actor()).items()}
    widgets.title(text(language, "data.faults_title"))
    key = "faults_line" if any(counts.values()) else "faults_none"
    widgets.words(text(language, f"data.{key}", **counts))
