"""Altair charts in the office theme; each says one thing, its title is the caller's."""

from dataclasses import dataclass
from typing import TypeVar

import altair as alt
import pandas as pd

from geo.views import palette

Chart = TypeVar("Chart", alt.Chart, alt.LayerChart)

_SMALL_PX = 12
_CHART_HEIGHT_PX = 118


@dataclass(frozen=True, slots=True)
class Series:
    """One value a label, in order: columns `label` and `value`; the marked label stands out."""

    rows: pd.DataFrame
    marked: str
    axis: str


def bars(series: Series) -> alt.Chart:
    """Return thin bars, the marked one in the full accent."""
    colour = _marked(series, palette.ACCENT, palette.ACCENT_LIGHT)
    drawn = alt.Chart(series.rows).mark_bar(cornerRadiusEnd=2).encode(x=_x(), y=_y(series))
    return _quiet(drawn.encode(color=colour, tooltip=_tooltip(series)))


def line(series: Series) -> alt.LayerChart:
    """Return a line from zero with a dot on the marked label."""
    base = alt.Chart(series.rows).encode(x=_x(), y=_y(series), tooltip=_tooltip(series))
    drawn = base.mark_line(color=palette.WARM, strokeWidth=2)
    dots = base.mark_circle(color=palette.WARM, opacity=1).encode(size=_size(series))
    return _quiet(alt.layer(drawn, dots))


def _x() -> alt.X:
    return alt.X("label:N", sort=None, axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True))


def _y(series: Series) -> alt.Y:
    axis = alt.Axis(title=series.axis, tickCount=3, grid=True, titleFontWeight="normal")
    return alt.Y("value:Q", axis=axis, scale=alt.Scale(zero=True))


def _marked(series: Series, here: str, elsewhere: str) -> alt.Color:
    chosen = alt.condition(alt.datum.label == series.marked, alt.value(here), alt.value(elsewhere))
    colour: alt.Color = chosen
    return colour


def _size(series: Series) -> alt.Size:
    chosen = alt.condition(alt.datum.label == series.marked, alt.value(70), alt.value(18))
    size: alt.Size = chosen
    return size


def _tooltip(series: Series) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=" "),
        alt.Tooltip("value:Q", title=series.axis, format=".1f"),
    ]


def _quiet(chart: Chart) -> Chart:
    sized = chart.properties(height=_CHART_HEIGHT_PX, background="transparent")
    return (
        sized.configure(font=palette.FONT.replace('"', ""))
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
