"""Carrying a draft over to the boundaries of today, after another plan came into force.

Its steps are done again on today's boundaries, in a new draft. What cannot be is told with the
reason and confirmed by the planner; the draft carried from stays as it is.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from geo.domain.errors import EditRefused, NotFound, Refused, WanggeError
from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.domain.plans import DRAFT, Plan, PlanStep
from geo.domain.policy import Action, require
from geo.messages import sentence, text
from geo.ports.store import Reading, Store
from geo.services.boundary_views import kept_boundaries
from geo.services.draft_values import CarriedStep, CarryOver, Editing
from geo.services.drafting.base import DraftBase, base_of
from geo.services.drafting.points import points_of
from geo.services.drafting.state import DraftState, first_state, is_same, next_state
from geo.services.drafting.telling import names_in, placed
from geo.services.drafting.translating import translated
from geo.services.drafting.words import StepSummary, step_words, summary_of
from geo.services.history import local_day
from geo.services.other_boundaries import Boundaries
from geo.services.plan_base import base_boundaries, kept_as_base
from geo.services.plan_conflicts import conflicting_grids, is_moved_on, plan_in_force
from geo.services.plans import TEXT_LENGTH_MAX, TITLE_LENGTH_MAX
from geo.services.snapshot import Snapshot

_KEPT = 4
_SAME = "carry_same"


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What becomes of one step: `step` as it is said on today's boundaries, or why it is not."""

    summary: StepSummary
    number: int
    step: PlanStep | None
    why: WanggeError | None = None


@dataclass(slots=True)
class Carrying:
    """Carries the drafts of one store over."""

    store: Store
    current: Callable[[], Snapshot]
    clock: Callable[[], datetime]
    _kept: OrderedDict[tuple[str, str], tuple[_Outcome, ...]] = field(default_factory=OrderedDict)

    def is_due(self, plan: Plan) -> bool:
        """Return whether boundaries changed under a plan that never came into force."""
        return plan.result_set is None and is_moved_on(self.store, plan)

    def seen(self, editing: Editing) -> CarryOver:
        """Return what carrying over would keep and lose; keeps nothing.

        Raises:
            NotPermitted: the actor may not edit plans.
            NotFound: there is no such plan.
            Refused: its boundaries are those of today, or it was in force.
        """
        require(editing.actor, Action.EDIT_PLAN)
        plan = self._due(editing.plan_id)
        other = plan_in_force(self.store)
        return CarryOver(
            other=other.title if other else "",
            grids=conflicting_grids(self.store, plan),
            steps=[_told(editing.language, one) for one in self._outcomes(plan)],
            stamp=_stamp(self.store, plan),
        )

    def carry_over(self, editing: Editing, stamp: str) -> Plan:
        """Begin a draft on today's boundaries with the steps that still apply, and return it.

        `stamp` is that of what the planner saw and agreed to.

        Raises:
            NotPermitted, NotFound, Refused: as `seen`; Refused as well when anything changed since.
        """
        require(editing.actor, Action.EDIT_PLAN)
        outcomes = self._outcomes(self._due(editing.plan_id))
        new_id = secrets.token_hex(6)
        steps = _numbered(outcomes, new_id)
        with self.store.write(editing.actor, Action.EDIT_PLAN, new_id, self.clock()) as transaction:
            plan = self.store.plans.plan(editing.plan_id)
            if _stamp(self.store, plan) != stamp:
                raise Refused("carry_moved")
            begun = replace(
                self._worded(editing, plan, outcomes),
                id=new_id,
                base_set=kept_as_base(transaction, self.store),
                steps_in_force=len(steps),
                revision=len(steps),
            )
            transaction.plans.put(begun)
            for step in steps:
                transaction.plans.add_step(step)
            transaction.note(f"carried over from {plan.id}: {len(steps)} of {len(outcomes)} steps")
        return self.store.plans.plan(new_id)

    def _due(self, plan_id: str) -> Plan:
        plan = self.store.plans.plan(plan_id)
        if not self.is_due(plan):
            raise Refused("carry_not_due")
        return plan

    def _outcomes(self, plan: Plan) -> tuple[_Outcome, ...]:
        """Return what becomes of every step in force; a few answers are kept."""
        key = plan.id, _stamp(self.store, plan)
        found = self._kept.get(key)
        if found is None:
            old = kept_boundaries(self.store.plans, plan.base_set)
            with self.store.at_one_moment() as reading:
                new = Boundaries(*base_boundaries(reading))
            snapshot, layers = self.current(), self.store.layers
            bases = base_of(old, snapshot, layers), base_of(new, snapshot, layers)
            steps = self.store.plans.steps(plan.id)[: plan.steps_in_force]
            self._kept[key] = found = tuple(_outcomes(*bases, steps))
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def _worded(self, editing: Editing, plan: Plan, outcomes: Sequence[_Outcome]) -> Plan:
        """Return a new draft's description: whose it is, and in its note what was lost and why."""
        language, at = editing.language, self.clock()
        suffix = text(language, "drafts.carried_title", day=str(local_day(self.store, at)))
        lines = [_told(language, one) for one in outcomes]
        lost = [
            text(language, "drafts.carried_lost", n=one.n, words=one.words, why=one.why)
            for one in lines
            if one.why
        ]
        kept = len(lines) - len(lost)
        said = text(language, "drafts.carried_note", title=plan.title, kept=kept, lost=len(lost))
        return replace(
            plan,
            title=f"{plan.title[: TITLE_LENGTH_MAX - len(suffix)]}{suffix}",
            state=DRAFT,
            created_by=editing.actor.id,
            created_at=at,
            document_no="",
            note=_within("\n".join(one for one in (said, *lost, plan.note) if one)),
        )


