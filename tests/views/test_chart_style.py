import numpy as np
import pandas as pd

from geo.views.chart_style import in_words, is_drawable


def test_one_value_or_none_is_said_in_words_not_drawn():
    assert not is_drawable(pd.Series([], dtype=float))
    assert not is_drawable(pd.Series([np.nan, 4.0]))
    assert is_drawable(pd.Series([3.0, np.nan, 4.0]))


def test_a_chart_in_words_names_each_value_that_is_known():
    rows = pd.DataFrame({"label": ["2022-07", "2022-08"], "value": [np.nan, 3.14159]})
    assert in_words(rows) == "2022-08: 3.1"


def test_a_chart_of_two_sides_in_words_names_the_side_too():
    rows = pd.DataFrame({"label": ["2022-08"] * 2, "side": ["今", "旧"], "value": [1.0, 2.0]})
    assert in_words(rows) == "今 2022-08: 1.0; 旧 2022-08: 2.0"
