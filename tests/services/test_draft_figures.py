"""What is kept up to date step by step equals what doing everything again would give."""

import numpy as np
import pytest

from geo.domain.edits import CutOut, Reassign, Reshape, Split
from geo.services.drafting.figures import engine_of, figures_of
from geo.services.drafting.handover import in_order, moved_cells
from geo.services.drafting.points import rows_in
from geo.spatial.partition import compactness, grid_shape
from tests.services.drafted import HALF, SIDE, SOUTH, WEST, Desk

MIDDLE = SOUTH + SIDE
STEPS = (
    Reassign(("a2",), "B"),
    Reshape(
        "A", "B", ((WEST + HALF, SOUTH), (WEST + 0.7 * SIDE, SOUTH + HALF), (WEST + HALF, MIDDLE))
    ),
    CutOut(
        (
            (WEST + 1.1 * SIDE, SOUTH + 0.1 * SIDE),
            (WEST + 1.4 * SIDE, SOUTH + 0.1 * SIDE),
            (WEST + 1.4 * SIDE, SOUTH + 0.4 * SIDE),
        ),
        "B",
        "A",
    ),
    Split("C", ((WEST - 0.1 * SIDE, MIDDLE + HALF), (WEST + 1.1 * SIDE, MIDDLE + HALF)), "E"),
)  # fmt: skip


def edited() -> tuple[Desk, int]:
    """Return a desk after every step, each with a reason, and the revision."""
    desk, revision = Desk(), 0
    for edit in STEPS:
        revision = desk.drafts.apply(desk.by(), revision, edit, "试").revision
    return desk, revision


def test_households_that_changed_hands_are_those_of_a_look_at_every_cell():
    desk, revision = edited()
    held, state = desk.drafts.at_hand(desk.by())
    kept = in_order(held.by_revision[revision].moved)
    assert kept == moved_cells(held.base, state)
    assert len(kept) >= 3


def test_figures_kept_from_step_to_step_are_those_worked_out_at_once():
    desk, revision = edited()
    held, state = desk.drafts.at_hand(desk.by())
    fresh = figures_of(engine_of(held.base, held.states.first.state), state, sorted(state.grids))
    assert held.by_revision[revision].figures == fresh


def test_a_grid_is_as_compact_as_its_outline():
    desk, revision = edited()
    held, state = desk.drafts.at_hand(desk.by())
    for code, figures in held.by_revision[revision].figures.items():
        shape = grid_shape(state.partition, code)
        assert figures.compactness == pytest.approx(compactness(shape), rel=1e-9)


def test_reports_are_counted_anew_where_a_border_passed_them():
    """The three reports of b1 lie at its middle; the border moves beyond them and back."""
    desk = Desk()
    line = ((WEST + SIDE, SOUTH), (WEST + 1.4 * SIDE, SOUTH + HALF), (WEST + SIDE, MIDDLE))
    desk.drafts.apply(desk.by(), 0, Reshape("A", "B", line), "")
    held, state = desk.drafts.at_hand(desk.by())
    tallies = held.engine.learnt.tallies
    cells = state.partition.cells_of("A")
    assert tallies.of(state.incidents, cells)[-1] == len(rows_in(state.incidents, cells)) == 6
    first = held.states.first.state
    assert tallies.of(first.incidents, first.partition.cells_of("A"))[-1] == 3
    assert np.array_equal(tallies.of(state.incidents, ()), np.zeros(3))
