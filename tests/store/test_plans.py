"""What every store promises of plans, steps, approvals, boundary sets and editions."""

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from geo.domain.edits import Edit, Merge, MoveVertex, SetLock
from geo.domain.errors import NotFound
from geo.domain.layers import Layer
from geo.domain.plans import Approval, Edition, Plan, PlanReason, PlanStep, edition_on
from geo.domain.policy import Action
from geo.ports.store import Store
from geo.spatial.frames import as_storage
from tests.store.examples import AT, PLANNER, rows_of

PLAN = Plan("p1", "和谐村调整", "draft", 1, PLANNER.id, AT, reason=PlanReason.UNEVEN_LOAD)
CELLS = as_storage(rows_of(Layer.CELLS, ["c1", "c2"]))
GRIDS = as_storage(rows_of(Layer.GRIDS, ["g1"], known=False))


def _step(n: int, grid: str = "g1") -> PlanStep:
    return PlanStep("p1", n, SetLock(grid, True), PLANNER.id, AT, "")


def test_a_plan_comes_back_as_it_went_in_and_replaces_itself(store: Store) -> None:
    later = replace(
        PLAN,
        state="filed",
        result_set=2,
        in_force_from=date(2026, 1, 1),
        steps_in_force=3,
        revision=5,
    )
    for plan in (PLAN, later):
        with store.write(PLANNER, Action.EDIT_PLAN, "p1", AT) as transaction:
            transaction.plans.put(plan)
        assert store.plans.plan("p1") == plan
    assert store.plans.listed() == [later]


def test_the_newest_plan_comes_first(store: Store) -> None:
    with store.write(PLANNER, Action.EDIT_PLAN, "p", AT) as transaction:
        transaction.plans.put(PLAN)
        transaction.plans.put(replace(PLAN, id="p0", created_at=AT + timedelta(minutes=1)))
    assert [plan.id for plan in store.plans.listed()] == ["p0", "p1"]


def test_what_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.plans.plan("nobody")
    with pytest.raises(NotFound):
        store.plans.boundaries(1, Layer.CELLS)
    with pytest.raises(NotFound):
        store.plans.edition_staff(1)


def test_a_step_after_an_undo_takes_the_place_of_those_undone(store: Store) -> None:
    with store.write(PLANNER, Action.EDIT_PLAN, "p1", AT) as transaction:
        for n in (1, 2, 3):
            transaction.plans.add_step(_step(n))
    with store.write(PLANNER, Action.EDIT_PLAN, "p1", AT) as transaction:
        transaction.plans.add_step(_step(2, "g2"))
    assert store.plans.steps("p1") == [_step(1), _step(2, "g2")]


def test_edits_of_every_shape_survive_the_store(store: Store) -> None:
    edits: tuple[Edit, ...] = (MoveVertex(3, (94.9000000001, 36.4)), Merge("g'1", 'g"2'))
    with store.write(PLANNER, Action.EDIT_PLAN, "p1", AT) as transaction:
        for n, edit in enumerate(edits, start=1):
            transaction.plans.add_step(PlanStep("p1", n, edit, PLANNER.id, AT, "理由"))
    assert tuple(step.edit for step in store.plans.steps("p1")) == edits


def test_approvals_are_kept_in_their_order(store: Store) -> None:
    moves = [Approval("p1", "draft", "consultation", PLANNER.id, AT, "请各村提意见", "2026-3")]
    moves.append(Approval("p1", "consultation", "draft", PLANNER.id, AT, "退回"))
    with store.write(PLANNER, Action.MOVE_PLAN, "p1", AT) as transaction:
        for one in moves:
            transaction.plans.approve(one)
    assert store.plans.approvals("p1") == moves
    assert store.plans.approvals("p2") == []


def test_a_boundary_set_of_the_same_revisions_is_kept_once(store: Store) -> None:
    with store.write(PLANNER, Action.EDIT_PLAN, "p1", AT) as transaction:
        ids = [
            transaction.plans.keep_boundaries(CELLS, GRIDS, *at) for at in ((4, 2), (4, 2), (5, 2))
        ]
    assert ids == [1, 1, 2]
    assert [kept.cells_revision for kept in store.plans.boundary_sets()] == [4, 5]


