"""Incidents a working day, month after month: bars, the chosen month in the accent."""

import altair as alt
import pandas as pd

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.views import palette
from geo.views.chart_style import styled

SELECTION = "month"
_HEIGHT_PX = 240
_SHOWN = ["label", "received", "workdays", "received_per_workday", "is_running"]


def trend_chart(
    months: pd.DataFrame, chosen: str, language: Language
) -> alt.LayerChart | alt.Chart:
    """Return bars of `received_per_workday` by `label` (YYYY-MM); a click names one in `month`.

    `months` has the columns of the monthly series; the month still running is drawn pale.
    """
    rows = months[_SHOWN].assign(
        is_chosen=months["label"] == chosen,
        written=months["received_per_workday"].map(numbers.three_digits, na_action="ignore"),
    )
    colour = (
        alt.when(alt.datum.is_chosen)
        .then(alt.value(palette.ACCENT))
        .otherwise(alt.value(palette.ACCENT_LIGHT))
    )
    base = alt.Chart(rows).encode(
        x=alt.X("label:O", title=None, axis=alt.Axis(labelAngle=-45, labelOverlap=False)),
        y=alt.Y(
            "received_per_workday:Q",
            title=text(language, "incidents.trend_axis"),
            axis=alt.Axis(tickCount=4),
        ),
    )
    bars = base.mark_bar(cornerRadiusEnd=2, cursor="pointer").encode(
        color=colour,
        opacity=alt.when(alt.datum.is_running).then(alt.value(0.6)).otherwise(alt.value(1)),
        tooltip=_tooltip(language),
    )
    labels = base.mark_text(dy=-7, color=palette.INK).encode(
        text=alt.Text("written:N"),
        opacity=alt.when(alt.datum.is_chosen).then(alt.value(1)).otherwise(alt.value(0)),
    )
    picked = bars.add_params(alt.selection_point(name=SELECTION, fields=["label"]))
    return styled(alt.LayerChart(layer=[picked, labels]), _HEIGHT_PX)


def _tooltip(language: Language) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("label:N", title=text(language, "incidents.trend_month")),
        alt.Tooltip("received:Q", title=text(language, "incidents.trend_received")),
        alt.Tooltip("workdays:Q", title=text(language, "incidents.trend_workdays")),
        alt.Tooltip(
            "received_per_workday:Q", title=text(language, "incidents.trend_axis"), format=".1f"
        ),
    ]
