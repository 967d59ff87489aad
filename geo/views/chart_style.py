"""The look that all charts share: font, ink, hair-lines; no chart is drawn here."""

from typing import Any

import altair as alt
import pandas as pd

from geo.messages import numbers
from geo.views import palette

_FONT = palette.FONT.replace('"', "")
_SMALL_PX, _TEXT_PX = 12, 13


_FEWEST = 2

Chart = alt.LayerChart | alt.Chart
"""Any chart, for those who pass one on without drawing it."""


def is_drawable(values: "pd.Series[float]") -> bool:
    """Return whether a chart of the values shows anything that words would not."""
    return int(values.notna().sum()) >= _FEWEST


def in_words(rows: pd.DataFrame) -> str:
    """Return the rows (label, value, perhaps side) for who hears the chart: "2022-08: 3.14; …"."""
    known = rows.dropna(subset=["value"])
    names = known["label"].astype(str)
    if "side" in known:
        names = known["side"].astype(str) + " " + names
    amounts = known["value"].map(numbers.three_digits)
    return "; ".join(f"{name}: {amount}" for name, amount in zip(names, amounts, strict=True))


def styled(chart: alt.LayerChart | alt.Chart, height_px: int) -> alt.LayerChart | alt.Chart:
    """Return the chart in the office's look."""
    axis: dict[str, Any] = {
        "labelFont": _FONT,
        "titleFont": _FONT,
        "labelFontSize": _SMALL_PX,
        "titleFontSize": _SMALL_PX,
        "labelColor": palette.INK,
        "titleColor": palette.QUIET,
        "titleFontWeight": "normal",
        "gridColor": palette.LINES,
        "domainColor": palette.LINES,
        "tickColor": palette.LINES,
    }
    legend: dict[str, Any] = {"labelFont": _FONT, "titleFont": _FONT, "labelFontSize": _SMALL_PX}
    look: alt.LayerChart | alt.Chart = (
        chart.properties(height=height_px, background=palette.SURFACE)
        .configure(aria=False)  # Vega would describe every mark, in English
        .configure_mark(aria=False)
        .configure_axis(**axis)
        .configure_legend(**legend)
        .configure_text(font=_FONT, fontSize=_TEXT_PX)
        .configure_view(strokeWidth=0)
    )
    return look
