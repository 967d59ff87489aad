"""A draft is edited step by step, by several people, and nothing of it is ever lost."""

import pytest
import shapely

from geo.domain.edits import (
    CutOut,
    Merge,
    MoveVertex,
    Reassign,
    Reshape,
    SetLock,
    Several,
    Split,
)
from geo.domain.errors import DraftMoved, GridLocked, NotConnected, NotPermitted, Refused
from geo.services.plans import ChainMove
from geo.services.suggestions import Suggestions
from geo.spatial.partition import to_bytes
from tests.services.drafted import AT, HALF, LEADER, OTHER, PLANNER, SIDE, SOUTH, WEST, Desk

A2_TO_B = Reassign(("a2",), "B")


def _by_code(applied):
    return {one.code: one for one in applied.impact.grids}


def test_a_draft_opens_as_the_town_stands():
    desk = Desk()
    view = desk.drafts.open(desk.by())
    assert [grid.code for grid in view.grids] == ["A", "B", "C", "D"]
    assert (view.step, view.steps_total, view.history, view.impact.grids) == (0, 0, [], [])
    assert view.may_edit


def test_a_given_cell_takes_its_people_reports_and_land_along():
    desk = Desk()
    applied = desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    grids = _by_code(applied)
    # A had two cells of 10 households and 40 residents, and three reports in a2; B has three of
    # its own.
    assert (grids["A"].before.households, grids["A"].after.households) == (20, 10)
    assert (grids["B"].before.residents, grids["B"].after.residents) == (80, 120)
    assert grids["A"].after.incidents_year == 0
    assert grids["B"].after.incidents_year == pytest.approx(2 * grids["B"].before.incidents_year)
    halves = grids["A"].before.area_km2 / 2
    assert grids["A"].after.area_km2 == pytest.approx(halves, rel=1e-3)
    assert applied.impact.households_moved == 10
    assert [(one.group, one.households) for one in applied.impact.moved] == [("a2", 10)]
    assert not applied.impact.is_estimated


def test_hours_follow_the_work():
    desk = Desk()
    grids = _by_code(desk.drafts.apply(desk.by(), 0, A2_TO_B, ""))
    assert grids["A"].after.hours_week < grids["A"].before.hours_week
    assert grids["B"].after.hours_week > grids["B"].before.hours_week
    assert grids["B"].after.cameras == grids["B"].before.cameras == 1


def test_before_any_step_the_town_needs_what_the_staffing_page_says():
    desk = Desk()
    view = desk.drafts.open(desk.by())
    grids = Suggestions(desk.snapshots.current).suggest(LEADER).grids
    assert view.impact.before.fte == pytest.approx(sum(grid.fte_needed for grid in grids))


def test_only_what_changed_is_sent():
    desk = Desk()
    applied = desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    assert [one["id"] for one in applied.features] == ["a2"]
    assert applied.features[0]["properties"] == {"grid": "B"}
    assert (applied.removed, applied.grids) == ([], None)


def test_the_history_says_in_words_what_was_done():
    desk = Desk()
    applied = desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    (line,) = applied.history_tail
    assert line.words == "A网格 → B网格：划转 10 户"
    assert (line.n, line.by, line.is_in_force) == (1, "zhang", True)


def test_undo_and_redo_lead_through_the_same_states_to_the_bit():
    desk = Desk()
    states = [to_bytes(desk.drafts.standing(desk.plan.id).state.partition)]
    revision = 0
    for edit in (A2_TO_B, Reassign(("c2",), "D")):
        revision = desk.drafts.apply(desk.by(), revision, edit, "").revision
        states.append(to_bytes(desk.drafts.standing(desk.plan.id).state.partition))
    for expected in (1, 0):
        revision = desk.drafts.undo(desk.by(), revision).revision
        assert to_bytes(desk.drafts.standing(desk.plan.id).state.partition) == states[expected]
    for expected in (1, 2):
        revision = desk.drafts.redo(desk.by(), revision).revision
        assert to_bytes(desk.drafts.standing(desk.plan.id).state.partition) == states[expected]


def test_beyond_the_first_and_the_last_step_there_is_none():
    desk = Desk()
    with pytest.raises(Refused, match="no_step"):
        desk.drafts.undo(desk.by(), 0)
    with pytest.raises(Refused, match="no_step"):
        desk.drafts.redo(desk.by(), 0)


def test_a_new_step_takes_the_place_of_those_undone():
    desk = Desk()
    first = desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    undone = desk.drafts.undo(desk.by(), first.revision)
    assert undone.history_tail[-1].is_in_force is False
    applied = desk.drafts.apply(desk.by(), undone.revision, Reassign(("b1",), "A"), "")
    assert (applied.step, applied.steps_total) == (1, 1)
    assert applied.history_tail[-1].words == "B网格 → A网格：划转 10 户"


