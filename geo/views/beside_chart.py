"""One series under two sets of boundaries: two lines on one axis, told apart by dash and colour."""

import altair as alt
import pandas as pd

from geo.views import palette
from geo.views.chart_style import styled
from geo.views.charts import MONTH_SKIPPED, axis_label

_HEIGHT_PX = 150
_DASHED, _SOLID = [5, 3], [1, 0]
_COLOURS = (palette.ACCENT, palette.WARM)


def beside_chart(
    rows: pd.DataFrame, sides: tuple[str, ...], axis: str
) -> alt.LayerChart | alt.Chart:
    """Return the lines of `rows` (label, side, value), the first of `sides` solid, on one axis.

    A month that is not told leaves a gap.
    """
    known = [side for side in sides if (rows["side"] == side).any()]
    place = [sides.index(side) for side in known]
    base = alt.Chart(rows).encode(
        x=alt.X(
            "label:N",
            sort=None,
            axis=alt.Axis(title=None, labelAngle=0, labelExpr=axis_label(MONTH_SKIPPED)),
        ),
        y=alt.Y(
            "value:Q",
            scale=alt.Scale(zero=True),
            axis=alt.Axis(
                title=axis,
                tickCount=3,
                titleAngle=0,
                titleAlign="left",
                titleX=0,
                titleY=-10,
                minExtent=36,
            ),
        ),
        color=alt.Color(
            "side:N",
            scale=alt.Scale(domain=known, range=[_COLOURS[one] for one in place]),
            legend=alt.Legend(title=None, orient="bottom", symbolType="stroke", labelLimit=0),
        ),
        strokeDash=alt.StrokeDash(
            "side:N",
            scale=alt.Scale(domain=known, range=[(_SOLID, _DASHED)[one] for one in place]),
            legend=None,
        ),
        tooltip=[
            alt.Tooltip("label:N", title=" "),
            alt.Tooltip("side:N", title=" "),
            alt.Tooltip("value:Q", title=axis, format=",.1f"),
        ],
    )
    lines = base.mark_line(strokeWidth=2, point=alt.OverlayMarkDef(size=22, filled=True))
    return styled(lines, _HEIGHT_PX)
