"""Leads the plans of a drafted town through their chain and into force."""

from datetime import datetime, timedelta

from geo.services.plans import ChainMove
from geo.services.publishing import Published, Publishing
from tests.services.drafted import AT, LEADER, PLANNER, Desk

LATER = AT + timedelta(days=10)
_WAY = (
    (PLANNER, "consultation"),
    (PLANNER, "town_review"),
    (LEADER, "centre_agreed"),
    (LEADER, "filed"),
)


def edited(desk: Desk, *edits, override: str = "") -> int:
    """Take steps on the desk's plan and return its revision."""
    revision = desk.drafts.open(desk.by()).revision
    for edit in edits:
        revision = desk.drafts.apply(desk.by(), revision, edit, override).revision
    return revision


def put_in_force(desk: Desk, *edits, override: str = "", at: datetime = LATER) -> Published:
    """Take steps on the desk's plan, lead it through all approvals and publish it."""
    edited(desk, *edits, override=override)
    for actor, state in _WAY:
        desk.plans.lead(actor, desk.plan.id, ChainMove(state), at)
    publishing = Publishing(desk.store, desk.drafts.standing)
    return publishing.publish(LEADER, desk.plan.id, ChainMove(""), at)
