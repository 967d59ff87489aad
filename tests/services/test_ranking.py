import numpy as np
import pytest

from geo.domain.errors import NotPermitted
from geo.domain.records import Norm
from geo.services import posterior
from geo.services.ranking import RankedBy, Rankings, is_undecided, top_share
from tests.services.town import LEADER, SCREEN, SmallTown, incident


def rows(where: str, due: int, late: int, **fields) -> list[dict]:
    """Return so many incidents due on 2 December, of which so many are still open."""
    start = "ABCD".index(where) * 100
    found = []
    for number in range(due):
        closed = {} if number < late else {"closed_at": "2022-12-01T12:00"}
        times = {"due_at": "2022-12-02", **closed}
        found.append(incident(start + number, where, "2022-12-01", **times, **fields))
    return found


def ranked(*incidents: dict, by: RankedBy = RankedBy.OVERDUE_SHARE, **town):
    made = SmallTown(incidents=incidents, **town).snapshot()
    return Rankings(lambda: made).ranked(LEADER, by)


def test_one_late_case_of_one_is_not_the_worst_grid() -> None:
    found = ranked(*rows("A", 1, 1), *rows("B", 40, 20), *rows("C", 40, 10), *rows("D", 40, 8))
    worst = found.grids[0]
    assert (worst.code, worst.rank) == ("B", 1)
    assert (worst.value, worst.part, worst.whole) == (0.5, 20, 40)
    # The shrunk share lies between the grid's own and the town's 39 of 121.
    assert 39 / 121 < worst.expected < 0.5
    assert worst.interval[0] < worst.expected < worst.interval[1]


def test_a_grid_in_which_nothing_was_due_is_unknown_and_counted() -> None:
    found = ranked(*rows("A", 10, 5), incident(900, "B", "2022-12-01"))
    assert [grid.code for grid in found.grids] == ["A"]
    assert found.unknown == 3
    assert found.grids[0].top_share == 1


def test_alike_grids_differ_within_the_noise_and_unlike_ones_do_not() -> None:
    found = ranked(*rows("A", 90, 80), *rows("B", 90, 40), *rows("C", 90, 39), *rows("D", 90, 1))
    assert [grid.code for grid in found.grids] == ["A", "B", "C", "D"]
    assert [grid.is_next_within_noise for grid in found.grids] == [False, True, False, False]
    assert found.is_top_clear
    assert found.grids[3].top_share == pytest.approx(0, abs=0.01)


def test_the_same_question_has_the_same_answer() -> None:
    incidents = [*rows("A", 9, 3), *rows("B", 9, 4)]
    assert ranked(*incidents) == ranked(*incidents)


def test_causes_come_most_late_first_with_their_hours() -> None:
    found = ranked(
        *rows("A", 5, 1, category="垃圾"),
        *[dict(row, id=f"X{n}", category="路灯") for n, row in enumerate(rows("A", 3, 2))],
        norms=[Norm("handling_min.default", 30, "min")],
    )
    first, second = found.grids[0].causes
    assert (first.category, first.late, first.received, first.hours) == ("路灯", 2, 3, 1.5)
    assert (second.category, second.late, second.hours) == ("垃圾", 1, 2.5)


def test_rates_need_households() -> None:
    incidents = [incident(n, "ABCD"[n % 4], "2022-12-01") for n in range(40)]
    found = ranked(*incidents, by=RankedBy.INCIDENTS_PER_100_HOUSEHOLDS)
    # Households are 100, 200, unknown and 0: ten reports each.
    assert [(grid.code, grid.value) for grid in found.grids] == [("A", 10), ("B", 5)]
    assert found.unknown == 2


def test_a_quiet_month_ranks_nobody_above_another() -> None:
    found = ranked(by=RankedBy.INCIDENTS)
    assert {grid.expected for grid in found.grids} == {0.0}
    assert all(grid.is_next_within_noise for grid in found.grids[:-1])


def test_ranking_by_hours_is_for_those_who_may_see_staffing() -> None:
    town = SmallTown().snapshot()
    rankings = Rankings(lambda: town, lambda _: np.array([20.0, 50, np.nan, np.inf]))
    found = rankings.ranked(LEADER, RankedBy.HOURS_PER_WORKER)
    assert [grid.code for grid in found.grids] == ["B", "A"]
    with pytest.raises(NotPermitted):
        rankings.ranked(SCREEN, RankedBy.HOURS_PER_WORKER)


def test_top_shares_sum_to_the_number_of_places() -> None:
    draws = np.random.default_rng(1).random((400, 9))
    assert top_share(draws, 3).sum() == pytest.approx(3)
    assert top_share(draws[:, :2], 3).tolist() == [1, 1]


def test_shares_that_spread_by_chance_alone_shrink_to_the_town() -> None:
    late, due = np.array([1, 1, 1, 1]), np.array([10, 10, 10, 10])
    known = posterior.of_share(late, due, seed=1)
    assert known.expected.tolist() == pytest.approx([0.1] * 4)


def test_draws_agree_with_the_expected_figure() -> None:
    # The mean of 2,000 draws lies within a few hundredths of the posterior mean.
    share = posterior.of_share(np.array([30, 3]), np.array([60, 60]), seed=2)
    assert share.draws.mean(axis=0) == pytest.approx(share.expected, abs=0.02)
    rate = posterior.of_rate(np.array([300, 30]), np.array([2.0, 3.0]), seed=2)
    assert rate.draws.mean(axis=0) == pytest.approx(rate.expected, rel=0.05)


def test_alike_grids_have_no_order_and_one_far_worse_has() -> None:
    letters = "ABCD"
    alike = ranked(*[row for where in letters for row in rows(where, 40, 10)])
    # four alike and three places: each is among the three in three draws of four
    assert [grid.top_share for grid in alike.grids] == pytest.approx([0.75] * 4, abs=0.05)
    assert not alike.is_undecided
    assert is_undecided([0.1] * 30)
    assert not is_undecided([0.6, *[0.1] * 29])
