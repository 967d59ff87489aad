"""A suggestion is advice: a named official accepts or declines it, with a reason."""

from datetime import timedelta

import pytest

from geo.domain.codes import GridCode
from geo.domain.errors import BadValue, NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import POLICY, Action, Actor
from geo.domain.records import Verdict
from geo.domain.staffing import ActionKind, Reason, StaffingAction
from geo.services.decisions import Decisions
from tests.fakes.memory_store import MemoryStore
from tests.store.examples import AT

LEADER = Actor("leader-1", Role.LEADER)
HIRE = StaffingAction(ActionKind.HIRE, GridCode("g1"), Reason("short", {"short_h": 12.5}), 12.5)


@pytest.fixture
def decisions() -> Decisions:
    return Decisions(MemoryStore())


def test_a_decision_is_kept_with_who_why_when_and_on_what_it_rested(decisions: Decisions) -> None:
    decisions.decide(LEADER, HIRE, Verdict.DECLINED, "  没有编制 ", AT)
    (kept,) = decisions.listed(LEADER)
    assert (kept.subject, kept.grid_code, kept.verdict) == ("hire:g1:short", "g1", "declined")
    assert (kept.reason, kept.actor_id, kept.at) == ("没有编制", "leader-1", AT)
    assert kept.evidence == {"hours_week": 12.5, "short_h": 12.5}
    (entry,) = decisions.store.audit()
    assert (entry.action, entry.subject) == ("decide_suggestion", "hire:g1:short")
    assert entry.detail == "declined"


def test_the_newest_decision_on_an_action_is_the_one_that_stands(decisions: Decisions) -> None:
    decisions.decide(LEADER, HIRE, Verdict.DECLINED, "没有编制", AT)
    decisions.decide(LEADER, HIRE, Verdict.ACCEPTED, "编制已批", AT + timedelta(days=1))
    assert decisions.latest(LEADER)["hire:g1:short"].verdict is Verdict.ACCEPTED
    assert len(decisions.listed(LEADER)) == 2


@pytest.mark.parametrize("reason", ["", "  \n", "长" * 501])
def test_a_reason_must_be_given_and_short(decisions: Decisions, reason: str) -> None:
    with pytest.raises(BadValue):
        decisions.decide(LEADER, HIRE, Verdict.ACCEPTED, reason, AT)
    assert decisions.store.audit() == []


@pytest.mark.parametrize("role", Role)
def test_only_who_may_decide_decides(decisions: Decisions, role: Role) -> None:
    actor = Actor("somebody", role)
    if Action.DECIDE_SUGGESTION in POLICY[role]:
        decisions.decide(actor, HIRE, Verdict.ACCEPTED, "好", AT)
        return
    with pytest.raises(NotPermitted):
        decisions.decide(actor, HIRE, Verdict.ACCEPTED, "好", AT)
