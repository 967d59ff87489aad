"""Two sets of boundaries are told apart by what lies where; every figure is counted by hand.

The town is that of `drafted`: eight cells of 10 households and 40 residents, two to a grid; three
reports lie in a2, three in b1, all on 5 December 2022.
"""

from dataclasses import fields, replace
from itertools import pairwise

import pytest
import shapely

from geo.domain.edits import CutOut, Merge, MoveVertex, Reassign, Split
from geo.domain.errors import BadValue, NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.services.draft_values import Figures
from geo.services.plan_comparison_values import Change
from tests.services.comparing import comparisons, edited
from tests.services.drafted import HALF, PLANNER, SIDE, SOUTH, WEST, Desk, drafted_town

A2_TO_B = Reassign(("a2",), "B")
WORKER = Actor("w", Role.WORKER)


def _compared(desk: Desk, *edits: object):
    return comparisons(desk).compare(PLANNER, "", edited(desk, *edits))


def _by_code(compared):
    return {one.code: one for one in compared.grids}


def test_boundaries_beside_themselves_differ_in_nothing():
    compared = comparisons(Desk()).compare(PLANNER, "", "")
    assert (compared.grids, compared.cells, compared.groups) == ((), (), ())
    assert compared.households_moved == 0
    assert compared.before == compared.after
    assert compared.is_same_incidents


def test_a_given_cell_takes_people_reports_and_land_along():
    compared = _compared(Desk(), A2_TO_B)
    grids = _by_code(compared)
    assert list(grids) == ["A", "B"]
    assert {one.change for one in grids.values()} == {Change.CELLS}
    # A had 2 cells and 3 reports and keeps a1, where nothing was reported; B had 2 and gets a2.
    assert (grids["A"].before.households, grids["A"].after.households) == (20, 10)
    assert (grids["B"].before.residents, grids["B"].after.residents) == (80, 120)
    assert grids["A"].after.incidents_year == 0
    assert grids["B"].after.incidents_year == pytest.approx(2 * grids["B"].before.incidents_year)
    assert grids["A"].after.area_km2 == pytest.approx(grids["A"].before.area_km2 / 2, rel=1e-3)
    (cell,) = compared.cells
    assert (cell.cell, cell.from_grid, cell.to_grid, cell.households) == ("a2", "A", "B", 10)
    (group,) = compared.groups
    assert (group.of.group, group.of.cells, group.of.households) == ("a2", 1, 10)
    assert compared.households_moved == 10


def test_the_figures_are_those_that_the_draft_itself_tells():
    desk = Desk()
    edits = [A2_TO_B, Merge("D", "C")]
    compared = _compared(desk, *edits)
    impact = desk.drafts.open(desk.by()).impact
    told = {one.code: one for one in impact.grids}
    ours = _by_code(compared)
    assert ours.keys() == told.keys()
    for code, one in ours.items():
        for mine, theirs in ((one.before, told[code].before), (one.after, told[code].after)):
            assert (mine is None) == (theirs is None), code
            if mine is not None:
                assert _numbers(mine) == pytest.approx(_numbers(theirs), rel=1e-4), code
    assert compared.after.cv == pytest.approx(impact.after.cv, rel=1e-6)
    assert compared.households_moved == impact.households_moved


def _numbers(figures: Figures) -> dict[str, float | None]:
    return {one.name: getattr(figures, one.name) for one in fields(Figures) if one.name != "few"}


def test_the_other_way_round_before_and_after_change_places():
    desk = Desk()
    plan = edited(desk, A2_TO_B)
    there = _by_code(comparisons(desk).compare(PLANNER, "", plan))
    back = _by_code(comparisons(desk).compare(PLANNER, plan, ""))
    for code, one in there.items():
        assert (back[code].before.households, back[code].after.households) == (
            one.after.households,
            one.before.households,
        )


def test_a_merged_grid_is_gone_and_all_it_had_is_handed_over():
    compared = _compared(Desk(), Merge("D", "C"))
    grids = _by_code(compared)
    gone, kept = grids["C"], grids["D"]
    assert (gone.change, gone.after, gone.before.households) == (Change.GONE, None, 20)
    assert (kept.change, kept.after.households) == (Change.CELLS, 40)
    assert [(one.cell, one.to_grid) for one in compared.cells] == [("c1", "D"), ("c2", "D")]


