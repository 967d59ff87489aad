"""A named official accepts or declines a suggested action, with a reason; that is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from geo.domain.policy import Action, Actor, require
from geo.domain.records import Cell, Decision, Verdict
from geo.domain.staffing import StaffingAction
from geo.ports.store import Store
from geo.services.reasons import given


@dataclass(frozen=True, slots=True)
class Decisions:
    """Records and lists decisions of one store."""

    store: Store

    def decide(
        self,
        actor: Actor,
        suggested: StaffingAction,
        verdict: Verdict,
        reason: str,
        at: datetime,
    ) -> Decision:
        """Record a decision and return it; what the action rested on is kept as its evidence.

        Raises:
            NotPermitted: the actor's role does not decide.
            BadValue: the reason is empty or too long.
        """
        require(actor, Action.DECIDE_SUGGESTION)
        evidence: dict[str, Cell] = {"hours_week": suggested.hours_week}
        decision = Decision(
            subject=suggested.key,
            grid_code=suggested.grid,
            verdict=verdict,
            reason=given(reason),
            actor_id=actor.id,
            at=at,
            evidence=evidence | dict(suggested.detail.values),
        )
        with self.store.write(actor, Action.DECIDE_SUGGESTION, decision.subject, at) as transaction:
            transaction.record(decision)
            transaction.note(verdict.value)
        return decision

    def listed(self, actor: Actor) -> Sequence[Decision]:
        """Return every decision, newest first.

        Raises:
            NotPermitted: the actor may not see staffing.
        """
        require(actor, Action.VIEW_STAFFING)
        return self.store.decisions()

    def latest(self, actor: Actor) -> Mapping[str, Decision]:
        """Return the newest decision on each action, by the action's key."""
        return {decision.subject: decision for decision in reversed(self.listed(actor))}
