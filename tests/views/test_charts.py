"""Charts are light: what their layers share is written once, their rows are part of their text."""

import json
from collections.abc import Callable

import altair as alt
import numpy as np
import pandas as pd
import pytest

from geo.views import charts, exchange_chart
from geo.views.inline_rows import spec

YEAR = pd.DataFrame(
    {"label": [f"22-{number:02d}" for number in range(1, 14)], "value": np.arange(13) * 1.37}
)
STEPS = pd.DataFrame(
    {"moved": [1, 2], "load_h_week": [41.239, 40.0], "finding": ["建议", "误差内"]}
)
WORDS = exchange_chart.Words("调动人数", "平均负荷", "建议", "误差内")


def test_thirteen_months_with_two_layers_weigh_less_than_two_kilobytes() -> None:
    drawn = spec(charts.line(charts.Series(YEAR, "22-08", "%")))
    # 13 rows of at most 32 bytes, and 1.3 kB of axes, marks and look
    assert len(json.dumps(drawn, ensure_ascii=False).encode()) < 2_000


@pytest.mark.parametrize("draw", [charts.bars, charts.line])
def test_rows_stay_in_the_text_in_order(draw: Callable[[charts.Series], alt.LayerChart]) -> None:
    (inner,) = spec(draw(charts.Series(YEAR, "22-08", "%")))["layer"]
    assert [row["label"] for row in inner["data"]["values"]] == list(YEAR["label"])
    assert inner["encoding"]["x"]["field"] == "label"
    assert not any("data" in layer for layer in inner["layer"])


def test_a_missing_value_is_null_and_never_nan() -> None:
    gap = pd.DataFrame({"label": ["22-01"], "value": [np.nan]})
    (inner,) = spec(charts.bars(charts.Series(gap, "", "%")))["layer"]
    assert inner["data"]["values"] == [{"label": "22-01", "value": None}]


def test_the_curve_of_exchanges_holds_its_steps() -> None:
    (inner,) = spec(exchange_chart.curve(STEPS, WORDS))["layer"]
    assert inner["data"]["values"][0] == {"moved": 1, "load_h_week": 41.239, "finding": "建议"}
    assert [layer["mark"]["type"] for layer in inner["layer"]] == ["line", "circle"]
