"""Altair charts in the office theme; each says one thing, its title is the caller's."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
import pandas as pd

from geo.views import palette

_SMALL_PX = 12
_CHART_HEIGHT_PX = 126
MONTH_SKIPPED = 5
_DOT, _DOT_MARKED = 18, 70
_MOST_KEPT = 200
_Rows = tuple[tuple[object, object], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One value a label, in order: columns `label` and `value`; the marked label stands out.

    The axis leaves out the first `skipped` characters of each label: `MONTH_SKIPPED` of YYYY-MM.
    """

    rows: pd.DataFrame
    marked: str
    axis: str
    skipped: int = 0


def bars(series: Series) -> alt.LayerChart:
    """Return thin bars, the marked one in the full accent."""
    return _kept(_bars, *_asked(series))


def line(series: Series) -> alt.LayerChart:
    """Return a line from zero with a dot on the marked label."""
    return _kept(_line, *_asked(series))


@lru_cache(maxsize=_MOST_KEPT)
def _kept(
    kind: Callable[[Series], alt.LayerChart], rows: _Rows, marked: str, axis: str, skipped: int
) -> alt.LayerChart:
    """Return the chart of these rows as drawn before: many viewers look at the same month."""
    return kind(Series(pd.DataFrame(rows, columns=["label", "value"]), marked, axis, skipped))


def _asked(series: Series) -> tuple[_Rows, str, str, int]:
    rows = zip(series.rows["label"].tolist(), series.rows["value"].tolist(), strict=True)
    return tuple(rows), series.marked, series.axis, series.skipped


def _bars(series: Series) -> alt.LayerChart:
    here = alt.value(palette.ACCENT)
    colour = alt.condition(_is_marked(series), here, alt.value(palette.ACCENT_LIGHT))
    return _quiet(series, alt.Chart().mark_bar(cornerRadiusEnd=2).encode(color=colour))


def _line(series: Series) -> alt.LayerChart:
    drawn = alt.Chart().mark_line(color=palette.WARM, strokeWidth=2)
    size = alt.condition(_is_marked(series), alt.value(_DOT_MARKED), alt.value(_DOT))
    dots = alt.Chart().mark_circle(color=palette.WARM, opacity=1).encode(size=size)
    return _quiet(series, drawn, dots)


def _common(series: Series, *layers: alt.Chart) -> alt.LayerChart:
    """Return the layers over the rows and axes that they share, which are written once."""
    label = alt.Axis(title=None, labelAngle=0, labelExpr=axis_label(series.skipped))
    amount = alt.Axis(
        title=series.axis,
        tickCount=3,
        minExtent=36,
        titleFontWeight="normal",
        titleAngle=0,
        titleAlign="left",
        titleX=0,
        titleY=-10,
    )
    shared: alt.LayerChart = alt.LayerChart(data=series.rows, layer=list(layers)).encode(
        x=alt.X("label:N", sort=None, axis=label),
        y=alt.Y("value:Q", axis=amount, scale=alt.Scale(zero=True)),
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("value:Q", title=series.axis, format=",.1f"),
        ],
    )
    return shared


def axis_label(skipped: int) -> str:
    """Return how an axis writes a label; a month gets its year below where a year begins."""
    short = f"slice(datum.label, {skipped})"
    if skipped != MONTH_SKIPPED:
        return short
    begins = f"datum.index === 0 || {short} === '01'"
    return f"{begins} ? [{short}, slice(datum.label, 0, 4)] : {short}"


def _is_marked(series: Series) -> Any:
    return alt.datum.label == series.marked


def _quiet(series: Series, *layers: alt.Chart) -> alt.LayerChart:
    sized: alt.LayerChart = _common(series, *layers).properties(
        height=_CHART_HEIGHT_PX, background="transparent"
    )
    styled: alt.LayerChart = (
        sized.configure(font=palette.FONT.replace('"', ""), aria=False)
        .configure_mark(aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.QUIET,
            titleColor=palette.QUIET,
            labelFontSize=_SMALL_PX,
            titleFontSize=_SMALL_PX,
            gridColor=palette.LINES,
            domain=False,
            ticks=False,
        )
    )
    return styled