def test_a_draft_is_found_again_after_a_restart_undone_steps_included():
    desk = Desk()
    first = desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    second = desk.drafts.apply(desk.by(), first.revision, Reassign(("c2",), "D"), "")
    desk.drafts.undo(desk.by(), second.revision)
    view = desk.fresh().open(desk.by())
    assert (view.step, view.steps_total) == (1, 2)
    assert [line.is_in_force for line in view.history] == [True, False]
    assert view.impact.households_moved == 10


def test_the_second_of_two_planners_is_told_who_was_first_and_writes_nothing():
    desk = Desk()
    desk.drafts.open(desk.by(OTHER))
    desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    with pytest.raises(DraftMoved) as moved:
        desk.drafts.apply(desk.by(OTHER), 0, Reassign(("c2",), "D"), "")
    assert moved.value.values == {"by": "zhang", "steps": 1, "step": 1}
    assert len(desk.store.plans.steps(desk.plan.id)) == 1


def test_an_undo_and_another_step_are_not_taken_for_the_state_one_saw():
    desk = Desk()
    first = desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    undone = desk.drafts.undo(desk.by(OTHER), first.revision)
    desk.drafts.apply(desk.by(OTHER), undone.revision, Reassign(("b1",), "A"), "")
    # One step is in force as before, but it is another one.
    with pytest.raises(DraftMoved):
        desk.drafts.apply(desk.by(), first.revision, Reassign(("c2",), "D"), "")


def test_two_processes_see_each_others_steps():
    desk = Desk()
    elsewhere = desk.fresh()
    elsewhere.open(desk.by(OTHER))
    applied = desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    news = elsewhere.steps_since(desk.by(OTHER), 0)
    assert news is not None
    assert ([one["id"] for one in news.features], news.revision) == (["a2"], applied.revision)
    assert elsewhere.steps_since(desk.by(OTHER), news.revision) is None


def test_a_preview_keeps_nothing():
    desk = Desk()
    seen = desk.drafts.preview(desk.by(), 0, A2_TO_B, "")
    assert seen.impact.households_moved == 10
    assert desk.store.plans.steps(desk.plan.id) == []
    assert desk.drafts.open(desk.by()).impact.households_moved == 0


def test_a_locked_grid_is_named_in_the_refusal():
    desk = Desk()
    locked = desk.drafts.apply(desk.by(), 0, SetLock("A", True), "")
    assert (locked.locked, locked.history_tail[-1].words) == (["A"], "锁定 A网格")
    with pytest.raises(GridLocked) as refusal:
        desk.drafts.apply(desk.by(), locked.revision, A2_TO_B, "")
    assert refusal.value.values["grid"] == "A网格"
    assert refusal.value.values["lon_deg"] == pytest.approx(WEST + 1.5 * HALF, abs=1e-5)


def test_what_pulls_a_grid_apart_takes_a_reason_and_is_told():
    desk = Desk()
    # a1 touches A and C alone: given to B it would lie apart.
    with pytest.raises(NotConnected):
        desk.drafts.apply(desk.by(), 0, Reassign(("a1",), "B"), "")
    applied = desk.drafts.apply(desk.by(), 0, Reassign(("a1",), "B"), "飞地由 B 代管")
    assert applied.history_tail[-1].words == "A网格 → B网格：划转 10 户（理由：飞地由 B 代管）"
    (broken,) = applied.impact.violations
    assert (broken.code, broken.grid, broken.blocks) == ("pieces", "B", False)


def test_a_split_grid_is_new_has_no_worker_and_its_households_change_hands():
    desk = Desk()
    x = WEST + HALF
    line = ((x, SOUTH - 0.001), (x, SOUTH + SIDE + 0.001))
    applied = desk.drafts.apply(desk.by(), 0, Split("A", line, "A 东"), "")
    assert [grid.code for grid in applied.grids or ()] == ["A", "A 东", "B", "C", "D"]
    assert applied.impact.households_moved == 10
    assert [one.code for one in applied.impact.violations] == ["no_worker"]
    assert _by_code(applied)["A 东"].before is None


def test_a_split_grid_without_a_name_is_numbered_behind_the_old_one():
    desk = Desk()
    x = WEST + HALF
    line = ((x, SOUTH - 0.001), (x, SOUTH + SIDE + 0.001))
    applied = desk.drafts.apply(desk.by(), 0, Split("A", line, "A~1"), "")
    assert {grid.code: grid.name for grid in applied.grids or ()}["A~1"] == "A网格-2"
    assert applied.history_tail[-1].words == "A网格：切分出 A网格-2，10 户"


