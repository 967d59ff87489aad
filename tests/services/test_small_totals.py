"""What is held back cannot be worked out from what is shown; held against every possible town."""

from collections import defaultdict
from itertools import product
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.domain.kinds import Language
from geo.services.comparison import PeriodFigures
from geo.services.small_counts.least import LEAST_SHOWN, is_small
from geo.services.small_counts.same_total import lines_of_total
from geo.services.small_counts.totals import part_and_whole, parts_of_total
from geo.services.wall.figures import figures
from geo.services.wall.scene_file import read_scenes
from geo.services.wall.town import WallTown

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


def test_two_lines_of_the_same_reports_tell_no_small_count() -> None:
    """By brute force over every two lines of two counts with one sum below 32."""
    look_alike = defaultdict(list)
    for total in range(32):
        for one, other in product(range(total + 1), repeat=2):
            lines = (one, total - one), (other, total - other)
            look_alike[lines_of_total(*lines)].append((*lines[0], *lines[1]))
    for towns in look_alike.values():
        for counts in zip(*towns, strict=True):
            assert len(set(counts)) > 1 or not is_small(counts[0])


def test_a_line_whose_sum_may_not_be_told_holds_the_other_back() -> None:
    # Twelve ones in twelve places would be told by the 12 of one hour.
    assert lines_of_total((12, 0), (1,) * 12) == ((None,) * 2, (None,) * 12)
    assert lines_of_total((12, 20), (32, 0, 0)) == ((12, 20), (32, 0, 0))


def test_a_part_is_held_back_where_the_rest_of_the_whole_is_small() -> None:
    # 95 of 100: the other 5 would be told, so neither part is; the whole may be.
    assert part_and_whole(95, 100) == (None, 100)
    assert part_and_whole(60, 100) == (60, 100)
    assert part_and_whole(0, 100) == (0, 100)


def _received(now: int, before: int) -> WallTown:
    """Return a public wall's town of 20 working days this month and 20 in that of last year."""
    then = PeriodFigures(before, before / 20, 0, 0, None, 0)
    change = now / before - 1 if before else None
    return _of_month(received=now, received_per_workday=now / 20, last_year=_against(then, change))


def _late(now: tuple[int, int], before: tuple[int, int]) -> WallTown:
    """Return one where so many were late of those due, this month and in that of last year."""
    then = PeriodFigures(0, 0.0, before[1], before[0], before[0] / before[1], 0)
    share = now[0] / now[1]
    against = _against(then, None, share - before[0] / before[1])
    return _of_month(
        late=now[0], due=now[1], on_time_share=1 - share, last_year=against, last_month=against
    )


def _against(then: PeriodFigures, received: float | None, late: float | None = None) -> object:
    return SimpleNamespace(figures=then, received_change_share=received, overdue_change_share=late)


def _of_month(**month: object) -> WallTown:
    found = SimpleNamespace(**{"last_month": None, **month})
    book = read_scenes('[[scene]]\nkind = "trend"')
    nothing = np.empty(0)
    return WallTown(None, book, Language.ZH_CN, {}, nothing, _kept={"month": found})  # type: ignore[arg-type]


def test_what_came_in_is_told_by_no_figure_beside_it() -> None:
    names = ("received_month", "received_per_workday", "received_change")
    look_alike = defaultdict(list)
    for counts in product(range(31), repeat=2):
        look_alike[figures(_received(*counts), names)].append(counts)
    for towns in look_alike.values():
        for counts in zip(*towns, strict=True):
            assert len(set(counts)) > 1 or not is_small(counts[0])


def test_how_many_were_late_is_told_by_no_share() -> None:
    names = ("on_time_share", "on_time_change")
    months = [(late, due) for due in (*range(1, 13), 20, 24) for late in range(due + 1)]
    look_alike = defaultdict(list)
    for now, before in product(months, repeat=2):
        look_alike[figures(_late(now, before), names)].append((*now, *before))
    for towns in look_alike.values():
        for counts in zip(*towns, strict=True):
            assert len(set(counts)) > 1 or not is_small(counts[0])