def _within(note: str) -> str:
    return note if len(note) <= TEXT_LENGTH_MAX else f"{note[: TEXT_LENGTH_MAX - 1]}…"


def _stamp(reading: Reading, plan: Plan) -> str:
    """Return what a carrying over stands on: the draft's revision and those of the layers."""
    revisions = reading.layers.revisions()
    return f"{plan.revision}.{revisions[Layer.CELLS]}.{revisions[Layer.GRIDS]}"


def _numbered(outcomes: Sequence[_Outcome], plan_id: str) -> list[PlanStep]:
    kept = [one.step for one in outcomes if one.step is not None]
    return [replace(step, plan_id=plan_id, n=n) for n, step in enumerate(kept, 1)]


def _outcomes(old: DraftBase, new: DraftBase, steps: Sequence[PlanStep]) -> Iterator[_Outcome]:
    """Yield what becomes of each step: done on both bases, as far as it can be on the new one."""
    was, now = (first_state(base, points_of(base)) for base in (old, new))
    for step in steps:
        then, done = next_state(old, was, step.edit, step.override)
        summary = summary_of(was, then, step.edit, done, step.override)
        try:
            outcome, now = _redone(new, was, now, step)
        except (EditRefused, NotFound) as error:
            told = error if isinstance(error, NotFound) else placed(error, new, names_in(was, now))
            outcome = _Outcome(summary, step.n, None, told)
        yield outcome
        was = then


def _redone(
    base: DraftBase, was: DraftState, now: DraftState, step: PlanStep
) -> tuple[_Outcome, DraftState]:
    """Return a step as done on today's boundaries, and the state after it.

    Raises:
        EditRefused, NotFound: it cannot be, or changes nothing there.
    """
    edit = translated(step.edit, was, now)
    after, done = next_state(base, now, edit, step.override)
    if is_same(now, after):
        raise EditRefused(_SAME)
    summary = summary_of(now, after, edit, done, step.override)
    return _Outcome(summary, step.n, replace(step, edit=edit)), after


def _told(language: Language, outcome: _Outcome) -> CarriedStep:
    why = sentence(language, outcome.why) if outcome.why else ""
    return CarriedStep(outcome.number, step_words(language, outcome.summary), why)