def test_a_cell_cut_by_a_split_is_divided_as_the_plan_divides_it():
    # The line halves a1 (the western cell of A): of its 10 households about half are the new
    # grid's, with nothing known of where they live, by land.
    desk = Desk()
    x = WEST + HALF / 2
    line = ((x, SOUTH - 0.001), (x, SOUTH + SIDE + 0.001))
    compared = _compared(desk, Split("A", line, "新网格"))
    grids = _by_code(compared)
    (new,) = [one for one in grids.values() if one.change is Change.NEW]
    (cell, *rest) = [one for one in compared.cells if one.cell == "a1"]
    assert rest == []
    assert cell.is_estimated
    assert not cell.whole
    assert cell.households == 5
    assert sum(one.households for one in compared.cells) == new.after.households
    assert grids["A"].before.households == grids["A"].after.households + new.after.households
    impact = desk.drafts.open(desk.by()).impact
    assert compared.households_moved == impact.households_moved
    assert compared.is_estimated


def test_a_cell_cut_out_for_another_grid_moves_its_share_of_land():
    # A quarter of the width of a2 along the border of B: 2.5 of 10 households, as whole ones.
    west, east = WEST + 2 * HALF - HALF / 4, WEST + 2 * HALF
    ring = ((west, SOUTH), (east, SOUTH), (east, SOUTH + SIDE), (west, SOUTH + SIDE))
    desk = Desk()
    compared = _compared(desk, CutOut(ring, "A", "B"))
    (cell,) = compared.cells
    assert (cell.cell, cell.from_grid, cell.to_grid, cell.whole) == ("a2", "A", "B", False)
    assert cell.households in (2, 3)
    assert cell.households == desk.drafts.open(desk.by()).impact.households_moved


def test_a_vertex_moved_changes_the_grids_on_both_sides_of_it():
    desk = Desk()
    nodes = desk.drafts.nodes(desk.by(), "A").nodes
    corner = next(one for one in nodes if _is_at(one, WEST + SIDE, SOUTH + SIDE))
    plan = edited(desk, MoveVertex(corner[0], (WEST + SIDE + HALF / 2, SOUTH + SIDE)))
    compared = comparisons(desk).compare(PLANNER, "", plan)
    assert {"A", "B"} <= set(_by_code(compared))
    # Land goes from b1 and d1 alone; shares of their ten households each.
    assert {one.cell for one in compared.cells} <= {"b1", "d1"}
    assert compared.households_moved == desk.drafts.open(desk.by()).impact.households_moved


def _is_at(node: tuple[int, float, float, bool], lon: float, lat: float) -> bool:
    return abs(node[1] - lon) < 1e-7 and abs(node[2] - lat) < 1e-7


@pytest.mark.parametrize(
    "edits",
    [
        (A2_TO_B,),
        (A2_TO_B, Reassign(("b2",), "D"), Reassign(("c1", "c2"), "A")),
        (Merge("D", "C"), Reassign(("d1",), "B")),
    ],
)
def test_what_a_grid_had_less_what_it_gave_and_more_what_it_got_is_what_it_has(edits):
    compared = _compared(Desk(), *edits)
    for one in compared.grids:
        given = sum(move.households for move in compared.cells if move.from_grid == one.code)
        got = sum(move.households for move in compared.cells if move.to_grid == one.code)
        before = one.before.households if one.before else 0
        after = one.after.households if one.after else 0
        assert after == before - given + got
    cells, groups = compared.cells, compared.groups
    assert sum(one.households for one in cells) == compared.households_moved
    assert sum(one.of.households for one in groups) == compared.households_moved
    assert sum(one.of.cells for one in groups) == len(cells)


def test_cells_that_are_no_part_of_grids_change_nothing_by_themselves():
    # Four areas that straddle the grids and name none: a plan takes each grid as one cell.
    town = drafted_town()
    areas = [
        ({"code": f"x{n}", "grid_code": None, "households": 20}, shapely.box(*bounds))
        for n, bounds in enumerate(_quarters_shifted_east())
    ]
    desk = Desk(store=replace(town, cells=areas).store())
    compared = _compared(desk)
    assert (compared.grids, compared.cells) == ((), ())
    merged = comparisons(desk).compare(PLANNER, "", edited(desk, Merge("D", "C")))
    assert [(one.cell, one.households) for one in merged.cells] == [("C", 20)]


def _quarters_shifted_east() -> list[tuple[float, float, float, float]]:
    """Return four strips from south to north whose borders run through the middle of grids."""
    edges = [WEST, WEST + 0.3 * SIDE, WEST + SIDE, WEST + 1.7 * SIDE, WEST + 2 * SIDE]
    return [(a, SOUTH, b, SOUTH + 2 * SIDE) for a, b in pairwise(edges)]


def test_those_who_may_not_see_plans_are_refused():
    desk = Desk()
    with pytest.raises(NotPermitted):
        comparisons(desk).compare(WORKER, "", desk.plan.id)
    with pytest.raises(BadValue):
        comparisons(desk).compare(PLANNER, "", "nonsense")
