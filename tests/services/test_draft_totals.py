"""What the town comes to before and after the steps of a draft, and who is told how much of it."""

import pytest

from geo.domain.edits import Reassign, RemoveArea
from tests.services.drafted import LEADER, Desk

COUNTED = ("residents", "households", "cameras")


def test_what_grids_exchange_leaves_the_totals_of_people_as_they_are():
    desk = Desk()
    impact = desk.drafts.apply(desk.by(), 0, Reassign(("a2",), "B"), "").impact
    before, after = impact.totals
    # Eight cells of 40 residents and 10 households, and one camera.
    assert [getattr(before, name) for name in COUNTED] == [320, 80, 1]
    assert [getattr(after, name) for name in COUNTED] == pytest.approx([320, 80, 1])
    assert after.area_km2 == pytest.approx(before.area_km2)


def test_the_totals_are_the_sums_of_all_grids_after_every_step_and_undo():
    desk = Desk()
    revision = desk.drafts.apply(desk.by(), 0, Reassign(("a2",), "B"), "").revision
    impact = desk.drafts.apply(desk.by(), revision, Reassign(("c1",), "A"), "").impact
    held, _ = desk.drafts.at_hand(desk.by())
    figures = held.states.at(2).figures.values()
    after = impact.totals[1]
    for name in ("hours_week", "fte", "area_km2", "households", "incidents_year"):
        told = sum(getattr(one, name) or 0 for one in figures)
        assert getattr(after, name) == pytest.approx(told)
    homes = sum(one.households for one in figures)
    minutes = sum(one.station_min * one.households for one in figures) / homes
    assert after.station_min == pytest.approx(minutes)
    undone = desk.drafts.undo(desk.by(), revision + 1)
    undone = desk.drafts.undo(desk.by(), undone.revision)
    before, back = undone.impact.totals
    assert back.hours_week == pytest.approx(before.hours_week)


def test_land_given_up_takes_its_people_along_and_a_leader_is_told_no_difference():
    desk = Desk()
    impact = desk.drafts.apply(desk.by(), 0, RemoveArea(("a1",)), "").impact
    before, after = impact.totals
    assert (before.households - after.households, before.residents - after.residents) == (10, 40)
    before, after = desk.drafts.open(desk.by(LEADER)).impact.totals
    assert before.households == 80
    assert (after.households, after.residents) == (None, None)
    assert {"households", "residents"} <= set(after.few)


def test_a_leader_sees_totals_that_an_inner_edit_leaves_alone():
    desk = Desk()
    desk.drafts.apply(desk.by(), 0, Reassign(("a2",), "B"), "")
    before, after = desk.drafts.open(desk.by(LEADER)).impact.totals
    assert (before.households, after.households, after.few) == (80, 80, ())
