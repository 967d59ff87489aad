"""A chart's rows inside its own text: for a few rows a third of what a table of columns weighs."""

from typing import Any

import altair as alt

_PARTS = ("mark", "encoding", "layer")
_SIZES_UNUSED = ("continuousWidth", "continuousHeight")
"""Altair's own; a chart here says its height, and is as wide as its place."""
_MOST_KEPT = 200
_WRITTEN: dict[int, tuple[alt.LayerChart | alt.Chart, dict[str, Any]]] = {}
"""What was written of a chart, by its identity: `charts` hands out the same one again."""


def spec(chart: alt.LayerChart | alt.Chart) -> dict[str, Any]:
    """Return the chart's Vega-Lite text with its rows in it, missing values as null.

    Streamlit packs the data of a chart's outermost level; one level below they stay text. A chart
    is valid by construction: checking it at each run would cost more than the rest of the chart.
    """
    known = _WRITTEN.get(id(chart))
    if known is None or known[0] is not chart:
        known = _WRITTEN[id(chart)] = chart, _spec(chart)
        if len(_WRITTEN) > _MOST_KEPT:
            _WRITTEN.pop(next(iter(_WRITTEN)), None)
    return dict(known[1])


def _spec(chart: alt.LayerChart | alt.Chart) -> dict[str, Any]:
    written: dict[str, Any] = chart.to_dict(validate=False)
    written.pop("$schema", None)
    look = written.get("config", {}).get("view", {})
    for name in _SIZES_UNUSED:
        look.pop(name, None)
    rows = written.pop("datasets")[written.pop("data")["name"]]
    inner = {part: written.pop(part) for part in _PARTS if part in written}
    return {**written, "layer": [{"data": {"values": rows}, **inner}]}
