"""Drafts: opened, edited, undone and redone; every step is kept in the store before it is told."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from geo.domain.edits import Edit, edit_kind
from geo.domain.errors import DraftMoved, EditRefused, LeavesVillage, Refused
from geo.domain.plans import DRAFT, Plan, PlanStep
from geo.domain.policy import Action, is_permitted, require
from geo.messages.persons import who
from geo.ports.store import Store
from geo.services.draft_values import Applied, DraftView, Editing, Nodes
from geo.services.drafting import shapes
from geo.services.drafting.answering import Teller
from geo.services.drafting.discretion import withheld_in
from geo.services.drafting.impact import Reckoned
from geo.services.drafting.rules import VILLAGE
from geo.services.drafting.session import Held
from geo.services.drafting.shelf import Shelf
from geo.services.drafting.sides import Taken, taken_step
from geo.services.drafting.standing import Standing, standing_of
from geo.services.drafting.state import DraftState, dropped
from geo.services.drafting.telling import grids_of_draft, names_in, placed
from geo.services.small_counts.withheld import Withheld
from geo.services.snapshot import Snapshot


class Drafts:
    """Edits the drafts of one store; several processes may, the store decides who was first."""

    def __init__(
        self, store: Store, current: Callable[[], Snapshot], clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._shelf = Shelf(store, current)
        self._clock = clock

    def open(self, editing: Editing) -> DraftView:
        """Return the draft as it stands.

        Raises:
            NotPermitted: the actor may not see plans.
            NotFound: there is no such plan.
            NotAPartition: its base is none.
        """
        require(editing.actor, Action.VIEW_PLANS)
        with self._shelf.taken(editing.plan_id) as (held, plan):
            now = held.remember(plan)
            teller = Teller(self._store, editing, held, plan)
            return DraftView(
                plan=plan.id,
                title=plan.title,
                step=plan.steps_in_force,
                steps_total=len(held.steps),
                may_edit=plan.state == DRAFT and is_permitted(editing.actor.role, Action.EDIT_PLAN),
                grids=grids_of_draft(held.base, now.state),
                history=teller.lines(),
                impact=teller.impact(now),
                bbox=shapes.bounds(now.state),
                revision=plan.revision,
                outdated=teller.outdated(),
            )

    def cells(self, editing: Editing) -> bytes:
        """Return all cells as a GeoJSON collection (errors as `open`)."""
        return shapes.collection(self._seen(editing)[1].state)

    def outlines(self, editing: Editing) -> bytes:
        """Return the grids of the base as a GeoJSON collection (errors as `open`)."""
        return shapes.outlines(self._seen(editing)[0].base)

    def nodes(self, editing: Editing, grid: str) -> Nodes:
        """Return the vertices and edges of one grid (errors as `open`)."""
        return shapes.nodes_of(self._seen(editing)[1].state, grid)

    def at_hand(self, editing: Editing) -> tuple[Held, DraftState]:
        """Return the draft and its state in force (errors as `open`)."""
        held, now = self._seen(editing)
        return held, now.state

    def standing(self, plan_id: str) -> Standing:
        """Return where a draft stands; nobody's permission is asked (errors as `open`)."""
        with self._shelf.taken(plan_id) as (held, plan):
            now = held.remember(plan)
            return standing_of(held.base, now)

    def withheld(self, plan_id: str) -> Withheld:
        """Return which counts of a draft are held back from who may not edit (errors as `open`)."""
        with self._shelf.taken(plan_id) as (held, plan):
            found = withheld_in(held)
            held.remember(plan)
            return found

    def apply(self, editing: Editing, at_revision: int, edit: Edit, override: str) -> Applied:
        """Take a step and keep it.

        Raises:
            NotPermitted, NotFound, NotAPartition: as `open`.
            DraftMoved: the draft is at another revision; values: by, steps, step.
            EditRefused: the edit cannot be made.
        """
        started = time.perf_counter()
        require(editing.actor, Action.EDIT_PLAN)
        with self._shelf.taken(editing.plan_id) as (held, plan):
            before = held.remember(plan)
            _require_at(editing, held, plan, at_revision)
            step, made = _made(held, self._step(editing, plan, edit, override))
            kept = self._kept(editing, replace(plan, steps_in_force=step.n), step)
            held.take(step, made)
            teller = Teller(self._store, editing, held, kept, started)
            return teller.told(before, held.remember(kept))

    def preview(self, editing: Editing, at_revision: int, edit: Edit, override: str) -> Applied:
        """Return what a step would do; keeps nothing (errors as `apply`)."""
        started = time.perf_counter()
        require(editing.actor, Action.EDIT_PLAN)
        with self._shelf.taken(editing.plan_id) as (held, plan):
            before = held.remember(plan)
            _require_at(editing, held, plan, at_revision)
            _, (made, _) = _made(held, self._step(editing, plan, edit, override))
            try:
                return Teller(self._store, editing, held, plan, started).told(before, made)
            finally:
                dropped(before.state, made.state)

    def undo(self, editing: Editing, at_revision: int) -> Applied:
        """Put the last step in force out of force (errors as `apply`; Refused without one)."""
        return self._moved(editing, at_revision, -1)

    def redo(self, editing: Editing, at_revision: int) -> Applied:
        """Put the next step in force again (errors as `apply`; Refused without one)."""
        return self._moved(editing, at_revision, 1)

    def steps_since(self, editing: Editing, at_revision: int) -> Applied | None:
        """Return what happened since a revision, None when nothing did (errors as `open`)."""
        started = time.perf_counter()
        require(editing.actor, Action.VIEW_PLANS)
        with self._shelf.taken(editing.plan_id) as (held, plan):
            now = held.remember(plan)
            if plan.revision == at_revision:
                return None
            before = held.by_revision.get(at_revision)
            teller = Teller(self._store, editing, held, plan, started)
            return teller.told(before, now) if before else teller.whole(now)

    def _moved(self, editing: Editing, at_revision: int, by: int) -> Applied:
        started = time.perf_counter()
        require(editing.actor, Action.EDIT_PLAN)
        with self._shelf.taken(editing.plan_id) as (held, plan):
            before = held.remember(plan)
            _require_at(editing, held, plan, at_revision)
            in_force = plan.steps_in_force + by
            if not 0 <= in_force <= len(held.steps):
                raise Refused("no_step")
            kept = self._kept(editing, replace(plan, steps_in_force=in_force), None)
            teller = Teller(self._store, editing, held, kept, started)
            return teller.told(before, held.remember(kept))

    def _seen(self, editing: Editing) -> tuple[Held, Reckoned]:
        """Return the draft, of which others may take steps meanwhile, and its state now."""
        require(editing.actor, Action.VIEW_PLANS)
        with self._shelf.taken(editing.plan_id) as (held, plan):
            return held, held.remember(plan)

    def _step(self, editing: Editing, plan: Plan, edit: Edit, override: str) -> PlanStep:
        if plan.state != DRAFT:
            raise Refused("plan_not_draft")
        number = plan.steps_in_force + 1
        return PlanStep(plan.id, number, edit, editing.actor.id, self._clock(), override.strip())

    def _kept(self, editing: Editing, plan: Plan, step: PlanStep | None) -> Plan:
        """Write a plan one revision on, and its step; another process may have been first.

        Raises:
            DraftMoved: it was.
        """
        after = replace(plan, revision=plan.revision + 1)
        at = self._clock()
        with self._store.write(editing.actor, Action.EDIT_PLAN, plan.id, at) as transaction:
            present = self._store.plans.plan(plan.id)
            if present.revision != plan.revision or present.state != DRAFT:
                raise DraftMoved(by="", steps=1, step=present.revision)
            if step is not None:
                transaction.plans.add_step(step)
            transaction.plans.put(after)
            transaction.note(edit_kind(step.edit) if step else f"step {after.steps_in_force}")
        return after


