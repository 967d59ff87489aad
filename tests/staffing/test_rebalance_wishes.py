"""What may not move, where nothing can be done, and weights that do not add up."""

import numpy as np
import pytest
from shapely import LineString, box

from geo.staffing.rebalance import (
    AnswerKind,
    Reason,
    flow_share,
    ground_of,
    least_moved_share,
    obstacles,
    rebalance,
    rebalancing,
)
from geo.staffing.rebalance.pricing import prices_of
from geo.staffing.rebalance.recounting import rebalance_recounted
from geo.staffing.rebalance.search import searched
from tests.spatial.shapes import layer
from tests.staffing.rebalance_squares import problem

FEWEST = (AnswerKind.FEWEST_CHANGES,)


def fewest(asked):
    return rebalance(asked, kinds=FEWEST)[0]


def test_a_cell_heavier_than_a_group_may_be_is_named():
    # Mean (5 + 1 + 1 + 1) / 2 = 4; square 0 alone is 25 % above it.
    found = obstacles(problem(2, "01 01", [5, 1, 1, 1], tolerance=0.2))
    assert [(one.reason, one.cell, one.groups) for one in found] == [(Reason.HEAVY_CELL, 0, (0,))]
    assert found[0].needed == pytest.approx(0.25)
    assert obstacles(problem(2, "01 01", [5, 1, 1, 1], tolerance=0.25)) == ()


def test_a_group_that_can_exchange_with_nobody_is_named():
    # 0 | 1 | 2 in a row of 4, 2 and 3 squares: with 1 locked, 0 and 2 are each alone.
    locked = np.array([False, True, False])
    found = obstacles(problem(1, "000011222", tolerance=0.05, is_locked=locked))
    assert [(one.reason, one.groups) for one in found] == [(Reason.ENCLOSED_GROUP, (0,))]
    assert found[0].needed == pytest.approx(1 / 3)


def test_groups_that_are_together_off_the_mean_are_named():
    # 1 and 2 exchange, but hold 3 of 9 squares between them where 6 would be even.
    barred = [(5, 6)]
    found = obstacles(problem(1, "000000122", tolerance=0.05, barred=barred))
    by_groups = {one.groups: one.reason for one in found}
    assert by_groups == {(0,): Reason.ENCLOSED_GROUP, (1, 2): Reason.UNEVEN_PART}


def test_a_tolerance_that_no_grouping_meets_is_proved_out_of_reach():
    # Squares of 3, 3 and 3 in two groups: 3 against 6, whatever is done.
    asked = problem(1, "001", [3, 3, 3], tolerance=0.2)
    assert obstacles(asked) == ()
    assert fewest(asked).is_impossible
    assert not fewest(problem(1, "001", [3, 3, 3], tolerance=0.4)).is_impossible


def lost(problem, board, prices, report):
    """A search for another answer than the fewest changes that finds nothing at all."""
    is_fewest = prices == prices_of(problem, AnswerKind.FEWEST_CHANGES)
    return searched(problem, board, prices, report) if is_fewest else problem.group


@pytest.mark.parametrize("kinds", [tuple(AnswerKind), (AnswerKind.BEST_BALANCED,)])
def test_no_answer_is_outside_where_the_fewest_changes_are_inside(kinds, monkeypatch):
    monkeypatch.setattr(rebalancing, "searched", lost)
    # 8 of 12 squares against 4: a third off, and one or two moved squares bring it inside 20 %.
    found = rebalance(problem(3, "0001 0001 0011", tolerance=0.2), kinds=kinds)
    assert found
    assert all(one.is_within for one in found)


def test_no_cell_crosses_a_barrier():
    # A river runs between two rows of five. Group 0 holds 7 of 12 and gives from beside group 1
    # on the same bank, 2 or 7; both groups reach across today and still do.
    river = [(column, column + 5) for column in range(5)]
    asked = problem(2, "00011 00011", [1, 1, 2, 1, 1, 1, 1, 2, 1, 1], tolerance=0.2, barred=river)
    answer = fewest(asked)
    assert answer.is_within
    assert answer.torn_groups == ()
    assert answer.group[[0, 1]].tolist() == [0, 0]


