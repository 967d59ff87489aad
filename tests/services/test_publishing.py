"""A plan comes into force in one transaction, or not at all; what was in force can be seen."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import shapely

from geo.domain.edits import CutOut, Merge, Reassign, RemoveArea, SetLock, Split
from geo.domain.errors import NotPermitted, PlanConflict, Refused
from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.services.boundary_views import BoundaryViews
from geo.services.pastures import ranges
from geo.services.plan_shapes import Carried
from geo.services.plans import ChainMove, PlanText
from geo.services.publish_preview import PublishPreviews
from geo.services.publishing import Published, Publishing
from tests.services.drafted import (
    AT,
    HALF,
    LEADER,
    OTHER,
    PLANNER,
    SIDE,
    SOUTH,
    WEST,
    Desk,
    drafted_town,
)

LATER = AT + timedelta(days=10)
A2_TO_B = Reassign(("a2",), "B")
TODAY = date(2026, 3, 11)


def _desk() -> Desk:
    """Return a desk in a town that goes by the clock."""
    return Desk(store=replace(drafted_town(), settings={}).store())


def _led(desk: Desk, plan_id: str) -> None:
    """Lead a plan through all approvals up to the filing."""
    for actor, state in (
        (PLANNER, "consultation"),
        (PLANNER, "town_review"),
        (LEADER, "centre_agreed"),
        (LEADER, "filed"),
    ):
        desk.plans.lead(actor, plan_id, ChainMove(state), AT)


def _publishing(desk: Desk) -> Publishing:
    return Publishing(desk.store, desk.drafts.standing)


def _published(desk: Desk, *edits, override: str = "") -> Published:
    revision = 0
    for edit in edits:
        revision = desk.drafts.apply(desk.by(), revision, edit, override).revision
    _led(desk, desk.plan.id)
    return _publishing(desk).publish(LEADER, desk.plan.id, ChainMove("", "同意", "3号"), LATER)


def test_a_plan_in_force_is_what_the_layers_say():
    desk = _desk()
    done = _published(desk, A2_TO_B)
    cells = desk.store.layers.shapes(Layer.CELLS).set_index("code")
    grids = desk.store.layers.shapes(Layer.GRIDS).set_index("code")
    assert cells.loc["a2", "grid_code"] == "B"
    assert grids["households"].to_dict() == {"A": 10, "B": 30, "C": 20, "D": 20}
    assert shapely.coverage_is_valid(grids.geometry.to_numpy())
    assert (done.plan.state, done.plan.in_force_from) == ("in_force", TODAY)


def test_the_last_approval_and_the_audit_row_are_signed():
    desk = _desk()
    _published(desk, A2_TO_B)
    last = desk.plans.approvals(LEADER, desk.plan.id)[-1]
    assert (last.actor_id, last.from_state, last.to_state) == ("wang", "filed", "in_force")
    assert (last.said, last.document_no) == ("同意", "3号")
    entry = desk.store.audit(1)[0]
    assert (entry.actor_id, entry.action, entry.subject) == ("wang", "publish_plan", desk.plan.id)


def test_incidents_are_located_in_the_new_grids_never_retagged():
    desk = _desk()
    before = desk.store.layers.rows(Layer.INCIDENTS)
    _published(desk, A2_TO_B)
    assert desk.store.layers.rows(Layer.INCIDENTS).equals(before)
    snapshot = desk.snapshots.current()
    codes = snapshot.grids["code"].to_numpy()[snapshot.incidents.grid]
    # Three reports lie in a2, three in b1: all six are B's now.
    assert set(codes) == {"B"}


def test_the_day_before_shows_the_old_border_and_the_day_itself_the_new():
    desk = _desk()
    _published(desk, A2_TO_B)
    views = BoundaryViews(desk.store, lambda plan_id: None, lambda: LATER)
    for day, households in (("2026-03-10", 20), ("2026-03-11", 10)):
        grids = views.snapshot(day).grids.set_index("code")
        assert grids.loc["A", "households"] == households


def test_new_grids_and_cells_get_codes_and_those_gone_are_retired():
    desk = _desk()
    x = WEST + HALF / 2
    line = ((x, SOUTH - 0.001), (x, SOUTH + SIDE + 0.001))
    done = _published(desk, Split("A", line, "新网格"), Merge("D", "C"))
    (code,) = done.grid_codes.values()
    grids = desk.store.layers.rows(Layer.GRIDS)
    assert grids.set_index("code").loc[code, "name"] == "新网格"
    assert not any("~" in one for one in desk.store.layers.rows(Layer.CELLS)["code"])
    assert "C" in done.retired
    assert desk.store.plans.used_codes() >= {"C"}


def test_a_worker_whose_grid_is_gone_serves_the_one_that_took_its_households():
    desk = _desk()
    done = _published(desk, Merge("D", "C"))
    staff = desk.store.layers.rows(Layer.STAFF).set_index("id")["grid_code"]
    assert (done.staff_moved, staff["WC"]) == (1, "D")


def _pastoral_desk() -> Desk:
    """Return a desk whose grid C winters north of the town, by the clock."""
    north = shapely.box(WEST, SOUTH + 0.5, WEST + SIDE, SOUTH + 0.5 + SIDE)
    dated = {"id": "CC-1", "grid_code": "C", "season": "冬春"}
    shapes = [({**dated, "starts_md": "11-01", "ends_md": "05-20"}, north)]
    town = replace(drafted_town(), settings={}, kind="pastoral", shapes=shapes)
    return Desk(store=town.store())


def test_dated_shapes_go_with_the_households_and_are_told():
    desk = _pastoral_desk()
    before = desk.store.layers.shapes(Layer.SHAPES)
    done = _published(desk, Merge("D", "C"))
    after = desk.store.layers.shapes(Layer.SHAPES)
    assert (done.shapes.moved, done.shapes.left) == (1, 0)
    assert after["grid_code"].tolist() == ["D"]
    assert after.geometry.equals(before.geometry)
    assert after[["season", "starts_md"]].equals(before[["season", "starts_md"]])
    assert "1 dated shapes given to another grid" in desk.store.audit(1)[0].detail


def test_the_look_ahead_tells_of_the_shapes_what_coming_into_force_does():
    desk = _pastoral_desk()
    desk.drafts.apply(desk.by(), 0, Merge("D", "C"), "")
    previews = PublishPreviews(desk.store, desk.drafts.standing, desk.drafts.open)
    assert previews.seen(desk.by()).shapes == Carried(moved=1, left=0)


def test_the_day_before_shows_the_pastures_of_the_grids_of_then():
    desk = _pastoral_desk()
    _published(desk, Merge("D", "C"))
    views = BoundaryViews(desk.store, lambda plan_id: None, lambda: LATER)
    for day, grid in (("2026-03-10", "C"), ("2026-03-11", "D")):
        snapshot = views.snapshot(day)
        (place,) = ranges(snapshot)
        assert snapshot.grids["code"].iloc[place] == grid


def test_shapes_of_a_grid_that_left_the_town_keep_their_code_and_are_told():
    desk = _pastoral_desk()
    done = _published(desk, RemoveArea(("c1", "c2")), override="划出本镇")
    assert (done.shapes.moved, done.shapes.left) == (0, 1)
    assert desk.store.layers.rows(Layer.SHAPES)["grid_code"].tolist() == ["C"]
    assert ranges(desk.snapshots.current()) == {}


def test_shapes_of_grids_that_stay_are_not_written_anew():
    desk = _pastoral_desk()
    revision = desk.store.layers.revision(Layer.SHAPES)
    done = _published(desk, A2_TO_B)
    assert (done.shapes.moved, done.shapes.left) == (0, 0)
    assert desk.store.layers.revision(Layer.SHAPES) == revision


def test_another_plan_in_force_since_stops_the_second_and_names_its_grids():
    desk = _desk()
    second = desk.plans.begin(OTHER, PlanText("另一方案"), AT)
    _published(desk, A2_TO_B)
    _led(desk, second.id)
    with pytest.raises(PlanConflict) as conflict:
        _publishing(desk).publish(LEADER, second.id, ChainMove(""), LATER)
    assert conflict.value.values == {"plan": "试调", "grids": "A网格, B网格", "count": 2}
    assert desk.store.plans.plan(second.id).state == "filed"


def test_a_line_that_ends_on_a_neighbours_border_is_no_change_of_the_neighbour():
    desk = _desk()
    second = desk.plans.begin(OTHER, PlanText("另一方案"), AT)
    x = WEST + HALF / 3
    # From outside in the south to C's border in the north, where C gets a node more.
    _published(desk, Split("A", ((x, SOUTH - 0.001), (x, SOUTH + SIDE + 0.001)), "A~1"))
    _led(desk, second.id)
    with pytest.raises(PlanConflict) as conflict:
        _publishing(desk).publish(LEADER, second.id, ChainMove(""), LATER)
    assert conflict.value.values["count"] == 2
    assert "C网格" not in str(conflict.value.values["grids"])


def test_the_plan_before_is_replaced():
    desk = _desk()
    _published(desk, A2_TO_B)
    first = desk.plan
    desk.plan = desk.plans.begin(PLANNER, PlanText("再调"), LATER)
    desk.drafts.apply(desk.by(), 0, Reassign(("a2",), "A"), "")
    _led(desk, desk.plan.id)
    later = LATER + timedelta(days=30)
    _publishing(desk).publish(PLANNER, desk.plan.id, ChainMove(""), later)
    states = {plan.id: plan.state for plan in desk.store.plans.listed()}
    assert states == {first.id: "replaced", desk.plan.id: "in_force"}
    assert [one.plan_id for one in desk.store.plans.editions()] == [None, first.id]


def test_a_plan_must_have_passed_the_chain():
    desk = _desk()
    desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    with pytest.raises(Refused, match="no_such_step"):
        _publishing(desk).publish(LEADER, desk.plan.id, ChainMove(""), LATER)


def test_a_plan_that_changes_nothing_does_not_come_into_force():
    with pytest.raises(Refused, match="plan_changes_nothing"):
        _published(_desk(), SetLock("A", True))


@pytest.mark.parametrize("role", [Role.WORKER, Role.DISPATCHER, Role.SCREEN])
def test_who_may_not_publish_changes_nothing(role):
    desk = _desk()
    desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    _led(desk, desk.plan.id)
    with pytest.raises(NotPermitted):
        _publishing(desk).publish(Actor("x", role), desk.plan.id, ChainMove(""), LATER)
    assert desk.store.layers.rows(Layer.CELLS).set_index("code").loc["a2", "grid_code"] == "A"


def test_a_publication_that_fails_at_the_end_leaves_everything_as_it_was():
    desk = _desk()
    desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    _led(desk, desk.plan.id)
    before = desk.store.layers.revisions()

    def broken(plan_id: str):
        standing = desk.drafts.standing(plan_id)
        standing.boundaries.cells.loc[0, "geometry"] = shapely.box(0, 0, 1, 1)
        return standing

    with pytest.raises(Exception, match="not_a_partition"):
        Publishing(desk.store, broken).publish(LEADER, desk.plan.id, ChainMove(""), LATER)
    assert desk.store.layers.revisions() == before
    assert desk.store.plans.editions() == []
    assert desk.store.plans.plan(desk.plan.id).state == "filed"


def test_a_store_without_cells_has_them_once_a_grid_was_cut():
    town = _desk().store
    with town.write(Actor("a", Role.ADMINISTRATOR), Action.IMPORT_LAYER, "x", AT) as transaction:
        transaction.clear(Layer.CELLS)
    desk = Desk(store=town)
    west = WEST + SIDE
    ring = (
        (west, SOUTH),
        (west + HALF, SOUTH),
        (west + HALF, SOUTH + SIDE),
        (west, SOUTH + SIDE),
        (west, SOUTH),
    )
    _published(desk, CutOut(ring, "B", "A"))
    cells = desk.store.layers.rows(Layer.CELLS)
    assert len(cells) == 5
    assert cells["grid_code"].tolist().count("A") == 2


def test_where_the_towns_now_is_set_a_plan_comes_into_force_on_that_day():
    # As in the demo, which stands at the last day of its data for ever.
    desk = _desk()
    administrator = Actor("a", Role.ADMINISTRATOR)
    with desk.store.write(administrator, Action.MANAGE_STORE, "now", AT) as transaction:
        transaction.put_setting("now", "2022-12-31T23:59:59")
    done = _published(desk, A2_TO_B)
    assert done.plan.in_force_from == date(2022, 12, 31)
    assert [one.until_day for one in desk.store.plans.editions()] == [date(2022, 12, 31)]


def test_the_moment_is_the_towns_day():
    # 20:00 UTC is 4 in the morning of the next day in China.
    desk = _desk()
    desk.drafts.apply(desk.by(), 0, A2_TO_B, "")
    _led(desk, desk.plan.id)
    night = datetime(2026, 3, 11, 20, tzinfo=UTC)
    done = _publishing(desk).publish(LEADER, desk.plan.id, ChainMove(""), night)
    assert done.plan.in_force_from == date(2026, 3, 12)
