"""One grid's arithmetic as a readable table, and where its time, or the town's, goes."""

import pandas as pd

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.staffing import ArithmeticLine, GridNeed
from geo.messages import numbers, text
from geo.messages.advice import line_text
from geo.messages.norm_names import norm_label, source_label, unit_label
from geo.services.staffing_desk import TownStaffing
from geo.ui import choices, widgets
from geo.views.bars import Bar

_TABLE_PX = 300
_ORDER = ("what", "value", "unit", "norm", "source")
_WIDTHS = {"what": 460}


def selected(town: TownStaffing) -> GridNeed | None:
    """Return the grid that the URL selects, None where it names none of the town's."""
    return town.grid(choices.value(choices.GRID))


def draw(container: Container, town: TownStaffing) -> None:
    """Draw the lines of the selected grid, or say how to select one."""
    language, need = choices.language(), selected(town)
    if need is None:
        widgets.empty(text(language, "staffing_page.arithmetic_hint"))
        return
    name = need.name or str(need.code)
    widgets.title(text(language, "staffing_page.arithmetic_title", name=name))
    lines = container.staffing.arithmetic(choices.actor(), str(need.code))
    headed = {
        column: widgets.Column(
            text(language, f"staffing_page.column_{column}"),
            numbers.two_decimals,
            _WIDTHS.get(column),
        )
        for column in _ORDER
    }
    rows = pd.DataFrame([_row(language, line) for line in lines])
    widgets.table(rows, headed, f"lines_{need.code}", height=_TABLE_PX)


def draw_time(language: Language, town: TownStaffing) -> None:
    """Draw where the hours of the selected grid, or of the town, go."""
    need = selected(town)
    hours = town.hours_by_cause
    if need:
        title = text(language, "staffing_page.time_title_grid", name=need.name or need.code)
        hours = dict(sorted(need.parts.items(), key=lambda part: -part[1]))
    else:
        title = text(language, "staffing_page.time_title_town")
    widgets.title(title)
    widgets.bars(
        [
            Bar(
                text(language, f"staffing.part_{cause}"),
                spent,
                text(language, "staffing_page.hours", value=numbers.decimal(spent)),
            )
            for cause, spent in hours.items()
        ],
    )


def _row(language: Language, line: ArithmeticLine) -> dict[str, object]:
    is_normed = bool(line.norm_key)
    return {
        "what": line_text(language, line),
        "value": line.value,
        "unit": unit_label(language, line.unit),
        "norm": norm_label(language, line.norm_key) if is_normed else "",
        "source": source_label(language, line.source) if is_normed else "",
    }
