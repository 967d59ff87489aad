"""Plans are begun on today's boundaries and led along a chain that names who may do what."""

from dataclasses import replace

import pandas as pd
import pytest
import shapely

from geo.domain.errors import BadValue, NotPermitted, Refused
from geo.domain.kinds import Language, Role
from geo.domain.layers import Layer
from geo.domain.plans import DEFAULT_CHAIN, PlanReason
from geo.domain.policy import Action, Actor
from geo.services.plan_base import (
    UnusedCells,
    UnusedReason,
    base_boundaries,
    grid_people,
    unused_cells,
)
from geo.services.plans import CHAIN_SETTING, ChainMove, Plans, PlanText
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from tests.fakes.memory_store import MemoryStore
from tests.store.examples import ADMINISTRATOR, AT, PLANNER

LEADER = Actor("leader-1", Role.LEADER)
SAID = PlanText("和谐村调整", reason=PlanReason.UNEVEN_LOAD)


def _squares(rows: dict[str, list[object]]) -> StorageFrame:
    """One unit square a row, side by side from 94° east."""
    count = len(next(iter(rows.values())))
    shapes = [shapely.box(94 + n, 36, 95 + n, 37) for n in range(count)]
    return frames.from_wkb(pd.DataFrame(rows), [shapely.to_wkb(one) for one in shapes])


def _store(*, cells: StorageFrame | None = None) -> MemoryStore:
    store = MemoryStore()
    grids = _squares({"code": ["g1", "g2"], "residents": [10, 20], "households": [4, 5]})
    with store.write(PLANNER, Action.IMPORT_LAYER, "grids", AT) as transaction:
        transaction.append(Layer.GRIDS, grids)
        if cells is not None:
            transaction.append(Layer.CELLS, cells)
    return store


def test_a_plan_begins_as_a_draft_on_todays_boundaries() -> None:
    plans = Plans(_store())
    plan = plans.begin(PLANNER, SAID, AT)
    assert (plan.title, plan.state, plan.reason) == ("和谐村调整", "draft", PlanReason.UNEVEN_LOAD)
    cells = plans.store.plans.boundaries(plan.base_set, Layer.CELLS)
    assert cells["grid_code"].tolist() == ["g1", "g2"]


def test_two_plans_begun_on_the_same_boundaries_share_their_base() -> None:
    plans = Plans(_store())
    first, second = plans.begin(PLANNER, SAID, AT), plans.begin(PLANNER, SAID, AT)
    assert first.id != second.id
    assert first.base_set == second.base_set


def test_cells_that_name_their_grids_are_the_base() -> None:
    cells = _squares({"code": ["c1", "c2"], "grid_code": ["g1", "g2"], "residents": [3, 7]})
    found, _ = base_boundaries(_store(cells=cells))
    assert found["code"].tolist() == ["c1", "c2"]


def test_cells_that_do_not_name_their_grid_lie_in_the_one_they_overlap_most() -> None:
    cells = _squares({"code": ["c1", "c2"], "grid_code": ["g1", None]})
    found, _ = base_boundaries(_store(cells=cells))
    assert found["code"].tolist() == ["c1", "c2"]
    assert found["grid_code"].tolist() == ["g1", "g2"]


def test_cells_of_which_a_grid_has_none_are_not_the_base() -> None:
    cells = _squares({"code": ["c1"], "grid_code": [None]})
    found, _ = base_boundaries(_store(cells=cells))
    assert found["code"].tolist() == ["g1", "g2"]


def test_cells_larger_than_grids_are_left_out_with_a_word() -> None:
    # One square spans both grids: g2 is left without a cell of its own.
    cells = _squares({"code": ["c1"], "grid_code": [None]})
    unused = Plans(_store(cells=cells)).unused_cells(PLANNER)
    assert unused == UnusedCells(UnusedReason.EMPTY_GRID, 1, ("g2",))
    assert "1 个网格里没有单元（如 g2）" in unused.words(Language.ZH_CN)


def test_cells_outside_every_grid_are_left_out_with_a_word() -> None:
    cells = _squares({"code": ["c1", "c2", "c3"], "grid_code": ["g1", "g2", None]})
    unused = unused_cells(_store(cells=cells).layers)
    assert unused == UnusedCells(UnusedReason.OUTSIDE, 1, ("c3",))


def test_cells_that_overlap_are_left_out_with_a_word() -> None:
    cells = _squares({"code": ["c1", "c2"], "grid_code": [None, None]})
    wider = [cells.geometry.iloc[0].buffer(0.001), cells.geometry.iloc[1]]
    unused = unused_cells(_store(cells=frames.as_storage(cells.set_geometry(wider))).layers)
    assert unused is not None
    assert unused.reason is UnusedReason.OVERLAP


def test_cells_that_make_up_the_grids_are_not_spoken_of() -> None:
    cells = _squares({"code": ["c1", "c2"], "grid_code": ["g1", None]})
    assert unused_cells(_store(cells=cells).layers) is None
    assert unused_cells(_store().layers) is None


def test_a_grid_without_a_cell_is_not_lost_from_the_base() -> None:
    cells = _squares({"code": ["c1", "c2"], "grid_code": ["g1", "g1"]})
    found, _ = base_boundaries(_store(cells=cells))
    assert found["code"].tolist() == ["g1", "g2"]


