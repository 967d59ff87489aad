"""The steps that this actor may take with a plan now; coming into force asks to be confirmed."""

from collections.abc import Sequence

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.plans import DRAFT, IN_FORCE, SET_ASIDE, ChainState, Plan, next_states
from geo.messages import sentence, text
from geo.messages.chain_names import state_name
from geo.services.plans import TEXT_LENGTH_MAX, TITLE_LENGTH_MAX, ChainMove
from geo.services.publish_preview import PublishPreview
from geo.ui import choices, session, widgets
from geo.ui.plan import publishing
from geo.views.escaping import markdown

_REFUSED = "plan_refused"


def draw(container: Container, plan: Plan, ahead: PublishPreview | None) -> None:
    """Draw the ways on, with what is said and the number they go along with."""
    language = choices.language()
    widgets.title(text(language, "plans.next"))
    if refused := st.session_state.pop(_REFUSED, None):
        st.warning(markdown(refused))
    actor = choices.actor()
    ways = container.plans.ways_on(actor, plan.id)
    if waited := _waited_for(next_states(container.plans.chain(actor), plan.state), ways):
        widgets.words(waited)
    if ways:
        _draw_ways(container, plan, ahead, ways)
    else:
        is_over = plan.result_set is not None
        widgets.words(text(language, "plans.finished" if is_over else "plans.no_way"))


def _draw_ways(
    container: Container,
    plan: Plan,
    ahead: PublishPreview | None,
    ways: tuple[ChainState, ...],
) -> None:
    _draw_words(plan, ways)
    publishes = any(one.code == IN_FORCE for one in ways)
    is_confirmed = publishes and publishing.confirm(plan, ahead)
    wait = st.container()
    with widgets.row("ways"):
        if publishes:
            publishing.draw_button(plan, is_confirmed=is_confirmed)
        for way in ways:
            if way.code != IN_FORCE:
                _draw_way(container, plan, way)
    if publishing.is_asked(plan):
        with wait:
            publishing.publish(container, plan, _move(plan, IN_FORCE))


def _waited_for(onward: Sequence[ChainState], ways: Sequence[ChainState]) -> str:
    """Return whose turn it is where it is not this actor's; empty where it is, or nobody's."""
    if not onward or onward[0] in ways or onward[0].code == DRAFT:
        return ""
    language = choices.language()
    roles = sorted(text(language, f"common.role_{role.value}") for role in onward[0].roles)
    told = text(language, "chain.and").join(roles)
    return text(language, "plans.turn", state=state_name(language, onward[0]), roles=told)


def _draw_words(plan: Plan, ways: tuple[ChainState, ...]) -> None:
    language = choices.language()
    needed = [state_name(language, one) for one in ways if one.needs_document_no]
    label = text(language, "plans.document_no")
    if needed:
        label = text(language, "plans.document_no_needed", state=needed[0])
    said, number = st.columns([0.6, 0.4], gap="small")
    said.text_input(text(language, "plans.said"), key=_key(plan, "said"), max_chars=TEXT_LENGTH_MAX)
    number.text_input(markdown(label), key=_key(plan, "number"), max_chars=TITLE_LENGTH_MAX)


def _draw_way(container: Container, plan: Plan, way: ChainState) -> None:
    language = choices.language()
    label = text(language, "plans.lead_to", state=state_name(language, way))
    if way.code == DRAFT:
        label = text(language, "plans.resume" if plan.state == SET_ASIDE else "plans.back")
    elif way.code == SET_ASIDE:
        label = text(language, "plans.set_aside")
    st.button(
        markdown(label),
        key=f"lead_{way.code}",
        type="secondary" if way.code in (DRAFT, SET_ASIDE) else "primary",
        on_click=_lead,
        args=(container, plan, way.code),
    )


def _key(plan: Plan, name: str) -> str:
    """Return a widget's key of its own for each plan: what is typed for one goes to no other."""
    return f"lead_{name}_{plan.id}"


def _move(plan: Plan, code: str) -> ChainMove:
    said, number = (str(st.session_state.get(_key(plan, name), "")) for name in ("said", "number"))
    return ChainMove(code, said, number)


def _lead(container: Container, plan: Plan, code: str) -> None:
    try:
        container.plans.lead(choices.actor(), plan.id, _move(plan, code), session.wall_clock())
    except WanggeError as error:
        st.session_state[_REFUSED] = sentence(choices.language(), error)
        return
    for name in ("said", "number"):
        st.session_state[_key(plan, name)] = ""
