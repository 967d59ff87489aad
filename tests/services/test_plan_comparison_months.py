"""A trend on either boundaries or on both: totals are the same, small months are kept back.

In the town of `drafted`, with other reports: twelve in a2 and three in a1 in November 2022, three
in a2 in December; b1 and d1 have twenty each in both months.
"""

from dataclasses import replace

import pytest

from geo.domain.edits import Merge, Reassign
from geo.domain.errors import NotFound
from tests.services.comparing import comparisons, edited
from tests.services.drafted import LEADER, PLANNER, Desk, cell_box, drafted_town
from tests.services.town import incident

NOVEMBER, DECEMBER = "2022-11", "2022-12"
REPORTS = (
    [("a2", NOVEMBER)] * 12
    + [("a1", NOVEMBER)] * 3
    + [("a2", DECEMBER)] * 3
    + [(cell, month) for cell in ("b1", "d1") for month in (NOVEMBER, DECEMBER)] * 20
)
A2_TO_B = Reassign(("a2",), "B")


@pytest.fixture
def desk() -> Desk:
    reports = [
        incident(
            number,
            cell_box(cell).centroid.coords[0],
            f"{month}-05",
            due_at=f"{month}-08",
            closed_at=f"{month}-{'07' if number % 2 else '09'}",
            channel="resident",
        )
        for number, (cell, month) in enumerate(REPORTS)
    ]
    return Desk(store=replace(drafted_town(), incidents=reports).store())


def _received(series) -> dict[str, float]:
    return dict(zip(series["label"], series["received"], strict=True))


@pytest.mark.parametrize("edits", [(A2_TO_B,), (Merge("D", "C"), A2_TO_B)])
def test_a_redraw_changes_no_total_of_the_town(desk, edits):
    both = comparisons(desk).monthly(PLANNER, "", edited(desk, *edits))
    assert both.left.equals(both.right)
    assert _received(both.left) == {NOVEMBER: 55, DECEMBER: 43}


def test_on_each_side_the_grids_and_the_ground_outside_add_up_to_the_town(desk):
    found, plan = comparisons(desk), edited(desk, A2_TO_B, Merge("D", "C"))
    for side, grids in (("left", "ABCD"), ("right", "ABD")):
        parts = [getattr(found.monthly(PLANNER, "", plan, grid), side) for grid in grids]
        whole = getattr(found.monthly(PLANNER, "", plan), side)
        for column in ("received", "due", "late"):
            summed = sum(one[column].to_numpy() for one in parts)
            assert summed.tolist() == whole[column].tolist()


def test_a_grid_is_told_by_what_lies_in_it_on_each_side(desk):
    # A has a1 and a2 on the left and a1 on the right; what is in a2 is then B's.
    found, plan = comparisons(desk), edited(desk, A2_TO_B)
    both = found.monthly(PLANNER, "", plan, "A")
    assert _received(both.left) == {NOVEMBER: 15, DECEMBER: 3}
    assert _received(both.right) == {NOVEMBER: 3, DECEMBER: 0}
    assert _received(found.monthly(PLANNER, "", plan, "B").right) == {NOVEMBER: 32, DECEMBER: 23}
    assert both.hidden == 0


def test_a_grid_that_one_side_lacks_has_one_series(desk):
    found, plan = comparisons(desk), edited(desk, Merge("D", "C"))
    assert found.monthly(PLANNER, "", plan, "C").right is None
    with pytest.raises(NotFound):
        found.monthly(PLANNER, "", plan, "Z")


def test_the_leader_is_not_told_of_three_reports_by_subtraction(desk):
    # December: three of 43 change hands, so B's 20 → 23 would tell them; November's twelve may
    # be told, but not that A keeps three.
    found, plan = comparisons(desk), edited(desk, A2_TO_B)
    both = found.monthly(LEADER, "", plan, "B")
    assert _received(both.left) == {NOVEMBER: 20, DECEMBER: 20}
    assert both.right.set_index("label")["received"].isna().to_dict() == {
        NOVEMBER: False,
        DECEMBER: True,
    }
    # In November six of the twelve were late: of the share late neither month is told.
    assert both.hidden == 2
    assert both.right["overdue_share"].isna().all()
    kept = found.monthly(LEADER, "", plan, "A")
    assert kept.right["received"].isna().all()


def test_as_of_a_day_more_than_boundaries_differs_and_it_is_said(desk):
    found = comparisons(desk)
    assert found.compare(PLANNER, "", "@2022-11-30").is_same_incidents
    as_of = found.compare(PLANNER, "", "2022-11-30")
    assert not as_of.is_same_incidents
    assert as_of.grids == ()
    both = found.monthly(PLANNER, "2022-11-30", "")
    assert _received(both.left) == {NOVEMBER: 55}