def _require_at(editing: Editing, held: Held, plan: Plan, at_revision: int) -> None:
    """Return when nobody was faster (DraftMoved otherwise, naming who took the last step)."""
    if plan.revision == at_revision:
        return
    last = held.steps[plan.steps_in_force - 1] if plan.steps_in_force else None
    by = who(editing.language, last.actor_id) if last else ""
    raise DraftMoved(by=by, steps=abs(plan.revision - at_revision), step=plan.revision)


def _made(held: Held, step: PlanStep) -> Taken:
    """Return a step as kept and what it makes, a refusal told with names and a place."""
    before = held.states.at(step.n - 1)
    try:
        kept, made = taken_step(held, step)
        _require_home(before, kept, made[0])
    except EditRefused as error:
        names = names_in(held.states.first.state, before.state)
        raise placed(error, held.base, names) from error
    return kept, made


def _require_home(before: Reckoned, step: PlanStep, made: Reckoned) -> None:
    """Refuse a step that takes a grid onto another village's land without a reason.

    Steps that were kept are replayed as they are: what they break is told, and blocks the plan.

    Raises:
        LeavesVillage: values: grid, village, x_m, y_m.
    """
    known = {one.grid for one in before.broken if one.rule == VILLAGE}
    new = (
        one for one in made.broken if one.rule == VILLAGE and one.blocks and one.grid not in known
    )
    found = None if step.override else next(new, None)
    if found is None:
        return
    dropped(before.state, made.state)
    west, south, east, north = found.bounds
    village = before.state.grids[found.grid].village if found.grid in before.state.grids else None
    x_m, y_m = (west + east) / 2, (south + north) / 2
    raise LeavesVillage(grid=found.grid, village=village or "", x_m=x_m, y_m=y_m)
