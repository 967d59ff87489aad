"""Plans: begun, described, led along the approval chain; their edits are the drafts' business."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from geo.domain.chain import chain_from_json
from geo.domain.errors import BadValue, NotPermitted, Refused
from geo.domain.layers import Layer
from geo.domain.plans import (
    DEFAULT_CHAIN,
    DRAFT,
    IN_FORCE,
    Approval,
    ChainState,
    Plan,
    PlanReason,
    next_states,
)
from geo.domain.policy import Action, Actor, require
from geo.ports.store import Reading, Store
from geo.services.plan_base import UnusedCells, kept_as_base, unused_cells

CHAIN_SETTING = "plan_chain"
TITLE_LENGTH_MAX = 80
TEXT_LENGTH_MAX = 2_000


@dataclass(frozen=True, slots=True)
class PlanText:
    """What a plan says of itself: 标题, 文号, 依据, 调整原因, 说明."""

    title: str
    document_no: str = ""
    basis: str = ""
    reason: PlanReason | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChainMove:
    """To which state a plan is led, what is said with it, and the document's number (文号)."""

    to_state: str
    said: str = ""
    document_no: str = ""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A plan, its last move along the chain (None where it never moved), and its last 文号."""

    plan: Plan
    last: Approval | None
    document_no: str = ""


def chain_of(reading: Reading) -> tuple[ChainState, ...]:
    """Return the store's approval chain, the default one where it has none of its own."""
    kept = reading.settings().get(CHAIN_SETTING)
    return chain_from_json(json.loads(kept)) if kept else DEFAULT_CHAIN


@dataclass(frozen=True, slots=True)
class Plans:
    """Begins, lists and leads the plans of one store."""

    store: Store

    def listed(self, actor: Actor) -> Sequence[Plan]:
        """Return every plan, newest first.

        Raises:
            NotPermitted: the actor may not see plans.
        """
        require(actor, Action.VIEW_PLANS)
        return self.store.plans.listed()

    def lines(self, actor: Actor, most: int) -> Sequence[PlanLine]:
        """Return the newest plans, each with its last move along the chain (NotPermitted)."""
        require(actor, Action.VIEW_PLANS)
        newest = self.store.plans.listed()[:most]
        moves = [self.store.plans.approvals(plan.id) for plan in newest]
        return [_line(plan, own) for plan, own in zip(newest, moves, strict=True)]

    def plan(self, actor: Actor, plan_id: str) -> Plan:
        """Return one plan.

        Raises:
            NotPermitted: the actor may not see plans.
            NotFound: there is no such plan.
        """
        require(actor, Action.VIEW_PLANS)
        return self.store.plans.plan(plan_id)

    def approvals(self, actor: Actor, plan_id: str) -> Sequence[Approval]:
        """Return who led the plan where, oldest first (NotPermitted)."""
        require(actor, Action.VIEW_PLANS)
        return self.store.plans.approvals(plan_id)

    def chain(self, actor: Actor) -> tuple[ChainState, ...]:
        """Return the approval chain (NotPermitted)."""
        require(actor, Action.VIEW_PLANS)
        return chain_of(self.store)

    def begin(self, actor: Actor, said: PlanText, at: datetime) -> Plan:
        """Begin a draft on today's boundaries, which are kept as its base.

        Raises:
            NotPermitted: the actor may not edit plans.
            BadValue: the title is empty or a text too long.
            Refused: there are no grids to redraw.
        """
        require(actor, Action.EDIT_PLAN)
        title = _checked(said).title.strip()
        if not self.store.layers.count(Layer.GRIDS):
            raise Refused("no_grids")
        plan_id = secrets.token_hex(6)
        with self.store.write(actor, Action.EDIT_PLAN, plan_id, at) as transaction:
            with self.store.at_one_moment() as reading:
                base = kept_as_base(transaction, reading)
            plan = Plan(plan_id, title, DRAFT, base, actor.id, at)
            transaction.plans.put(_worded(plan, said))
            transaction.note("begun")
        return self.store.plans.plan(plan_id)

    def unused_cells(self, actor: Actor) -> UnusedCells | None:
        """Return why a plan begun now takes each grid as one cell, None where cells serve or lack.

        NotPermitted: the actor may not edit plans.
        """
        require(actor, Action.EDIT_PLAN)
        return unused_cells(self.store.layers)

    def describe(self, actor: Actor, plan_id: str, said: PlanText, at: datetime) -> Plan:
        """Change what a plan says of itself while it is not yet in force.

        Raises:
            NotPermitted, NotFound, BadValue: as above.
            Refused: the plan is or was in force.
        """
        with self.store.write(actor, Action.EDIT_PLAN, plan_id, at) as transaction:
            plan = self.store.plans.plan(plan_id)
            if plan.result_set is not None:
                raise Refused("plan_closed")
            transaction.plans.put(_worded(plan, _checked(said)))
            transaction.note("described")
        return self.store.plans.plan(plan_id)

    def ways_on(self, actor: Actor, plan_id: str) -> tuple[ChainState, ...]:
        """Return the states to which this actor may lead the plan now (NotPermitted, NotFound)."""
        require(actor, Action.VIEW_PLANS)
        ways = next_states(chain_of(self.store), self.store.plans.plan(plan_id).state)
        return tuple(one for one in ways if actor.role in one.roles)

    def lead(self, actor: Actor, plan_id: str, move: ChainMove, at: datetime) -> Plan:
        """Lead a plan to the next state or back to the draft; coming into force is elsewhere.

        Raises:
            NotPermitted: the chain does not give this step to the actor's role.
            NotFound: there is no such plan.
            Refused: the chain knows no such step from where the plan stands.
            BadValue: a text is too long, or the chain asks for a document number.
        """
        require_short(move)
        with self.store.write(actor, Action.MOVE_PLAN, plan_id, at) as transaction:
            plan = self.store.plans.plan(plan_id)
            require_way(chain_of(self.store), plan, move, actor)
            if move.to_state == IN_FORCE:
                raise Refused("publish_elsewhere")
            transaction.plans.put(replace(plan, state=move.to_state))
            transaction.plans.approve(approval(plan, move, actor, at))
            transaction.note(f"{plan.state} → {move.to_state}")
        return self.store.plans.plan(plan_id)


