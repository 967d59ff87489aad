"""Whether the three most short of people can be told from the rest, by the needs' own intervals."""

import pytest

from geo.domain.codes import GridCode
from geo.domain.staffing import GridNeed, Suggestion
from geo.services.ranking import is_undecided
from geo.services.staffing_desk import TownStaffing
from geo.services.staffing_ranks import top_shares


def need(number: int, fte: float, half_width: float, have: float | None = None) -> GridNeed:
    return GridNeed(
        code=GridCode(f"G{number:03}"),
        name="",
        parts={},
        missing=(),
        workload_h_week=fte * 26,
        fte_needed=fte,
        fte_interval=(fte - half_width, fte + half_width),
        staff_now=have,
        staff_suggested=1,
        is_within_noise=False,
        fte_now=have,
    )


def town(*grids: GridNeed) -> TownStaffing:
    is_assumed = grids[0].fte_now is None
    return TownStaffing(Suggestion(len(grids), grids, (), ()), (), is_assumed, is_assumed)


def test_grids_that_need_alike_share_the_three_places_by_chance() -> None:
    # thirty grids of 0.25 ± 0.04 each: three places of thirty are one in ten for each
    shares = top_shares(town(*[need(n, 0.25, 0.04) for n in range(30)]))
    assert shares.sum() == pytest.approx(3)
    assert shares == pytest.approx(0.1, abs=0.05)
    assert is_undecided(shares.tolist())


def test_differences_far_beyond_the_intervals_are_ranked() -> None:
    # the three of 3 ± 0.1 lie 2 above the rest: twenty times the half width
    grids = [need(n, 3.0 if n < 3 else 1.0, 0.1) for n in range(10)]
    assert top_shares(town(*grids)).tolist() == [1.0] * 3 + [0.0] * 7


def test_one_clear_grid_is_told_though_the_others_are_alike() -> None:
    # two places are left for nineteen alike: 2 of 19 each, far below a half
    shares = top_shares(town(need(0, 2.0, 0.1), *[need(n, 1.0, 0.1) for n in range(1, 20)]))
    assert shares[0] == 1.0
    assert shares[1:].max() < 0.25
    assert not is_undecided(shares.tolist())


def test_shortage_counts_who_is_there_and_not_need_alone() -> None:
    # the first needs most but has it; 1.0 is missing in three, nothing in the rest
    grids = [need(0, 9.0, 0.2, 9.0), *[need(n, 2.0, 0.2, 1.0) for n in (1, 2, 3)]]
    grids += [need(n, 2.0, 0.2, 2.0) for n in range(4, 9)]
    assert top_shares(town(*grids)).tolist() == [0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0]


def test_three_grids_or_fewer_are_never_undecided() -> None:
    assert not is_undecided(top_shares(town(need(0, 1, 0.5), need(1, 1, 0.5))).tolist())