def test_a_grid_with_one_unknown_cell_has_unknown_people() -> None:
    cells = _squares(
        {
            "code": ["c1", "c2", "c3"],
            "grid_code": ["g1", "g1", "g2"],
            "residents": [3, 7, 20],
            "households": [1, None, 5],
        }
    )
    store = _store(cells=cells)
    people = grid_people(*base_boundaries(store))
    # g1: 3 + 7 residents, households unknown in c2; g2: its only cell.
    assert people["residents"].tolist() == [10, 20]
    assert people["households"].tolist() == [pd.NA, 5]


def test_the_whole_chain_is_walked_by_those_it_names_and_recorded() -> None:
    plans = Plans(_store())
    plan = plans.begin(PLANNER, SAID, AT)
    walk = [
        (PLANNER, "consultation"),
        (PLANNER, "town_review"),
        (LEADER, "centre_agreed"),
        (LEADER, "filed"),
    ]
    for actor, state in walk:
        plan = plans.lead(actor, plan.id, ChainMove(state, "同意", "格综治〔2026〕3号"), AT)
        assert plan.state == state
    moves = plans.approvals(LEADER, plan.id)
    assert [(one.actor_id, one.to_state) for one in moves] == [
        (actor.id, state) for actor, state in walk
    ]
    assert {(one.said, one.document_no) for one in moves} == {("同意", "格综治〔2026〕3号")}


def test_a_state_cannot_be_skipped_but_a_plan_can_go_back_to_the_draft() -> None:
    plans = Plans(_store())
    plan = plans.begin(PLANNER, SAID, AT)
    with pytest.raises(Refused, match="no_such_step"):
        plans.lead(PLANNER, plan.id, ChainMove("town_review"), AT)
    plans.lead(PLANNER, plan.id, ChainMove("consultation"), AT)
    assert plans.lead(PLANNER, plan.id, ChainMove("draft", "有村不同意"), AT).state == "draft"


def test_a_planner_cannot_agree_for_the_centre() -> None:
    plans = Plans(_store())
    plan = plans.begin(PLANNER, SAID, AT)
    for state in ("consultation", "town_review"):
        plans.lead(PLANNER, plan.id, ChainMove(state), AT)
    assert [one.code for one in plans.ways_on(PLANNER, plan.id)] == ["draft"]
    with pytest.raises(NotPermitted):
        plans.lead(PLANNER, plan.id, ChainMove("centre_agreed"), AT)


def test_a_leader_who_does_not_agree_sends_the_plan_back_to_the_draft() -> None:
    plans = Plans(_store())
    plan = plans.begin(PLANNER, SAID, AT)
    for state in ("consultation", "town_review"):
        plans.lead(PLANNER, plan.id, ChainMove(state), AT)
    assert [one.code for one in plans.ways_on(LEADER, plan.id)] == ["centre_agreed", "draft"]
    assert plans.lead(LEADER, plan.id, ChainMove("draft", "请再听一次意见"), AT).state == "draft"


def test_coming_into_force_is_not_a_mere_step() -> None:
    plans = Plans(_store())
    plan = plans.begin(PLANNER, SAID, AT)
    with plans.store.write(PLANNER, Action.EDIT_PLAN, plan.id, AT) as transaction:
        transaction.plans.put(replace(plan, state="filed"))
    with pytest.raises(Refused, match="publish_elsewhere"):
        plans.lead(LEADER, plan.id, ChainMove("in_force"), AT)


def test_a_refused_step_leaves_no_trace() -> None:
    plans = Plans(_store())
    plan = plans.begin(PLANNER, SAID, AT)
    before = plans.store.audit()
    with pytest.raises(Refused):
        plans.lead(PLANNER, plan.id, ChainMove("filed"), AT)
    assert (plans.store.audit(), plans.approvals(PLANNER, plan.id)) == (before, [])


@pytest.mark.parametrize("role", [Role.LEADER, Role.DISPATCHER, Role.WORKER, Role.SCREEN])
def test_only_planners_and_administrators_begin_plans(role: Role) -> None:
    with pytest.raises(NotPermitted):
        Plans(_store()).begin(Actor("x", role), SAID, AT)


def test_a_plan_needs_a_title_and_grids() -> None:
    with pytest.raises(BadValue, match="title_empty"):
        Plans(_store()).begin(PLANNER, PlanText("  "), AT)
    with pytest.raises(Refused, match="no_grids"):
        Plans(MemoryStore()).begin(PLANNER, SAID, AT)


def test_a_plan_that_was_in_force_is_closed() -> None:
    plans = Plans(_store())
    plan = plans.begin(PLANNER, SAID, AT)
    with plans.store.write(PLANNER, Action.EDIT_PLAN, plan.id, AT) as transaction:
        transaction.plans.put(replace(plan, state="in_force", result_set=2))
    with pytest.raises(Refused, match="plan_closed"):
        plans.describe(PLANNER, plan.id, PlanText("改名"), AT)
    assert plans.ways_on(LEADER, plan.id) == ()


def test_a_town_may_keep_a_chain_of_its_own() -> None:
    store = _store()
    own = (
        '[{"code": "draft", "roles": ["planner"]},'
        ' {"code": "party", "name": "镇党委会", "roles": ["leader"]},'
        ' {"code": "in_force", "roles": ["leader"]}, {"code": "replaced", "roles": []}]'
    )
    with store.write(ADMINISTRATOR, Action.MANAGE_STORE, CHAIN_SETTING, AT) as transaction:
        transaction.put_setting(CHAIN_SETTING, own)
    plans = Plans(store)
    plan = plans.begin(PLANNER, SAID, AT)
    assert [one.name for one in plans.ways_on(LEADER, plan.id)] == ["镇党委会"]
    assert len(plans.chain(LEADER)) < len(DEFAULT_CHAIN)
