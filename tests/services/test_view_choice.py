"""Other boundaries than today's are shown by day or by plan; the rest is refused in words."""

from datetime import date

import pytest

from geo.domain.errors import BadValue, NotPermitted, Refused
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.services.view_choice import View, ViewChoice
from tests.services.drafted import AT, LEADER, PLANNER, Desk
from tests.services.town import WORKER

# The town's reports are all of 2022-12-05, and its data stand at 2022-12-31.
FIRST, LAST = "2022-12-05", "2022-12-31"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def _choice(desk: Desk) -> ViewChoice:
    return ViewChoice(desk.store, desk.snapshots.current)


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_a_day_that_something_is_known_of_is_a_view(desk: Desk, day: str) -> None:
    assert _choice(desk).view(WORKER, day) == View(day, day=date.fromisoformat(day))


@pytest.mark.parametrize("day", ["2022-12-04", "2023-01-01"])
def test_a_day_before_the_first_report_or_ahead_is_refused_with_the_days_there_are(
    desk: Desk, day: str
) -> None:
    with pytest.raises(Refused) as refused:
        _choice(desk).view(LEADER, day)
    assert (refused.value.values["first"], refused.value.values["last"]) == (FIRST, LAST)


@pytest.mark.parametrize("name", ["nonsense", "2022-02-31", "../..", "<b>"])
def test_what_is_neither_a_day_nor_a_plan_is_refused(desk: Desk, name: str) -> None:
    with pytest.raises(BadValue):
        _choice(desk).view(LEADER, name)


def test_a_plan_is_a_view_for_those_who_may_see_plans(desk: Desk) -> None:
    assert _choice(desk).view(LEADER, desk.plan.id).plan == desk.plan
    with pytest.raises(NotPermitted):
        _choice(desk).view(WORKER, desk.plan.id)


def test_people_of_a_drawn_plan_are_held_back_from_who_may_not_edit_it(desk: Desk) -> None:
    choice = _choice(desk)
    assert choice.holds_people_back(LEADER, desk.plan.id)
    assert not choice.holds_people_back(PLANNER, desk.plan.id)
    assert not choice.holds_people_back(LEADER, LAST)
    assert not choice.holds_people_back(LEADER, "")


def test_editions_and_drafts_are_offered_and_a_worker_gets_no_plan(desk: Desk) -> None:
    with desk.store.write(PLANNER, Action.PUBLISH_PLAN, "x", AT) as transaction:
        staff = desk.store.layers.rows(Layer.STAFF)
        transaction.plans.archive(desk.plan.base_set, staff, date(2022, 12, 11), None)
    named = [one.name for one in _choice(desk).offered(LEADER)]
    assert named == ["", "2022-12-10", "@2022-12-10", desk.plan.id]
    named = [one.name for one in _choice(desk).offered(WORKER)]
    assert named == ["", "2022-12-10", "@2022-12-10"]


def test_the_boundaries_of_a_day_alone_are_a_view_of_their_own(desk: Desk) -> None:
    view = _choice(desk).view(WORKER, f"@{LAST}")
    assert view == View(f"@{LAST}", day=date.fromisoformat(LAST), has_figures=False)
