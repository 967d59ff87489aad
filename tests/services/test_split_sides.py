"""Which side of a split keeps the grid's code: the one where more households live."""

from dataclasses import replace

from geo.domain.edits import Split
from tests.services.drafted import HALF, SIDE, SOUTH, WEST, Desk, drafted_town

EAST_LINE = ((WEST + HALF, SOUTH - 0.001), (WEST + 1.2 * HALF, SOUTH + SIDE + 0.001))


def _desk(in_a1: int | None, in_a2: int | None) -> Desk:
    town = drafted_town()
    counts = {"a1": in_a1, "a2": in_a2}
    cells = [
        (values | {"households": counts.get(values["code"], 10)}, shape)
        for values, shape in town.cells
    ]
    return Desk(store=replace(town, cells=cells).store())


def _split(desk: Desk) -> dict[str, int | None]:
    """Split A by a line that leaves a2 less a tenth of its land as the lesser side."""
    applied = desk.drafts.apply(desk.by(), 0, Split("A", EAST_LINE, "A~1"), "")
    figures = {one.code: one.after for one in applied.impact.grids}
    return {code: one.households for code, one in figures.items() if one is not None}


def test_the_side_of_more_households_keeps_the_code_though_it_is_smaller():
    # a2's western tenth (9 of 90) goes with a1's 4: 13 on the larger side, 81 on the smaller.
    desk = _desk(4, 90)
    assert _split(desk) == {"A": 81, "A~1": 13}
    step = desk.store.plans.steps(desk.plan.id)[0]
    assert isinstance(step.edit, Split)
    assert step.edit.turned
    # Another process replays it the same.
    again = desk.fresh().open(desk.by()).impact.grids
    assert {one.code: one.after.households for one in again if one.after} == {"A": 81, "A~1": 13}


def test_the_larger_side_keeps_the_code_where_more_live_there_or_nobody_knows():
    assert _split(_desk(90, 10)) == {"A": 91, "A~1": 9}
    assert not _turned(_desk(None, 90))


def _turned(desk: Desk) -> bool:
    _split(desk)
    edit = desk.store.plans.steps(desk.plan.id)[0].edit
    return isinstance(edit, Split) and edit.turned
