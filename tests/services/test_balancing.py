"""Fairer boundaries of a draft are looked for in the background, told, and taken as one step."""

import threading

import pytest

from geo.domain.edits import Reassign, SetLock, Several
from geo.domain.errors import BadValue, NotFound, NotPermitted
from geo.services.drafting.balancing import Balancing
from tests.services.drafted import LEADER, OTHER, Desk

EVEN = {"tolerance": 0.15, "weight": "households", "keep_villages": False}


def _uneven() -> tuple[Desk, int]:
    """Return a desk on which A has 10 households, B 30, C and D 20 each."""
    desk = Desk()
    return desk, desk.drafts.apply(desk.by(), 0, Reassign(("a2",), "B"), "").revision


def _finished(balancing: Balancing, desk: Desk, asked: dict) -> dict:
    job = balancing.start(desk.by(), asked)
    balancing._worker.submit(threading.Event().is_set).result(timeout=120)
    return dict(balancing.seen(desk.by(), job))


def test_the_fewest_changes_bring_every_grid_inside_the_tolerance():
    desk, _ = _uneven()
    seen = _finished(Balancing(desk.drafts), desk, EVEN)
    assert (seen["progress"], seen["infeasible"]) == (1.0, None)
    fewest = seen["answers"][0]
    assert fewest["name"] == "fewest_changes"
    # One cell of 10 of the town's 80 households has to go from B to A: 12.5 %, nothing less.
    assert fewest["moved_share"] == pytest.approx(0.125)
    assert fewest["bound"] == pytest.approx(0.125)
    assert (fewest["cells"], fewest["max_deviation"], fewest["cv"]) == (1, 0.0, 0.0)


def test_an_answer_says_whom_it_moves_and_what_it_starts_from():
    desk, _ = _uneven()
    fewest = _finished(Balancing(desk.drafts), desk, EVEN)["answers"][0]
    assert fewest["households"] == 10
    # 10, 30, 20 and 20 households: 50 % off the mean of 20, and a standard deviation of √50.
    assert fewest["before"]["max_deviation"] == pytest.approx(0.5)
    assert fewest["before"]["cv"] == pytest.approx(50**0.5 / 20)


def test_an_answer_is_taken_as_one_step_and_makes_the_draft_even():
    desk, revision = _uneven()
    fewest = _finished(Balancing(desk.drafts), desk, EVEN)["answers"][0]
    parts = tuple(Reassign((cell,), grid) for cell, grid in fewest["reassign"].items())
    applied = desk.drafts.apply(desk.by(), revision, Several(parts), "")
    after = {one.code: one.after.households for one in applied.impact.grids}
    assert set(after.values()) == {20}


def test_what_is_even_needs_no_change():
    desk = Desk()
    seen = _finished(Balancing(desk.drafts), desk, EVEN)
    assert (seen["answers"], seen["infeasible"]) == ([], None)


def test_work_is_counted_with_the_way_and_not_by_cells_alone():
    desk, _ = _uneven()
    seen = _finished(Balancing(desk.drafts), desk, EVEN | {"weight": "workload"})
    assert seen["answers"]
    assert all(one["max_deviation"] <= 0.15 + 1e-9 for one in seen["answers"] if one["is_within"])


def test_a_locked_grid_that_has_too_much_is_said_to_be_in_the_way():
    desk, revision = _uneven()
    desk.drafts.apply(desk.by(), revision, SetLock("B", True), "")
    seen = _finished(Balancing(desk.drafts), desk, EVEN)
    # A, C and D have 50 of 80 households: 16.7 each, 17 % under the mean of 20.
    assert "16.7%" in seen["infeasible"]


def test_an_answer_names_what_it_counts_and_who_stays_outside():
    desk, _ = _uneven()
    fewest = _finished(Balancing(desk.drafts), desk, EVEN)["answers"][0]
    # All four grids count, C and D too, which are even as they are.
    assert (fewest["grids"], fewest["beyond"], fewest["is_within"]) == (4, [], True)
    # b1 and b2 are half a side from their grid's heart; a2, alone with b1 and b2 in B, farther.
    assert fewest["travel_km"] < fewest["before"]["travel_km"]


def test_form_and_short_ways_can_be_asked_for():
    desk, _ = _uneven()
    wished = EVEN | {"compactness": 4, "travel": 4}
    fewest = _finished(Balancing(desk.drafts), desk, wished)["answers"][0]
    assert (fewest["cells"], fewest["max_deviation"]) == (1, 0.0)
    for wrong in ({"compactness": -1}, {"travel": "far"}, {"travel": True}):
        with pytest.raises(BadValue):
            Balancing(desk.drafts).start(desk.by(), EVEN | wrong)


def test_what_can_be_heeded_is_for_planners():
    desk, _ = _uneven()
    assert Balancing(desk.drafts).offered(desk.by()) == {"barriers": 0}
    with pytest.raises(NotPermitted):
        Balancing(desk.drafts).offered(desk.by(LEADER))


def test_a_grid_alone_cannot_be_balanced():
    desk, _ = _uneven()
    seen = _finished(Balancing(desk.drafts), desk, EVEN | {"grids": ["A"]})
    assert "至少要有" in seen["infeasible"]


def test_nonsense_is_refused_before_anything_runs():
    desk = Desk()
    for wrong in ({"tolerance": 9}, {"tolerance": "much"}, {"weight": "beauty"}):
        with pytest.raises(BadValue):
            Balancing(desk.drafts).start(desk.by(), EVEN | wrong)


def test_only_planners_balance_and_a_job_belongs_to_its_draft():
    desk, _ = _uneven()
    balancing = Balancing(desk.drafts)
    with pytest.raises(NotPermitted):
        balancing.start(desk.by(LEADER), EVEN)
    with pytest.raises(NotFound):
        balancing.seen(desk.by(OTHER), "no-such-job")
