"""Who may see plans but not edit them reads a draft, writes nothing and sees no small count."""

from dataclasses import replace

import pytest

from geo.domain.edits import CutOut, MoveVertex, Reassign, Rename
from geo.domain.errors import NotPermitted
from geo.domain.kinds import Language
from geo.services.draft_values import Figures, GridImpact, HandOver, Impact, Violation
from geo.services.drafting.balancing import Balancing
from geo.services.drafting.discretion import discreet
from geo.services.small_counts.withheld import Withheld
from tests.services.drafted import HALF, LEADER, SIDE, SOUTH, WEST, Desk, drafted_town

ZH = Language.ZH_CN
MIDDLE = (round(WEST + SIDE, 6), round(SOUTH + SIDE, 6))
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


def few(desk_of: dict[str, int], *steps: object) -> Desk:
    """Return a desk in the town with other numbers of households, after some steps."""
    town = drafted_town()
    cells = [
        ({**row, "households": desk_of.get(row["code"], row["households"])}, shape)
        for row, shape in town.cells
    ]
    desk = Desk(store=replace(town, cells=cells, incidents=()).store())
    revision = 0
    for step in steps:
        revision = desk.drafts.apply(desk.by(), revision, step, "试").revision
    return desk


def seen(desk: Desk):
    return desk.drafts.open(desk.by(LEADER))


def told(view) -> list[str]:
    return [line.words.partition("（理由")[0] for line in view.history]


def test_two_large_steps_do_not_tell_the_five_that_lie_between_them():
    # A gives B 95 and 5; B gives the 95 on to C: 100 − 95 of the two steps would be the five.
    homes = {"a1": 95, "a2": 5, "b1": 20, "b2": 60, "c1": 30}
    steps = (Reassign(("a1", "a2"), "B"), Reassign(("a1",), "C"))
    view = seen(few(homes, *steps))
    assert told(view) == [
        "A网格 → B网格：划转 2 个单元（户数不列）",
        "B网格 → C网格：划转 1 个单元（户数不列）",
    ]
    assert view.impact.households_moved is None
    assert view.impact.held == {"A", "B", "C"}


def test_a_step_that_was_undone_is_judged_with_the_others():
    # First 10 go to B, then 4 more and back: the line of the undone step says nothing either.
    desk = few({"a1": 4}, A2_TO_B, Reassign(("a1",), "B"))
    desk.drafts.undo(desk.by(), 2)
    view = seen(desk)
    assert told(view) == [
        "A网格 → B网格：划转 1 个单元（户数不列）",
        "A网格 → B网格：划转 1 个单元（户数不列）",
    ]
    assert [one.after.households for one in view.impact.grids] == [None, None]


def test_grids_that_hang_together_with_no_small_count_are_told():
    # C gives D ten and hangs together with neither A nor B, between which nine change hands.
    view = seen(few({"a2": 9}, A2_TO_B, Reassign(("c2",), "D")))
    assert told(view) == [
        "A网格 → B网格：划转 1 个单元（户数不列）",
        "C网格 → D网格：划转 10 户",
    ]
    after = {one.code: one.after.households for one in view.impact.grids}
    assert after == {"A": None, "B": None, "C": 10, "D": 30}
    # Their sum, 19, would tell the nine.
    assert (view.impact.households_moved, view.impact.is_few) == (None, True)


def test_who_stays_behind_in_a_grid_is_no_small_count_either():
    # A had 15 by the register; of these 10 go, and five stay.
    view = seen(few({"a1": 5}, A2_TO_B))
    assert [one.after.households for one in view.impact.grids] == [None, None]


def test_work_is_rounded_where_people_are_held_back():
    after = seen(few({"a2": 9}, A2_TO_B)).impact.grids[0].after
    assert after.hours_week == round(after.hours_week)
    assert after.area_km2 != round(after.area_km2)


def test_a_border_moved_by_hand_holds_back_whom_it_takes_along():
    desk = Desk()
    nodes = desk.drafts.nodes(desk.by(), "A").nodes
    vertex = next(one for one, lon, lat, _ in nodes if (lon, lat) == MIDDLE)
    desk.drafts.apply(desk.by(), 0, MoveVertex(vertex, (WEST + SIDE * 1.2, SOUTH + SIDE)), "试")
    assert desk.drafts.open(desk.by()).impact.households_moved
    assert seen(desk).impact.households_moved is None


def test_what_is_unknown_stays_unknown_and_what_is_no_count_stays():
    moved = [HandOver("村", "一组", 1, None)]
    grid = GridImpact("A", "A", None, Figures(households=9, area_km2=2.0, cameras=3.0))
    withheld = Withheld(people=frozenset({"A"}))
    lines = frozenset({("村", "一组")})
    shown = discreet(ZH, Impact(grids=[grid], moved=moved), withheld, lines)
    assert (shown.households_moved, shown.is_few, shown.moved[0].is_few) == (None, True, False)
    after = shown.grids[0].after
    assert after == Figures(households=None, area_km2=2.0, cameras=3.0, few=("households",))


def test_a_grid_too_large_is_named_without_its_households():
    over = Violation("large", "A", "A网格有 505 户", blocks=False, bbox=None)
    impact = Impact(grids=[GridImpact("A", "A网格", None, None)], violations=[over])
    shown = discreet(ZH, impact, Withheld(people=frozenset({"A"})))
    assert "505" not in shown.violations[0].words
    assert discreet(ZH, impact, Withheld()).violations[0].words == "A网格有 505 户"


def test_nothing_moved_is_said_as_it_is():
    shown = discreet(ZH, Impact(households_moved=0), Withheld())
    assert (shown.households_moved, shown.is_few) == (0, False)
