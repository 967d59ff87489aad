"""Names on a printed map: whole, apart, by rank; and the length of its scale bar."""

import pytest

from geo.views.map_labels import Label, placed, width_px
from geo.views.scale_bar import scale_bar

FONT_PX = 10.0


def test_a_name_at_the_edge_moves_in_or_is_left_out() -> None:
    # 乌图美仁 is 4 × 10 px wide with 2 px of room on either side: it needs 22 px to the left.
    inside = placed([Label("乌图美仁", 30, 50)], 100, 100, FONT_PX)
    cut = placed([Label("乌图美仁", 10, 50)], 100, 100, FONT_PX)
    assert [(one.x, one.y) for one in inside] == [(30, 50)]
    # Half its width to the right is the first place where it is whole.
    assert [one.x for one in cut] == [30]
    assert placed([Label("乌图美仁", 10, 50)], 40, 100, FONT_PX) == []


def test_of_two_names_on_one_point_the_lower_rank_keeps_it() -> None:
    both = placed([Label("村", 50, 50, 1), Label("市", 50, 50, 0)], 100, 100, FONT_PX)
    # The village goes up by one line of 12.5 px.
    assert [(one.words, one.y) for one in both] == [("市", 50), ("村", 37.5)]


def test_a_name_leaves_what_is_taken_free() -> None:
    # 8 px high about the point: one line of 12.5 px up the name is clear of it.
    (name,) = placed([Label("村", 50, 50)], 100, 100, FONT_PX, taken=[(40, 46, 60, 54)])
    assert name.y == 37.5
    # Everything about the point is taken: no name.
    assert placed([Label("村", 50, 50)], 100, 100, FONT_PX, taken=[(0, 20, 100, 80)]) == []


def test_a_latin_letter_is_narrower_than_a_chinese_one() -> None:
    assert width_px("村村", FONT_PX) == 20
    assert width_px("ab", FONT_PX) == pytest.approx(11.2)


@pytest.mark.parametrize(
    ("px_per_m", "words", "drawn_px"),
    [
        # 100 px are 10 km: the bar is the whole of them.
        (0.01, "10 km", 100.0),
        # 100 px are 7 km: 5 km are 100 × 5 ÷ 7 px.
        (100 / 7000, "5 km", 500 / 7),
        # 100 px are 450 m: 200 m.
        (100 / 450, "200 m", 100 * 200 / 450),
    ],
)
def test_the_bar_is_the_longest_readable_length_that_fits(
    px_per_m: float, words: str, drawn_px: float
) -> None:
    bar = scale_bar(px_per_m, 100.0)
    assert bar.words == words
    assert bar.drawn_px == pytest.approx(drawn_px)
