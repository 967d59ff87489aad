"""What came in and what was late, month by month, under the boundaries of either side or both."""

import pandas as pd

from geo.bootstrap import Container
from geo.domain.codes import GridCode
from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.services.plan_comparison_values import BothMonths, Compared
from geo.ui import choices, filters, widgets
from geo.ui.plan.compare_asked import Sides
from geo.views import beside_chart

SIDES = "sides"
BOTH, LEFT, RIGHT = "both", "left", "right"
_COLUMNS = {"received": (1.0, "axis_received"), "overdue_share": (numbers.PERCENT, "axis_overdue")}
"""The columns drawn: by what they are multiplied, and what names their axis."""


def draw(container: Container, asked: Sides, compared: Compared) -> None:
    """Draw two charts on one axis each: received a month, and the share late."""
    language, grid = choices.language(), choices.value(choices.GRID)
    grid = grid if grid in compared.names else ""
    months = container.comparisons.monthly(choices.actor(), asked.left.name, asked.right.name, grid)
    widgets.title(_title(language, compared, months, grid))
    shown = filters.select(
        SIDES,
        text(language, "compare.trend_sides"),
        (BOTH, LEFT, RIGHT),
        lambda one: text(language, f"compare.sides_{one}"),
        default=BOTH,
    )
    named = _names(language, asked)
    series = {
        named[side]: frame
        for side, frame in ((LEFT, months.left), (RIGHT, months.right))
        if frame is not None and shown in (BOTH, side)
    }
    _draw(language, series, tuple(named.values()), "received")
    widgets.title(text(language, "compare.trend_late"))
    _draw(language, series, tuple(named.values()), "overdue_share")
    if months.hidden and shown != LEFT:
        widgets.words(text(language, "compare.trend_hidden", months=months.hidden))
    if grid:
        widgets.pick(text(language, "compare.trend_all"), "trend_all", choices.GRID, "")
    else:
        widgets.words(text(language, "compare.trend_pick"))


def _names(language: Language, asked: Sides) -> dict[str, str]:
    left, right = asked.words()
    return {
        LEFT: text(language, "compare.map_left", view=left),
        RIGHT: text(language, "compare.map_right", view=right),
    }


def _draw(
    language: Language, series: dict[str, pd.DataFrame], sides: tuple[str, ...], column: str
) -> None:
    scale, axis_key = _COLUMNS[column]
    parts = [
        pd.DataFrame(
            {
                "label": frame["label"],
                "side": side,
                "value": (frame[column].astype(float) * scale).round(1),
            }
        )
        for side, frame in series.items()
    ]
    rows = pd.concat(parts) if parts else pd.DataFrame(columns=["label", "side", "value"])
    axis = text(language, f"compare.{axis_key}")
    widgets.chart(rows, lambda: beside_chart.beside_chart(rows, sides, axis))


def _title(language: Language, compared: Compared, months: BothMonths, grid: str) -> str:
    if not grid:
        key = "trend_town" if compared.is_same_incidents else "trend_town_other"
        return text(language, f"compare.{key}")
    name = compared.names[GridCode(grid)]
    if months.left is None or months.right is None:
        key = "trend_grid_right" if months.left is None else "trend_grid_left"
        return text(language, f"compare.{key}", grid=name)
    sums = [_whole(one) for one in (months.left, months.right)]
    if any(one.isna().any() for one in sums):
        return text(language, "compare.trend_grid_plain", grid=name)
    left, right = (numbers.count(one.sum()) for one in sums)
    return text(
        language, "compare.trend_grid", grid=name, months=len(sums[0]), left=left, right=right
    )


def _whole(series: pd.DataFrame) -> "pd.Series[float]":
    """Return what was received in the months that are over."""
    return series["received"][~series["is_running"].astype(bool)].astype(float)
