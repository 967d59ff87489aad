"""A grid stays in its village unless a reason is given, however its border is moved."""

from dataclasses import replace

import pytest

from geo.domain.edits import Edit, Excuse, MoveVertex, Reshape
from geo.domain.errors import LeavesVillage
from tests.services.drafted import HALF, SIDE, SOUTH, WEST, Desk, drafted_town, nodes_of
from tests.services.leading import edited

WEST_VILLAGE, EAST_VILLAGE = "632801100201", "632801100202"
EASTWARD = (WEST + SIDE + HALF / 4, SOUTH + SIDE)


def _coded(code: str) -> str:
    """A and C lie in the western village, B and D in the eastern; three digits more make a cell."""
    village = WEST_VILLAGE if code[0] in "ac" else EAST_VILLAGE
    return f"{village}{'abcd'.index(code[0])}0{code[1]}"


def _desk() -> Desk:
    town = drafted_town()
    cells = [({**row, "code": _coded(str(row["code"]))}, shape) for row, shape in town.cells]
    return Desk(store=replace(town, cells=cells).store())


def _centre(desk: Desk) -> int:
    return nodes_of(desk, "A")[2, 1]


def _broken(desk: Desk) -> list[tuple[str, bool]]:
    violations = desk.drafts.open(desk.by()).impact.violations
    return [(one.grid, one.blocks) for one in violations if one.code == "village"]


def _reshaped() -> Edit:
    """A's border with B, bent a quarter of a cell to the east."""
    x = WEST + SIDE
    bent = ((x, SOUTH + SIDE / 4), (x + HALF / 4, SOUTH + SIDE / 2), (x, SOUTH + 3 * SIDE / 4))
    return Reshape("A", "B", bent)


def test_a_node_moved_onto_another_villages_land_asks_for_a_reason() -> None:
    desk = _desk()
    move = MoveVertex(_centre(desk), EASTWARD)
    with pytest.raises(LeavesVillage) as refused:
        edited(desk, move)
    assert refused.value.values["grid"] == "A网格"
    assert desk.drafts.open(desk.by()).revision == 0
    edited(desk, move, override="河道改线")
    # A and C both reach into the eastern village; with the reason neither stops the plan.
    assert _broken(desk) == [("A", False), ("C", False)]


def test_a_border_drawn_anew_onto_another_villages_land_asks_for_a_reason() -> None:
    desk = _desk()
    with pytest.raises(LeavesVillage):
        edited(desk, _reshaped())
    edited(desk, _reshaped(), override="河道改线")
    assert _broken(desk) == [("A", False)]


def test_who_had_given_a_reason_for_the_grids_is_not_asked_again() -> None:
    desk = _desk()
    edited(desk, Excuse("A"), Excuse("C"), override="河道改线")
    edited(desk, MoveVertex(_centre(desk), EASTWARD))


def test_inside_a_village_borders_move_freely() -> None:
    desk = _desk()
    # Straight north along the border of the two villages: A takes land of C's, B of D's.
    edited(desk, MoveVertex(_centre(desk), (WEST + SIDE, SOUTH + SIDE + HALF / 4)))
    assert _broken(desk) == []


def test_a_hands_breadth_is_no_land_taken() -> None:
    desk = _desk()
    # 1e-7 degrees are 9 mm here; along 2 × 1.1 km of border that makes two triangles of 5 m².
    edited(desk, MoveVertex(_centre(desk), (WEST + SIDE + 1e-7, SOUTH + SIDE)))
    assert _broken(desk) == []
