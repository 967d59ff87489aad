"""Where a plan stands: its chain drawn as steps with who took them, and the whole record."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from geo.bootstrap import Container
from geo.domain.plans import DRAFT, SET_ASIDE, Approval, ChainState, Plan
from geo.messages import text
from geo.messages.chain_names import state_name, state_names
from geo.messages.persons import who
from geo.services.publish_preview import PublishPreview
from geo.ui import choices, widgets
from geo.ui.plan import publishing
from geo.ui.plan.listing import minute
from geo.views import chain_steps
from geo.views.chain_steps import Mark


def draw_chain(container: Container, plan: Plan, ahead: PublishPreview | None) -> None:
    """Draw the plan's title, its chain, and in a line what coming into force would change."""
    language, actor = choices.language(), choices.actor()
    chain = container.plans.chain(actor)
    names = state_names(language, chain)
    here = names.get(plan.state, plan.state)
    widgets.title(text(language, "plans.titled", title=plan.title, state=here))
    moves = container.plans.approvals(actor, plan.id)
    zone = ZoneInfo(container.snapshots.current().timezone)
    st.html(chain_steps.chain(_steps(chain, plan, moves, zone)))
    if ahead is not None and ahead.is_changed and ahead.conflict is None:
        widgets.words(publishing.consequence(ahead))


def draw_record(container: Container, plan: Plan) -> None:
    """Draw who led the plan where and what he said, newest first."""
    language, actor = choices.language(), choices.actor()
    names = state_names(language, container.plans.chain(actor))
    zone = ZoneInfo(container.snapshots.current().timezone)
    widgets.title(text(language, "plans.history"))
    moves = container.plans.approvals(actor, plan.id)
    for one in reversed(moves):
        widgets.words(_line(one, names, zone))
    if not moves:
        widgets.words(text(language, "plans.history_empty"))


def _steps(
    chain: Sequence[ChainState], plan: Plan, moves: Sequence[Approval], zone: ZoneInfo
) -> list[chain_steps.Step]:
    codes = [one.code for one in chain]
    position = codes.index(plan.state) if plan.state in codes else -1
    taken = _taken(moves)
    return [
        chain_steps.Step(
            state_name(choices.language(), one),
            Mark.DONE if n < position else Mark.HERE if n == position else Mark.AHEAD,
            _lines(one, plan, taken.get(one.code) if n <= position else None, zone)
            if n <= position
            else _ahead(one),
        )
        for n, one in enumerate(chain)
    ]


def _taken(moves: Sequence[Approval]) -> dict[str, Approval]:
    """Return the last move into each state since the plan was last a draft."""
    found = dict[str, Approval]()
    for one in moves:
        if one.to_state in (DRAFT, SET_ASIDE):
            found.clear()
        found[one.to_state] = one
    return found


def _lines(state: ChainState, plan: Plan, move: Approval | None, zone: ZoneInfo) -> list[str]:
    language = choices.language()
    if move is None and state.code == DRAFT:
        return [who(language, plan.created_by), minute(plan.created_at, zone)]
    if move is None:
        return []
    told = [who(language, move.actor_id), minute(move.at, zone), move.document_no]
    return [one for one in told if one]


def _ahead(state: ChainState) -> list[str]:
    language = choices.language()
    if not state.roles:
        return []
    roles = sorted(text(language, f"common.role_{role.value}") for role in state.roles)
    return [text(language, "plans.by_roles", roles=text(language, "chain.and").join(roles))]


def _line(move: Approval, names: dict[str, str], zone: ZoneInfo) -> str:
    language = choices.language()
    line = text(
        language,
        "plans.line",
        when=minute(move.at, zone),
        who=who(language, move.actor_id),
        from_state=names.get(move.from_state, move.from_state),
        to_state=names.get(move.to_state, move.to_state),
    )
    said = " ".join(one for one in (move.document_no, move.said) if one)
    return text(language, "plans.line_said", line=line, said=said) if said else line
