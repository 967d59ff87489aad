"""Counts below ten of a comparison are for those who edit plans; others cannot subtract them.

The town is that of `drafted`; `few` gives single cells other numbers of households than ten.
"""

from dataclasses import replace

import pytest

from geo.domain.edits import Reassign
from geo.services.plan_comparison_values import Compared
from tests.services.comparing import comparisons, edited
from tests.services.drafted import LEADER, PLANNER, Desk, drafted_town

A2_TO_B, C2_TO_D = Reassign(("a2",), "B"), Reassign(("c2",), "D")


def _desk(**households: int) -> Desk:
    """Return a desk in the town with other numbers of households in some cells."""
    town = drafted_town()
    cells = [
        ({**row, "households": households.get(row["code"], row["households"])}, shape)
        for row, shape in town.cells
    ]
    sums = tuple(
        sum(row["households"] for row, _ in cells if row["grid_code"] == grid) for grid in "ABCD"
    )
    return Desk(store=replace(town, cells=cells, households=sums, incidents=()).store())


def _seen(desk: Desk, *edits: object) -> Compared:
    return comparisons(desk).compare(LEADER, "", edited(desk, *edits))


def _hidden(compared: Compared) -> set[str]:
    return {one.code for one in compared.grids if "households" in one.hidden}


def test_ten_households_are_shown_and_single_cells_are_not():
    compared = _seen(_desk(), A2_TO_B)
    assert (_hidden(compared), compared.households_moved) == (set(), 10)
    assert [one.of.households for one in compared.groups] == [10]
    assert compared.cells is None


def test_nine_households_are_hidden_wherever_they_could_be_worked_out():
    desk = _desk(a2=9)
    compared = _seen(desk, A2_TO_B)
    (group,) = compared.groups
    assert (group.is_hidden, group.of.households) == (True, None)
    assert (compared.households_moved, compared.is_total_hidden) == (None, True)
    # Neither side of either grid: 19 → 10 and 20 → 29 would each give the nine away.
    assert _hidden(compared) == {"A", "B"}
    for one in compared.grids:
        assert (one.before.households, one.after.households) == (None, None)
        assert (one.before.residents, one.after.residents) == (None, None)
        assert one.before.area_km2


def test_the_planner_sees_them_all():
    desk = _desk(a2=9)
    compared = comparisons(desk).compare(PLANNER, "", edited(desk, A2_TO_B))
    assert [one.households for one in compared.cells] == [9]
    assert _hidden(compared) == set()


def test_a_large_hand_over_elsewhere_is_shown_and_its_total_with_the_small_one_is_not():
    compared = _seen(_desk(a2=9), A2_TO_B, C2_TO_D)
    # 19 less the 10 shown from C to D would leave the nine.
    assert {one.from_grid: one.of.households for one in compared.groups} == {"A": None, "C": 10}
    assert _hidden(compared) == {"A", "B"}
    assert compared.is_total_hidden


def test_what_hangs_together_with_a_small_hand_over_is_hidden_with_it():
    # A gives B nine; B gives D ten: from B's and D's figures A's nine would follow.
    compared = _seen(_desk(a2=9), A2_TO_B, Reassign(("b2",), "D"))
    assert all(one.is_hidden for one in compared.groups)
    assert _hidden(compared) == {"A", "B", "D"}
    # 19 in all would say that the two hidden ones are at least ten together: with 18, nine each.
    assert (compared.is_total_hidden, compared.households_moved) == (True, None)


def test_three_reports_that_change_hands_are_hidden_and_land_is_not():
    # Three reports lie in a2: at three a year both grids' counts would tell of them.
    desk = Desk()
    compared = _seen(desk, A2_TO_B)
    assert {one.code for one in compared.grids if "incidents_year" in one.hidden} == {"A", "B"}
    assert all(one.after.hours_week is not None for one in compared.grids)


@pytest.mark.parametrize("moved", [(), (A2_TO_B,)])
def test_nothing_at_all_is_no_small_count(moved):
    compared = _seen(_desk(a2=0), *moved)
    assert _hidden(compared) == set()
    assert compared.households_moved == 0
