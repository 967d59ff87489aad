"""A change in words: percent from a base that bears it, else how many there were."""

import pytest

from geo.domain.kinds import Language
from geo.messages.changes import LAST_MONTH, LAST_YEAR, change_words
from geo.messages.dates import month_words

CHINESE, ENGLISH = Language.ZH_CN, Language.EN


def test_a_change_from_a_sound_base_is_said_in_percent() -> None:
    assert change_words(CHINESE, LAST_MONTH, 0.26, 1800) == "比上月多 26%"
    assert change_words(ENGLISH, LAST_YEAR, -0.18, 1800) == "18% less than last year"
    assert change_words(CHINESE, LAST_MONTH, 0.004, 1800) == "与上月持平（0%）"


@pytest.mark.parametrize(
    ("share", "earlier", "said"),
    [(57.0, 1, "去年同期 1 件"), (None, 0, "去年同期 0 件"), (3.2, 12, "去年同期 12 件")],
)
def test_a_tiny_base_is_said_in_counts_never_as_thousands_of_percent(
    share: float | None, earlier: int, said: str
) -> None:
    assert change_words(CHINESE, LAST_YEAR, share, earlier) == said


def test_a_month_is_written_one_way() -> None:
    assert month_words(ENGLISH, "2022-08") == "Aug 2022"
    assert month_words(CHINESE, "2022-08") == "2022年8月"
