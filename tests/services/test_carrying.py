"""A draft under which another plan came into force is carried over; no step is lost unsaid."""

from dataclasses import replace
from datetime import timedelta

import pytest

from geo.domain.edits import (
    InsertVertex,
    Merge,
    MoveVertex,
    Reassign,
    Rename,
    SetLock,
    Several,
    Split,
)
from geo.domain.errors import NotPermitted, Refused
from geo.services.drafting.carrying import Carrying
from geo.services.plans import PlanText
from geo.spatial.partition import to_bytes
from tests.services.drafted import (
    AT,
    HALF,
    LEADER,
    OTHER,
    SIDE,
    SOUTH,
    WEST,
    Desk,
    drafted_town,
    nodes_of,
)
from tests.services.leading import LATER, edited, put_in_force

A2_TO_B, C2_TO_D = Reassign(("a2",), "B"), Reassign(("c2",), "D")
X = WEST + HALF
SPLIT_A = Split("A", ((X, SOUTH - 0.001), (X, SOUTH + SIDE + 0.001)), "A~1")


def _desk() -> Desk:
    return Desk(store=replace(drafted_town(), settings={}).store(), clock=lambda: LATER)


def _meanwhile(desk: Desk, *edits) -> None:
    """Put another plan in force while the desk's draft stands."""
    mine, desk.plan = desk.plan, desk.plans.begin(OTHER, PlanText("另案"), AT)
    put_in_force(desk, *edits)
    desk.plan = mine


def _carrying(desk: Desk) -> Carrying:
    return Carrying(desk.store, desk.snapshots.current, desk.clock)


def _whys(desk: Desk) -> list[str]:
    return [one.why for one in _carrying(desk).seen(desk.by()).steps]


def test_while_nothing_came_into_force_there_is_nothing_to_carry_over():
    desk = _desk()
    edited(desk, A2_TO_B)
    assert not _carrying(desk).is_due(desk.plan)
    with pytest.raises(Refused, match="carry_not_due"):
        _carrying(desk).seen(desk.by())


def test_steps_that_still_apply_are_kept_and_those_already_so_are_told():
    desk = _desk()
    edited(desk, A2_TO_B, C2_TO_D)
    _meanwhile(desk, A2_TO_B)
    seen = _carrying(desk).seen(desk.by())
    assert [(one.n, one.words, one.why) for one in seen.steps] == [
        (1, "A网格 → B网格：划转 10 户", "现行边界已经是这样。"),
        (2, "C网格 → D网格：划转 10 户", ""),
    ]
    assert (seen.other, list(seen.grids)) == ("另案", ["A网格", "B网格"])


def test_the_new_draft_stands_on_todays_boundaries_and_the_old_one_stays():
    desk = _desk()
    edited(desk, A2_TO_B, C2_TO_D)
    _meanwhile(desk, A2_TO_B)
    carrying, old = _carrying(desk), desk.plan
    before = to_bytes(desk.drafts.standing(old.id).state.partition)
    new = carrying.carry_over(desk.by(), carrying.seen(desk.by()).stamp)
    assert (new.title, new.state, new.steps_in_force) == ("试调（2026-03-11 延续）", "draft", 1)
    assert "未延续的第 1 步：A网格 → B网格：划转 10 户——现行边界已经是这样。" in new.note
    assert not carrying.is_due(new)
    grid_of = desk.drafts.standing(new.id).state.partition.grid_of
    assert [grid_of(code) for code in ("a2", "c2")] == ["B", "D"]
    (step,) = desk.store.plans.steps(new.id)
    assert (step.n, step.edit, step.actor_id, step.at) == (1, C2_TO_D, "zhang", LATER)
    # The old one is read, and edited, as before.
    assert to_bytes(desk.drafts.standing(old.id).state.partition) == before
    assert len(desk.drafts.open(desk.by()).history) == 2
    assert desk.store.audit(1)[0].subject == new.id


def test_it_can_come_into_force_where_the_old_one_could_not():
    desk = _desk()
    edited(desk, C2_TO_D)
    _meanwhile(desk, A2_TO_B)
    carrying = _carrying(desk)
    desk.plan = carrying.carry_over(desk.by(), carrying.seen(desk.by()).stamp)
    done = put_in_force(desk, at=LATER + timedelta(days=1))
    assert done.plan.state == "in_force"