def approval(plan: Plan, move: ChainMove, actor: Actor, at: datetime) -> Approval:
    """Return the record of a move from where the plan stands."""
    said, number = move.said.strip(), move.document_no.strip()
    return Approval(plan.id, plan.state, move.to_state, actor.id, at, said, number)


def require_short(move: ChainMove) -> None:
    """Return when what is said with a move is short enough (BadValue otherwise)."""
    _within("said", move.said, TEXT_LENGTH_MAX)
    _within("document_no", move.document_no, TITLE_LENGTH_MAX)


def require_way(chain: Sequence[ChainState], plan: Plan, move: ChainMove, actor: Actor) -> None:
    """Return when the chain lets this actor lead the plan there.

    Raises:
        Refused: the chain knows no such step from where the plan stands.
        NotPermitted: it does not give the step to the actor's role.
        BadValue: the step asks for a document number.
    """
    ways = {one.code: one for one in next_states(chain, plan.state)}
    if move.to_state not in ways:
        raise Refused("no_such_step", state=plan.state, to_state=move.to_state)
    way = ways[move.to_state]
    if actor.role not in way.roles:
        raise NotPermitted(role=actor.role.value, action=Action.MOVE_PLAN.value)
    if way.needs_document_no and not move.document_no.strip():
        raise BadValue("document_no_missing", field="document_no", state=way.name or way.code)


def _line(plan: Plan, moves: Sequence[Approval]) -> PlanLine:
    numbers = [one.document_no for one in moves if one.document_no]
    number = plan.document_no or (numbers[-1] if numbers else "")
    return PlanLine(plan, moves[-1] if moves else None, number)


def _worded(plan: Plan, said: PlanText) -> Plan:
    return replace(
        plan,
        title=said.title.strip(),
        document_no=said.document_no.strip(),
        basis=said.basis.strip(),
        reason=said.reason,
        note=said.note.strip(),
    )


def _checked(said: PlanText) -> PlanText:
    if not said.title.strip():
        raise BadValue("title_empty", field="title")
    _within("title", said.title, TITLE_LENGTH_MAX)
    _within("document_no", said.document_no, TITLE_LENGTH_MAX)
    _within("basis", said.basis, TEXT_LENGTH_MAX)
    _within("note", said.note, TEXT_LENGTH_MAX)
    return said


def _within(field: str, value: str, limit: int) -> None:
    if len(value) > limit:
        raise BadValue("text_long", field=field, limit=limit)
