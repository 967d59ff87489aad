"""What is held back cannot be worked out from what is shown; held against every possible town."""

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.services.wall.suppression import (
    LEAST_SHOWN,
    is_small,
    part_and_whole,
    parts_of_total,
)

COUNTS = st.lists(st.integers(0, 40), min_size=1, max_size=12)


@given(COUNTS)
def test_no_small_count_is_shown(counts: list[int]) -> None:
    found = parts_of_total(counts)
    assert not any(is_small(part) for part in (*found.parts, found.total) if part is not None)


@given(COUNTS)
def test_what_is_shown_is_true(counts: list[int]) -> None:
    found = parts_of_total(counts)
    assert all(part in (None, count) for part, count in zip(found.parts, counts, strict=True))
    assert found.total in (None, sum(counts))


@given(COUNTS)
def test_the_total_less_what_is_shown_tells_no_small_count(counts: list[int]) -> None:
    found = parts_of_total(counts)
    held = [count for part, count in zip(found.parts, counts, strict=True) if part is None]
    if found.total is not None and held:
        rest = found.total - sum(part for part in found.parts if part is not None)
        assert rest == sum(held) >= LEAST_SHOWN
        assert len(held) > 1


@pytest.mark.parametrize(("parts", "below"), [(2, 40), (3, 24), (4, 13)])
def test_a_small_count_might_always_have_been_another(parts: int, below: int) -> None:
    """By brute force over every town of so few villages, for who knows the rule as well."""
    look_alike = defaultdict(list)
    for counts in product(range(below), repeat=parts):
        look_alike[parts_of_total(counts)].append(counts)
    for towns in look_alike.values():
        for counts in zip(*towns, strict=True):
            assert len(set(counts)) > 1 or not is_small(counts[0])


@pytest.mark.parametrize(
    ("counts", "parts", "total"),
    [
        # 3 and 12 are below twenty: both are held, and 15 in all tell neither.
        ([3, 12, 20, 40], (None, None, 20, 40), 75),
        # 3 alone would be 43 − 40: every one is held.
        ([3, 20, 20], (None, None, None), 43),
        # 2 + 3 are 5, a small sum: every one is held.
        ([2, 3, 25, 50], (None, None, None, None), 80),
        # Nothing small: nothing is held.
        ([10, 12, 0], (10, 12, 0), 22),
        # The whole is small: nothing of it is shown, but that there is none in the second.
        ([4, 0, 3], (None, 0, None), None),
        ([3], (None,), None),
        # Ten ones: their sum would tell that each is one.
        ([1] * 10, (None,) * 10, None),
    ],
)
def test_by_hand(counts: list[int], parts: tuple[int | None, ...], total: int | None) -> None:
    found = parts_of_total(counts)
    assert (found.parts, found.total) == (parts, total)


def test_a_part_is_held_back_where_the_rest_of_the_whole_is_small() -> None:
    # 95 of 100: the other 5 would be told, so neither part is; the whole may be.
    assert part_and_whole(95, 100) == (None, 100)
    assert part_and_whole(60, 100) == (60, 100)
    assert part_and_whole(0, 100) == (0, 100)