def test_a_group_shut_in_by_a_barrier_gives_nothing():
    fence = [(1, 2), (4, 5)]
    asked = problem(2, "001 001", tolerance=0.2, barred=fence)
    assert fewest(asked).cells_moved == 0
    assert [one.reason for one in obstacles(asked)] == [Reason.ENCLOSED_GROUP] * 2


def test_a_village_moves_whole_or_not_at_all():
    # Group 0 holds 8 squares, 1 holds 4. Villages pair the squares; 2 squares must go: one pair.
    village = np.array([0, 0, 1, 1] * 3) + np.repeat([0, 2, 4], 4)
    asked = problem(3, "0000 0000 1111", tolerance=0.05, unit=village)
    answer = fewest(asked)
    assert answer.weights.tolist() == [6, 6]
    for one in np.unique(village):
        assert len(set(answer.group[village == one].tolist())) == 1


def test_a_village_in_two_pieces_stays():
    village = np.array([0, -1, -1, 0, -1, -1])
    asked = problem(1, "000011", tolerance=0.05, unit=village)
    # Square 3 is of the village of square 0, apart from it: nothing else can go first.
    assert fewest(asked).cells_moved == 0


def test_a_locked_group_keeps_every_cell():
    locked = np.array([True, False, False])
    asked = problem(3, "0112 0112 0112", is_locked=locked, tolerance=0.5)
    answer = fewest(asked)
    assert (answer.group == 0).tolist() == (asked.group == 0).tolist()


@pytest.mark.parametrize(("far", "near"), [(2, 6), (6, 2)])
def test_travel_decides_between_equal_moves(far, near):
    # One of the squares beside group 1, 2 and 6, must go; one of them would lie far from its heart.
    travel = np.zeros((8, 2))
    travel[far, 1] = 5.0
    wishes = {"travel_weight": 1.0}
    asked = problem(2, "0001 0001", tolerance=0.3, travel=travel, wishes=wishes)
    assert np.flatnonzero(fewest(asked).group != asked.group).tolist() == [near]


def test_the_bound_is_the_larger_of_what_must_leave_and_what_must_come():
    # 6, 2 and 1 of 9, mean 3, ±0: 3 must leave group 0, and 1 + 2 must come.
    asked = problem(1, "000000112", tolerance=1e-6)
    assert least_moved_share(asked) == pytest.approx(3 / 9, abs=1e-5)
    # Over neighbours 3 leave group 0 and 2 of them go one border farther: 3 + 2.
    assert flow_share(asked) == pytest.approx(5 / 9, abs=1e-5)


def test_a_deviation_within_the_error_of_a_group_is_labelled():
    noise = np.array([0.1, 0.3])
    asked = problem(1, "0001", [1, 1, 1, 2], tolerance=0.3, noise_share=noise)
    # 3 against 2, mean 2.5: 20 % off either way.
    assert fewest(asked).is_noise.tolist() == [False, True]


def test_weights_that_do_not_add_up_are_counted_anew():
    # Hours: one for each square held, and twice the root of their number on the way.
    def hours(group):
        held = np.bincount(group, minlength=2)
        return held + 2 * np.sqrt(held)

    asked = problem(4, "0001 0001 0001 0001", tolerance=0.05)
    answer = rebalance_recounted(asked, hours, kinds=FEWEST)[0]
    assert answer.weights.tolist() == hours(answer.group).tolist()
    assert answer.is_within


def test_a_barrier_bars_the_border_it_runs_along_and_the_one_it_parts():
    # Three squares of 1 km in a row, their inner points in the middle. A river on the border of the
    # first two bars it; a line through the last one's far edge parts nobody; a railway 100 m into
    # it parts its middle from the second's.
    cells = layer([box(x, 0, x + 1_000, 1_000) for x in (0, 1_000, 2_000)])
    river = layer([LineString([(1_000, -100), (1_000, 1_100)])])
    stub = layer([LineString([(2_900, 0), (2_900, 1_000)])])
    assert ground_of(cells, river).is_barred.tolist() == [True, False]
    assert ground_of(cells, stub).is_barred.tolist() == [False, False]
    railway = layer([LineString([(2_100, -100), (2_100, 1_100)])])
    assert ground_of(cells, railway).is_barred.tolist() == [False, True]
