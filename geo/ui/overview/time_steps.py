"""The months that the overview's map steps through, and what the panel says while it does."""

from geo.bootstrap import Container
from geo.messages import text
from geo.services.measures import MEASURES
from geo.services.scope_choices import to_choices
from geo.ui import choices, widgets, wording
from geo.ui.map_component import TimeSteps
from geo.ui.overview.asked import Asked


def steps(container: Container, view: Asked) -> TimeSteps | None:
    """Return the months to step through, None where there is one or the measure knows none."""
    months = container.period_measures.months(choices.actor())
    if len(months) == 1 or not MEASURES[view.measure].is_monthly:
        return None
    chosen = {**to_choices(view.scope), "measure": view.measure.value}
    return TimeSteps(str(months[0]), str(months[-1]), str(view.month), chosen)


def draw_standing(view: Asked) -> None:
    """Say of which month the panel is; it is seen while the map plays others."""
    language = choices.language()
    month = wording.month(language, str(view.month))
    widgets.while_playing(text(language, "overview.stands_at", month=month))
