"""Pieces of a cell that a draft cut and gave back are one cell again in what it comes to."""

import pytest
import shapely

from geo.domain.edits import CutOut, Merge, Reassign, Split
from geo.domain.errors import Refused
from geo.domain.layers import Layer
from tests.services.drafted import HALF, SIDE, SOUTH, WEST, Desk
from tests.services.leading import edited, put_in_force

NORTH, EAST_OF_A = SOUTH + SIDE, WEST + SIDE
QUARTER = CutOut(
    (
        (WEST + HALF, NORTH - SIDE / 4),
        (EAST_OF_A, NORTH - SIDE / 4),
        (EAST_OF_A, NORTH),
        (WEST + HALF, NORTH),
    ),
    "A",
    "B",
)
BACK = Reassign(("a2~1",), "A")


def _cells(desk: Desk):
    return desk.drafts.standing(desk.plan.id).boundaries.cells.set_index("code")


def test_a_cut_taken_back_by_hand_comes_to_the_very_cells_there_were():
    desk = Desk()
    before = _cells(desk)
    edited(desk, QUARTER, BACK)
    after = _cells(desk)
    assert after.index.tolist() == before.index.tolist()
    assert shapely.equals_exact(after.geometry.to_numpy(), before.geometry.to_numpy()).all()
    for name in ("grid_code", "residents", "households"):
        assert after[name].tolist() == before[name].tolist()


def test_such_a_plan_changes_nothing_and_does_not_come_into_force():
    with pytest.raises(Refused, match="plan_changes_nothing"):
        put_in_force(Desk(), QUARTER, BACK)


def test_in_the_draft_itself_the_steps_stay_as_they_were_taken():
    desk = Desk()
    edited(desk, QUARTER, BACK)
    held, state = desk.drafts.at_hand(desk.by())
    assert "a2~1" in state.partition.cells
    assert [step.edit for step in held.steps] == [QUARTER, BACK]


def test_people_and_points_of_the_pieces_add_up_to_the_last_one():
    desk = Desk()
    # The western half of a1 and what lies east of it come together again in B.
    x = WEST + HALF / 2
    line = ((x, SOUTH - 0.001), (x, NORTH + 0.001))
    edited(desk, Split("A", line, "A~1"), Merge("B", "A"), Merge("B", "A~1"))
    standing = desk.drafts.standing(desk.plan.id)
    assert sorted(standing.state.partition.codes) == [f"{one}{n}" for one in "abcd" for n in "12"]
    people = standing.state.people["a1"]
    assert (people.residents, people.households) == (40, 10)
    assert standing.state.incidents.count("a2") == 3
    assert standing.boundaries.grids.set_index("code").loc["B", "households"] == 40


def test_no_codes_are_issued_for_what_came_together_again():
    desk = Desk()
    done = put_in_force(desk, QUARTER, BACK, Reassign(("c2",), "D"))
    assert (done.cell_codes, done.retired) == ({}, ())
    codes = desk.store.layers.rows(Layer.CELLS)["code"].tolist()
    assert codes == [f"{one}{n}" for one in "abcd" for n in "12"]
