"""Which rules a draft breaks, who may set them aside, and where the people of a cut cell live."""

from collections.abc import Sequence

import pandas as pd
import pytest
import shapely

from geo.domain.edits import CutOut, Excuse, Reassign
from geo.domain.errors import Refused
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.plan_codes import issued_grid_codes
from geo.services.plans import ChainMove
from geo.services.publishing import Publishing
from geo.spatial import frames
from tests.services.drafted import (
    AT,
    HALF,
    LEADER,
    PLANNER,
    SIDE,
    SOUTH,
    WEST,
    Desk,
    drafted_town,
)
from tests.services.leading import edited, put_in_force

EAST_OF_A, NORTH_OF_A = WEST + SIDE, SOUTH + SIDE
CUT_DEG = NORTH_OF_A - SIDE / 4
NORTH_OF_A2 = (
    (WEST + HALF, CUT_DEG),
    (EAST_OF_A, CUT_DEG),
    (EAST_OF_A, NORTH_OF_A),
    (WEST + HALF, NORTH_OF_A),
    (WEST + HALF, CUT_DEG),
)
CUT = CutOut(NORTH_OF_A2, "A", "B")
B1_TO_A = Reassign(("b1",), "A")
MIDDLE_OF_A2 = WEST + 1.5 * HALF


def _desk(layer: Layer, shapes: Sequence[shapely.Geometry]) -> Desk:
    store = drafted_town().store()
    rows = pd.DataFrame({"id": [f"x{n}" for n in range(len(shapes))]})
    with store.write(PLANNER, Action.IMPORT_LAYER, "x", AT) as transaction:
        transaction.append(layer, frames.from_wkb(rows, [shapely.to_wkb(one) for one in shapes]))
    return Desk(store=store)


def _house(lat_deg: float) -> shapely.Polygon:
    """Return a building of 0.0004° in the middle of a2, at a latitude."""
    return shapely.box(*_around(MIDDLE_OF_A2, lat_deg, 0.0002))


def _around(lon_deg: float, lat_deg: float, by: float) -> tuple[float, float, float, float]:
    return lon_deg - by, lat_deg - by, lon_deg + by, lat_deg + by


def _upright(lon_deg: float) -> shapely.LineString:
    """Return a canal from south of the town to north of it."""
    return shapely.LineString([(lon_deg, SOUTH - 0.01), (lon_deg, SOUTH + 3 * SIDE)])


def _broken(desk: Desk, edit, override: str = "") -> list[tuple[str, str, bool]]:
    violations = desk.drafts.apply(desk.by(), 0, edit, override).impact.violations
    return [(one.code, one.grid, one.blocks) for one in violations]


def test_a_border_through_a_building_is_told_on_both_sides_and_blocks():
    desk = _desk(Layer.BUILDINGS, [_house(CUT_DEG)])
    assert _broken(desk, CUT) == [("building", "A", True), ("building", "B", True)]


def test_a_border_beside_a_building_cuts_none():
    assert _broken(_desk(Layer.BUILDINGS, [_house(SOUTH + HALF / 2)]), CUT) == []


def test_a_reason_sets_the_rule_aside_but_it_stays_told():
    desk = _desk(Layer.BUILDINGS, [_house(CUT_DEG)])
    told = [("building", "A", False), ("building", "B", False)]
    assert _broken(desk, CUT, "楼栋将拆除") == told


def test_a_plan_that_breaks_a_rule_does_not_come_into_force():
    desk = _desk(Layer.BUILDINGS, [_house(CUT_DEG)])
    desk.drafts.apply(desk.by(), 0, CUT, "")
    for actor, state in (
        (PLANNER, "consultation"),
        (PLANNER, "town_review"),
        (LEADER, "centre_agreed"),
        (LEADER, "filed"),
    ):
        desk.plans.lead(actor, desk.plan.id, ChainMove(state), AT)
    with pytest.raises(Refused, match="plan_breaks_rules") as refusal:
        Publishing(desk.store, desk.drafts.standing).publish(
            LEADER, desk.plan.id, ChainMove(""), AT
        )
    assert refusal.value.values["count"] == 2  # noqa: PD011  (an error's, not a frame's)


def test_a_plan_with_reasons_for_all_that_it_breaks_comes_into_force():
    desk = _desk(Layer.BUILDINGS, [_house(CUT_DEG)])
    # The reason comes with the step, as for d1 in A, or afterwards, as for the building in B.
    edited(desk, Reassign(("d1",), "A"), override="飞地由 A 代管")
    edited(desk, CUT)
    assert _standing_blocks(desk) == [("building", "B")]
    edited(desk, Excuse("B"), override="楼栋将拆除")
    assert _standing_blocks(desk) == []
    assert put_in_force(desk).plan.state == "in_force"
    reasons = [line.reason for line in desk.drafts.open(desk.by(LEADER)).history]
    assert reasons == ["飞地由 A 代管", "", "楼栋将拆除"]


def _standing_blocks(desk: Desk) -> list[tuple[str, str]]:
    broken = desk.drafts.standing(desk.plan.id).broken
    return [(one.rule, str(one.grid)) for one in broken if one.blocks]


def test_a_grid_that_reaches_across_a_canal_is_told():
    # The canal runs through the middle of b1, which A gets.
    desk = _desk(Layer.BARRIERS, [_upright(EAST_OF_A + HALF / 2)])
    assert _broken(desk, B1_TO_A) == [("barrier", "A", True)]


def test_a_border_may_follow_a_canal():
    # The canal runs between b1 and b2, which is the new border.
    assert _broken(_desk(Layer.BARRIERS, [_upright(EAST_OF_A + HALF)]), B1_TO_A) == []


def test_a_canal_that_a_grid_had_before_is_no_fault_of_the_draft():
    # It runs through a1, which stays where it is.
    assert _broken(_desk(Layer.BARRIERS, [_upright(WEST + HALF / 2)]), B1_TO_A) == []


def test_people_of_a_cut_cell_are_where_its_addresses_are():
    # Of four doors of a2, three lie in the northern quarter: 30 of 40 residents go along.
    store = drafted_town().store()
    lat = [CUT_DEG + n * SIDE / 20 for n in (1, 2, 3)] + [SOUTH + HALF / 2]
    doors = {"id": list("abcd"), "name": list("1234"), "kind": ["门牌"] * 4}
    with store.write(PLANNER, Action.IMPORT_LAYER, "x", AT) as transaction:
        rows = pd.DataFrame({**doors, "lon_deg": [MIDDLE_OF_A2] * 4, "lat_deg": lat})
        transaction.append(Layer.PLACES, rows)
    assert _residents_given(Desk(store=store)) == 30


def test_without_addresses_they_are_where_its_buildings_are():
    desk = _desk(Layer.BUILDINGS, [_house(NORTH_OF_A - SIDE / 8)])
    assert _residents_given(desk) == 40


def test_without_either_they_are_spread_over_the_land():
    assert _residents_given(Desk()) == 10


def _residents_given(desk: Desk) -> float:
    grids = desk.drafts.apply(desk.by(), 0, CUT, "").impact.grids
    after = {one.code: one.after.residents for one in grids}
    return after["B"] - 80


def test_codes_of_new_grids_follow_the_highest_that_ever_was():
    village = "632801100204"
    used = {f"{village}-001", f"{village}-007", "632801100205-009", f"{village}-old", "L0003"}
    made = [("x~1", village), ("x~2", village), ("y~1", None)]
    assert issued_grid_codes(made, used) == {
        "x~1": f"{village}-008",
        "x~2": f"{village}-009",
        "y~1": "L0004",
    }