def test_a_merged_grid_is_gone():
    desk = Desk()
    applied = desk.drafts.apply(desk.by(), 0, Merge("B", "A"), "")
    assert _by_code(applied)["A"].after is None
    assert applied.impact.households_moved == 20
    assert desk.drafts.standing(desk.plan.id).heirs() == {"A": "B"}


def test_a_cut_cells_households_are_shared_by_land_and_marked_as_an_estimate():
    desk = Desk()
    # The northern quarter of a2 goes to B: 10 of 40 residents, 2 or 3 of 10 households.
    west, north = WEST + HALF, SOUTH + SIDE
    ring = (
        (west, north - SIDE / 4),
        (west + HALF, north - SIDE / 4),
        (west + HALF, north),
        (west, north),
        (west, north - SIDE / 4),
    )
    applied = desk.drafts.apply(desk.by(), 0, CutOut(ring, "A", "B"), "")
    grids = _by_code(applied)
    assert grids["B"].after.residents == 90
    assert grids["A"].after.residents == 70
    assert grids["A"].after.households + grids["B"].after.households == 40
    assert grids["B"].after.households in (22, 23)
    assert applied.impact.households_moved == grids["B"].after.households - 20
    assert applied.impact.is_estimated


def test_a_moved_vertex_takes_households_along_though_no_cell_changes_its_grid():
    desk = Desk()
    # The corner that A, B, C and D share moves west by half a cell: A's triangle goes to B,
    # C's to D, each SIDE · HALF / 2 / 2 = a quarter of a cell.
    nodes = desk.drafts.nodes(desk.by(), "A").nodes
    centre = next(
        vertex
        for vertex, lon, lat, _ in nodes
        if (lon, lat) == pytest.approx((WEST + SIDE, SOUTH + SIDE), abs=1e-6)
    )
    to = (WEST + SIDE - HALF / 2, SOUTH + SIDE)
    applied = desk.drafts.apply(desk.by(), 0, MoveVertex(centre, to), "")
    grids = _by_code(applied)
    # A triangle with legs HALF / 2 and SIDE has an eighth of a square, a quarter of a cell.
    # A quarter of 10 households is 2 or 3, of 40 residents 10.
    assert {grids[one].after.households for one in "AC"} <= {17, 18}
    assert (grids["A"].after.residents, grids["C"].after.residents) == (70, 70)
    assert sum(one.after.residents for one in grids.values()) == 320
    received = sum(grids[one].after.households - 20 for one in "BD")
    assert applied.impact.households_moved == received
    assert applied.impact.is_estimated


def test_a_reshaped_border_names_who_gave_and_who_got():
    desk = Desk()
    # From the common border of A and B east into B and back: B gives, whichever is named first.
    x = WEST + SIDE
    line = ((x, SOUTH + 0.002), (x + HALF / 2, SOUTH + HALF), (x, SOUTH + 0.008))
    applied = desk.drafts.apply(desk.by(), 0, Reshape("A", "B", line), "")
    assert applied.history_tail[-1].words.startswith("B网格 → A网格：调整边界，划转 ")


def test_an_answer_of_the_balancing_is_one_step():
    desk = Desk()
    several = Several((Reassign(("a2",), "B"), Reassign(("c2",), "D")))
    applied = desk.drafts.apply(desk.by(), 0, several, "")
    assert (applied.step, applied.impact.households_moved) == (1, 20)
    assert applied.history_tail[-1].words == "自动均衡：A网格、C网格共划转 20 户"


def test_who_may_only_look_may_only_look():
    desk = Desk()
    view = desk.drafts.open(desk.by(LEADER))
    assert not view.may_edit
    for deed in (desk.drafts.apply, desk.drafts.preview):
        with pytest.raises(NotPermitted):
            deed(desk.by(LEADER), 0, A2_TO_B, "")
    with pytest.raises(NotPermitted):
        desk.drafts.undo(desk.by(LEADER), 0)


def test_a_plan_that_has_left_the_draft_is_edited_no_more():
    desk = Desk()
    desk.plans.lead(PLANNER, desk.plan.id, ChainMove("consultation"), AT)
    with pytest.raises(Refused, match="plan_not_draft"):
        desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    assert not desk.drafts.open(desk.by()).may_edit


def test_what_a_draft_comes_to_is_a_coverage_with_its_people():
    desk = Desk()
    desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    boundaries = desk.drafts.standing(desk.plan.id).boundaries
    assert shapely.coverage_is_valid(boundaries.grids.geometry.to_numpy())
    grids = boundaries.grids.set_index("code")
    assert grids.loc[["A", "B"], "households"].tolist() == [10, 30]
    assert grids.loc["B"].geometry.area == pytest.approx(1.5 * SIDE * SIDE)
