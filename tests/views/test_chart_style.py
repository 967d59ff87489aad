import numpy as np
import pandas as pd

from geo.views.chart_style import is_drawable


def test_one_value_or_none_is_said_in_words_not_drawn():
    assert not is_drawable(pd.Series([], dtype=float))
    assert not is_drawable(pd.Series([np.nan, 4.0]))
    assert is_drawable(pd.Series([3.0, np.nan, 4.0]))