def test_a_boundary_set_comes_back_as_the_layer_would(store: Store) -> None:
    with store.write(PLANNER, Action.IMPORT_LAYER, "cells", AT) as transaction:
        transaction.append(Layer.CELLS, CELLS)
        transaction.append(Layer.GRIDS, GRIDS)
    cells, grids = store.layers.shapes(Layer.CELLS), store.layers.shapes(Layer.GRIDS)
    with store.write(PLANNER, Action.EDIT_PLAN, "p1", AT) as transaction:
        kept = transaction.plans.keep_boundaries(cells, grids, 1, 1)
    pd.testing.assert_frame_equal(store.plans.boundaries(kept, Layer.CELLS), cells)
    pd.testing.assert_frame_equal(store.plans.boundaries(kept, Layer.GRIDS), grids)


def test_an_edition_begins_where_the_one_before_it_ended(store: Store) -> None:
    staff = rows_of(Layer.STAFF, ["s1"])
    with store.write(PLANNER, Action.PUBLISH_PLAN, "p1", AT) as transaction:
        transaction.plans.archive(1, staff, date(2026, 1, 1), None)
        transaction.plans.archive(2, staff.head(0), date(2026, 7, 1), "p1")
    editions = store.plans.editions()
    assert editions == [
        Edition(1, None, date(2026, 1, 1), 1, None),
        Edition(2, date(2026, 1, 1), date(2026, 7, 1), 2, "p1"),
    ]
    assert store.plans.edition_staff(1)["id"].tolist() == ["s1"]
    assert store.plans.edition_staff(2).empty
    assert edition_on(editions, date(2025, 12, 31)) == editions[0]
    assert edition_on(editions, date(2026, 1, 1)) == editions[1]
    assert edition_on(editions, date(2026, 7, 1)) is None


def test_an_edition_keeps_the_dated_shapes_it_was_given(store: Store) -> None:
    staff = rows_of(Layer.STAFF, ["s1"])
    with store.write(PLANNER, Action.IMPORT_LAYER, "shapes", AT) as transaction:
        transaction.append(Layer.SHAPES, rows_of(Layer.SHAPES, ["h1", "h2"]))
    shapes = store.layers.shapes(Layer.SHAPES)
    with store.write(PLANNER, Action.PUBLISH_PLAN, "p1", AT) as transaction:
        transaction.plans.archive(1, staff, date(2026, 1, 1), None, shapes)
        transaction.plans.archive(2, staff, date(2026, 7, 1), None)
    kept = store.plans.edition_shapes(1)
    assert kept is not None
    pd.testing.assert_frame_equal(kept, shapes)
    assert store.plans.edition_shapes(2) is None
    with pytest.raises(NotFound):
        store.plans.edition_shapes(3)


def test_what_lasted_no_whole_day_is_not_kept(store: Store) -> None:
    staff = rows_of(Layer.STAFF, ["s1"])
    with store.write(PLANNER, Action.PUBLISH_PLAN, "p1", AT) as transaction:
        for set_id in (1, 2):
            transaction.plans.archive(set_id, staff, date(2026, 1, 1), None)
    assert [one.set_id for one in store.plans.editions()] == [1]


def test_a_retired_code_stays_retired(store: Store) -> None:
    for codes in (["a", "b"], ["b", "c"]):
        with store.write(PLANNER, Action.PUBLISH_PLAN, "p1", AT) as transaction:
            transaction.plans.retire(codes, date(2026, 1, 1))
    assert store.plans.used_codes() == {"a", "b", "c"}


def _put_and_fail(store: Store) -> None:
    with store.write(PLANNER, Action.EDIT_PLAN, "p1", AT) as transaction:
        transaction.plans.put(PLAN)
        raise ZeroDivisionError


def test_a_plan_is_not_half_written(store: Store) -> None:
    with pytest.raises(ZeroDivisionError):
        _put_and_fail(store)
    assert store.plans.listed() == []
