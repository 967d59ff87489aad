"""Who may see plans but not edit them reads a draft, writes nothing and sees no small count."""

import pytest

from geo.domain.edits import CutOut, Reassign, Rename
from geo.domain.errors import NotPermitted
from geo.services.draft_values import Figures, GridImpact, HandOver, Impact
from geo.services.drafting.balancing import Balancing
from geo.services.drafting.discretion import discreet
from tests.services.drafted import HALF, LEADER, SIDE, SOUTH, WEST, Desk

A2_TO_B = Reassign(("a2",), "B")
NORTH = SOUTH + SIDE
# The northern quarter of a2: two or three of its ten households.
QUARTER = CutOut(
    (
        (WEST + HALF, NORTH - SIDE / 4),
        (WEST + SIDE, NORTH - SIDE / 4),
        (WEST + SIDE, NORTH),
        (WEST + HALF, NORTH),
    ),
    "A",
    "B",
)


def test_a_leader_reads_everything_of_a_draft():
    desk = Desk()
    desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    view = desk.drafts.open(desk.by(LEADER))
    assert not view.may_edit
    assert [line.words for line in view.history] == ["A网格 → B网格：划转 10 户"]
    assert view.impact.households_moved == 10
    assert desk.drafts.cells(desk.by(LEADER)) == desk.drafts.cells(desk.by())
    assert desk.drafts.outlines(desk.by(LEADER))
    assert desk.drafts.nodes(desk.by(LEADER), "A").nodes
    news = desk.drafts.steps_since(desk.by(LEADER), 0)
    assert news is not None
    assert news.step == 1


@pytest.mark.parametrize("name", ["apply", "preview", "undo", "redo", "start", "stop"])
def test_a_leader_writes_nothing(name):
    desk = Desk()
    revision = desk.drafts.apply(desk.by(), 0, A2_TO_B, "").revision
    by = desk.by(LEADER)
    writes = {
        "apply": lambda: desk.drafts.apply(by, revision, Rename("A", "东"), ""),
        "preview": lambda: desk.drafts.preview(by, revision, Rename("A", "东"), ""),
        "undo": lambda: desk.drafts.undo(by, revision),
        "redo": lambda: desk.drafts.redo(by, revision),
        "start": lambda: Balancing(desk.drafts).start(by, {}),
        "stop": lambda: Balancing(desk.drafts).stop(by, "job"),
    }
    with pytest.raises(NotPermitted):
        writes[name]()
    assert desk.store.plans.plan(desk.plan.id).revision == revision
    assert len(desk.store.plans.steps(desk.plan.id)) == 1


def test_few_households_that_change_hands_are_not_counted_for_a_leader():
    desk = Desk()
    mine = desk.drafts.apply(desk.by(), 0, QUARTER, "")
    assert mine.impact.households_moved in (2, 3)
    view = desk.drafts.open(desk.by(LEADER))
    assert view.history[0].words == "A网格 → B网格：切块划转 1 个单元（户数不列）"
    assert (view.impact.households_moved, view.impact.is_few) == (None, True)
    assert [(one.households, one.is_few) for one in view.impact.moved] == [(None, True)]
    # 20 before and 17 or 18 after would tell as much: what a grid has now is held back.
    grids = {one.code: one for one in view.impact.grids}
    assert grids["A"].before.households == 20
    assert (grids["A"].after.households, grids["B"].after.households) == (None, None)
    assert "households" in grids["A"].after.few
    assert grids["A"].after.residents is None


def test_a_small_part_is_not_told_by_its_total():
    moved = [
        HandOver("村", "一组", 1, 30),
        HandOver("村", "二组", 1, 4),
        HandOver("村", "三组", 1, 12),
    ]
    shown = discreet(Impact(households_moved=46, moved=moved))
    # 46 − 30 − 12 would tell the four: all are held back with it.
    assert [one.households for one in shown.moved] == [None, None, None]
    assert (shown.households_moved, shown.is_few) == (None, True)


def test_five_households_do_not_follow_from_a_hundred_that_came_from_elsewhere():
    grids = [
        GridImpact("A", "A", Figures(households=200), Figures(households=195)),
        GridImpact("B", "B", Figures(households=200), Figures(households=305)),
        GridImpact("C", "C", Figures(households=200), Figures(households=100)),
    ]
    moved = [HandOver("村", "一组", 1, 5), HandOver("村", "二组", 1, 100)]
    shown = discreet(Impact(grids=grids, households_moved=105, moved=moved))
    # 105 − 100 would tell the five, whether of B and C, of the groups or of the sum.
    assert [one.after.households for one in shown.grids] == [None, None, None]
    assert [one.households for one in shown.moved] == [None, None]
    assert shown.households_moved is None


def test_what_is_unknown_stays_unknown_and_what_is_no_count_stays():
    moved = [HandOver("村", "一组", 1, None)]
    grid = GridImpact("A", "A", None, Figures(households=9, area_km2=2.0, cameras=3.0))
    shown = discreet(Impact(grids=[grid], households_moved=None, moved=moved))
    assert (shown.households_moved, shown.is_few, shown.moved[0].is_few) == (None, True, False)
    after = shown.grids[0].after
    assert after == Figures(households=None, area_km2=2.0, cameras=3.0, few=("households",))


def test_nothing_moved_is_said_as_it_is():
    shown = discreet(Impact(households_moved=0))
    assert (shown.households_moved, shown.is_few) == (0, False)
