"""The curve of pair exchanges: the load after each person moved; its title is the caller's."""

from dataclasses import dataclass

import altair as alt
import pandas as pd

from geo.views import palette

_HEIGHT_PX = 190
_DOT = 70


@dataclass(frozen=True, slots=True)
class Words:
    """Names of both axes, and of the two kinds of steps."""

    moved: str
    load: str
    advised: str
    noise: str


def curve(rows: pd.DataFrame, words: Words) -> alt.LayerChart:
    """Return a line with a dot a step; `rows` has moved, load_h_week and finding (a word)."""
    kinds = alt.Scale(domain=[words.advised, words.noise], range=[palette.ACCENT, palette.UNKNOWN])
    dots = (
        alt.Chart()
        .mark_circle(size=_DOT, opacity=1)
        .encode(
            color=alt.Color("finding:N", scale=kinds, legend=alt.Legend(title=None, orient="top"))
        )
    )
    line = alt.Chart().mark_line(color=palette.ACCENT_LIGHT, strokeWidth=2)
    shared = alt.LayerChart(data=rows, layer=[line, dots]).encode(
        x=alt.X("moved:O", axis=alt.Axis(title=words.moved, labelAngle=0)),
        y=alt.Y(
            "load_h_week:Q",
            axis=alt.Axis(title=words.load, tickCount=4),
            scale=alt.Scale(zero=False, nice=True),
        ),
        tooltip=[
            alt.Tooltip("moved:O", title=words.moved),
            alt.Tooltip("load_h_week:Q", title=words.load, format=".2f"),
        ],
    )
    drawn = shared.properties(height=_HEIGHT_PX, background="transparent")
    quiet: alt.LayerChart = (
        drawn.configure(font=palette.FONT.replace('"', ""), aria=False)
        .configure_mark(aria=False)
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=palette.QUIET,
            titleColor=palette.QUIET,
            titleFontWeight="normal",
            gridColor=palette.LINES,
            domain=False,
            ticks=False,
        )
    )
    return quiet