def _across(column: float, row: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return an upright line through a row of squares, `column` cells from the west."""
    x, south = WEST + column * HALF, SOUTH + row * SIDE
    return (x, south - 0.001), (x, south + SIDE + 0.001)


def test_a_vertex_is_known_by_its_place_whatever_number_it_has_now():
    desk = _desk()
    nodes = nodes_of(desk, "D")
    centre, north = nodes[2, 1], nodes[2, 2]
    place = (WEST + SIDE + HALF / 4, SOUTH + 1.5 * SIDE)
    edited(desk, InsertVertex(centre, north, place))
    # The other plan cuts a1 in two: its new vertices are counted before those of the centre.
    _meanwhile(desk, Split("A", _across(0.5, 0), "A~1"))
    assert nodes_of(_as_it_stands(desk), "D")[2, 1] != centre
    carrying = _carrying(desk)
    new = carrying.carry_over(desk.by(), carrying.seen(desk.by()).stamp)
    shapes = desk.drafts.standing(new.id).boundaries.cells.set_index("code").geometry
    # The triangle between the old border and the new vertex went from D to C, or the other way:
    # half of SIDE times a quarter of HALF.
    assert shapes["c2"].area - HALF * SIDE == pytest.approx(SIDE * HALF / 8, rel=1e-4)


def test_a_vertex_that_was_moved_is_lost_with_what_builds_on_it():
    desk = _desk()
    centre = nodes_of(desk, "A")[2, 1]
    edited(desk, MoveVertex(centre, (WEST + SIDE - HALF / 4, SOUTH + SIDE)))
    _meanwhile(desk, MoveVertex(centre, (WEST + SIDE + HALF / 4, SOUTH + SIDE)))
    assert _whys(desk) == ["这个边界节点已被移动或删除。"]


def test_a_cell_that_changed_hands_is_not_taken_from_who_has_it_now():
    desk = _desk()
    edited(desk, A2_TO_B)
    _meanwhile(desk, Reassign(("a2",), "C"))
    assert _whys(desk) == ["单元 a2 现在属于网格“C网格”，不再属于“A网格”。"]


def test_a_cell_that_was_cut_and_kept_is_given_with_all_its_pieces():
    desk = _desk()
    edited(desk, Several((A2_TO_B,)))
    # a2 is cut; both halves end up with A.
    _meanwhile(desk, Split("A", _across(1.5, 0), "A~1"), Merge("A", "A~1"), C2_TO_D)
    seen = _carrying(desk).seen(desk.by())
    assert [one.why for one in seen.steps] == [""]


def test_a_cell_of_which_a_part_was_given_away_is_lost():
    desk = _desk()
    edited(desk, A2_TO_B)
    _meanwhile(desk, Split("A", _across(1.5, 0), "A~1"))
    (why,) = _whys(desk)
    assert "现在属于网格" in why


def test_what_is_said_of_a_grid_that_is_gone_is_lost():
    desk = _desk()
    edited(desk, Rename("C", "北格"), SetLock("C", True), SetLock("B", True))
    _meanwhile(desk, Merge("D", "C"))
    names = "C网格", "北格"
    assert _whys(desk) == [*(f"现行边界中已没有网格“{name}”。" for name in names), ""]


def test_a_step_on_what_a_lost_step_made_is_lost_as_well():
    desk = _desk()
    edited(desk, SPLIT_A, Rename("A~1", "东格"))
    _meanwhile(desk, Merge("B", "A"))
    assert len(_whys(desk)) == 2
    assert all(_whys(desk))


def test_a_step_that_now_breaks_a_rule_is_lost_unless_it_gave_its_reason():
    for override in ("", "飞地"):
        desk = _desk()
        # c1 goes to A, whose a1 lies below it; meanwhile a1 goes to C, so that c1 lies apart.
        edited(desk, Reassign(("c1",), "A"), override=override)
        _meanwhile(desk, Reassign(("a1",), "C"))
        (why,) = _whys(desk)
        assert bool(why) == (not override)


def test_steps_that_were_undone_stay_behind():
    desk = _desk()
    revision = edited(desk, C2_TO_D, Reassign(("b1",), "A"))
    desk.drafts.undo(desk.by(), revision)
    _meanwhile(desk, A2_TO_B)
    assert [one.n for one in _carrying(desk).seen(desk.by()).steps] == [1]


def test_what_changed_since_the_planner_looked_is_to_be_looked_at_again():
    desk = _desk()
    edited(desk, C2_TO_D)
    _meanwhile(desk, A2_TO_B)
    stamp = _carrying(desk).seen(desk.by()).stamp
    edited(desk, Rename("D", "北格"))
    with pytest.raises(Refused, match="carry_moved"):
        _carrying(desk).carry_over(desk.by(), stamp)
    assert len(desk.store.plans.listed()) == 2


def test_who_may_not_edit_carries_nothing_over():
    desk = _desk()
    with pytest.raises(NotPermitted):
        _carrying(desk).seen(desk.by(LEADER))
    with pytest.raises(NotPermitted):
        _carrying(desk).carry_over(desk.by(LEADER), "")


def _as_it_stands(desk: Desk) -> Desk:
    """Return a desk with a draft on today's boundaries."""
    return Desk(store=desk.store, clock=desk.clock)


def test_the_editor_is_told_when_boundaries_changed_under_its_draft():
    desk = _desk()
    assert edited(desk, C2_TO_D) == 1
    assert desk.drafts.open(desk.by()).outdated == ""
    _meanwhile(desk, A2_TO_B)
    told = "此后方案“另案”已生效，本草案仍以原来的边界为底。"
    assert desk.drafts.open(desk.by()).outdated == f"{told}请先“延续草案”，再继续调整。"
    # Who only reads is not told what to do; a step on the old boundaries is told as well.
    assert desk.drafts.open(desk.by(LEADER)).outdated == told
    assert desk.drafts.apply(desk.by(), 1, Rename("D", "北格"), "").outdated.startswith(told)


def test_what_is_or_was_in_force_is_never_carried_over():
    desk = _desk()
    put_in_force(desk, A2_TO_B)
    first, desk.plan = desk.plan, desk.plans.begin(OTHER, PlanText("另案"), LATER)
    put_in_force(desk, C2_TO_D, at=LATER + timedelta(days=1))
    for plan in (first, desk.plan):
        assert not _carrying(desk).is_due(desk.store.plans.plan(plan.id))


def test_a_cell_that_has_other_land_now_is_lost_and_named():
    desk = _desk()
    centre = nodes_of(desk, "A")[2, 1]
    edited(desk, A2_TO_B)
    # The corner of A, B, C and D moves west by a quarter of a cell: a2 loses an eighth.
    _meanwhile(desk, MoveVertex(centre, (WEST + SIDE - HALF / 4, SOUTH + SIDE)))
    assert _whys(desk) == ["单元 a2 的范围已被改动。"]
