"""Tables as they are read: thousands apart, one minus sign; a file holds plain rounded numbers."""

from collections.abc import Callable

import pandas as pd
import pytest

from geo.domain.kinds import Language
from geo.messages import numbers
from geo.ui.staffing.ranking import in_file
from geo.ui.widgets import Column, formats_of, written


def test_numbers_are_written_for_reading_and_stay_numbers() -> None:
    rows = pd.DataFrame({"name": ["a", "b"], "count": [40061, 7], "days": [-17.04, float("nan")]})
    read = written(rows, {"name": Column(""), "count": Column(""), "days": Column("")})
    html = read.to_html()
    assert ">40,061<" in html
    assert ">\u221217.0<" in html
    assert read.data["count"].dtype.kind == "i"


def test_the_staffing_file_has_no_more_digits_than_the_figures_bear() -> None:
    grid = {
        "grid": "G", "label": "-", "balance": -0.6712345678901234, "needed": 1.2212345678901234,
        "interval": "1.07", "now": float("nan"), "fte": 0.5512345678901234, "suggested": 2.0,
        "hours": 31.812345678901234, "code": "1",
    }  # fmt: skip
    filed = in_file(Language.EN, pd.DataFrame([grid]))
    assert filed.to_csv(index=False).splitlines()[1] == "G,-,-0.67,1.22,1.07,,0.55,2,31.8,1"


def test_small_usual_numbers_are_written_by_the_browser() -> None:
    rows = pd.DataFrame({"name": ["甲"], "count": [999], "days": [12.25]})
    columns = {name: Column("") for name in rows}
    assert formats_of(rows, columns) == {"count": "%d", "days": "%.1f"}


@pytest.mark.parametrize(
    ("count", "write"),
    [(1_000, None), (-1, None), (999, numbers.two_decimals), (999, numbers.percent)],
)
def test_other_numbers_are_written_out_before(
    count: int, write: Callable[[float], str] | None
) -> None:
    rows = pd.DataFrame({"count": [count]})
    assert formats_of(rows, {"count": Column("", write)}) is None
