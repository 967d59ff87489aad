"""A plan on its way: its chain, who said what when, the steps this actor may take, into force."""

from zoneinfo import ZoneInfo

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.domain.plans import DRAFT, IN_FORCE, Approval, ChainState, Plan
from geo.messages import has, sentence, text
from geo.messages.persons import who
from geo.services.draft_values import Editing
from geo.services.plans import ChainMove
from geo.ui import choices, session, widgets
from geo.views.escaping import markdown

_SAID, _NUMBER, _CONFIRMED = "plan_said", "plan_document_no", "plan_confirmed"
_TOLD, _REFUSED = "plan_told", "plan_refused"


def state_name(language: Language, state: ChainState | str) -> str:
    """Return what a state is called: the chain's own name, else the catalogue's, else its code."""
    if isinstance(state, ChainState) and state.name:
        return state.name
    code = state.code if isinstance(state, ChainState) else state
    return text(language, f"plans.state_{code}") if has(f"plans.state_{code}", language) else code


def draw(container: Container, plan: Plan) -> None:
    """Draw the chain with where the plan stands, the record, and the ways on."""
    language, actor = choices.language(), choices.actor()
    chain = container.plans.chain(actor)
    names = {one.code: state_name(language, one) for one in chain}
    widgets.title(text(language, "plans.chain"))
    widgets.words(" → ".join(names.values()))
    widgets.words(text(language, "plans.here", state=names.get(plan.state, plan.state)))
    _tell()
    _draw_ways(container, plan, names)
    widgets.title(text(language, "plans.history"))
    moves = container.plans.approvals(actor, plan.id)
    for one in reversed(moves):
        widgets.words(_line(container, language, one, names))
    if not moves:
        widgets.words(text(language, "plans.history_empty"))


def _tell() -> None:
    if told := st.session_state.pop(_TOLD, None):
        st.success(markdown(told))
    if refused := st.session_state.pop(_REFUSED, None):
        st.warning(markdown(refused))


def _draw_ways(container: Container, plan: Plan, names: dict[str, str]) -> None:
    language = choices.language()
    ways = container.plans.ways_on(choices.actor(), plan.id)
    if not ways:
        widgets.words(text(language, "plans.no_way"))
        return
    st.text_input(text(language, "plans.said"), key=_SAID)
    st.text_input(text(language, "plans.document_no"), key=_NUMBER)
    if any(one.code == IN_FORCE for one in ways):
        widgets.words(_consequence(container, plan))
        st.checkbox(text(language, "plans.confirm"), key=_CONFIRMED)
    with widgets.row("ways"):
        for way in ways:
            _draw_way(container, plan, way.code, names[way.code])


def _draw_way(container: Container, plan: Plan, code: str, name: str) -> None:
    language, is_publishing = choices.language(), code == IN_FORCE
    label = text(language, "plans.lead_to", state=name)
    if is_publishing or code == DRAFT:
        label = text(language, "plans.publish" if is_publishing else "plans.back")
    st.button(
        label,
        key=f"lead_{code}",
        type="secondary" if code == DRAFT else "primary",
        disabled=is_publishing and not st.session_state.get(_CONFIRMED, False),
        on_click=_publish if is_publishing else _lead,
        args=(container, plan.id, code),
    )


def _move(code: str) -> ChainMove:
    return ChainMove(code, str(st.session_state[_SAID]), str(st.session_state[_NUMBER]))


def _lead(container: Container, plan_id: str, code: str) -> None:
    try:
        container.plans.lead(choices.actor(), plan_id, _move(code), session.wall_clock())
        st.session_state[_SAID] = st.session_state[_NUMBER] = ""
    except WanggeError as error:
        st.session_state[_REFUSED] = sentence(choices.language(), error)


def _publish(container: Container, plan_id: str, code: str) -> None:
    language = choices.language()
    try:
        done = container.publishing.publish(
            choices.actor(), plan_id, _move(code), session.wall_clock()
        )
    except WanggeError as error:
        st.session_state[_REFUSED] = sentence(language, error)
        return
    st.session_state[_TOLD] = text(
        language,
        "plans.published",
        day=str(done.plan.in_force_from),
        made=len(done.grid_codes),
        retired=len(done.retired),
        staff=done.staff_moved,
    )


def _consequence(container: Container, plan: Plan) -> str:
    """Return what coming into force would change, in words."""
    language = choices.language()
    impact = container.drafts.open(Editing(choices.actor(), plan.id, language)).impact
    grids, households = len(impact.grids), impact.households_moved
    if households is None:
        return text(language, "plans.publish_unknown", grids=grids)
    return text(language, "plans.publish_what", grids=grids, households=households)


def _line(container: Container, language: Language, move: Approval, names: dict[str, str]) -> str:
    zone = ZoneInfo(container.snapshots.current().timezone)
    line = text(
        language,
        "plans.line",
        when=f"{move.at.astimezone(zone):%Y-%m-%d %H:%M}",
        who=who(language, move.actor_id),
        from_state=names.get(move.from_state, move.from_state),
        to_state=names.get(move.to_state, move.to_state),
    )
    said = " ".join(one for one in (move.document_no, move.said) if one)
    return text(language, "plans.line_said", line=line, said=said) if said else line
