"""Carrying a draft over to today's boundaries: what is kept, what is lost and why, and the go."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.plans import Plan
from geo.messages import sentence, text
from geo.services.draft_values import CarriedStep, Editing
from geo.ui import choices, widgets
from geo.ui.plan import asked
from geo.views.escaping import markdown

_CONFIRMED, _TOLD, _REFUSED = "carry_confirmed", "carry_told", "carry_refused"
_ASKED = "carry_asked"


def offer(container: Container, plan: Plan) -> None:
    """Draw for who edits the way to carry a draft over, where boundaries changed under it."""
    if asked.may_edit() and container.carrying.is_due(plan):
        with st.popover(text(choices.language(), "borders.carry"), type="primary"):
            draw(container, plan)


def tell() -> None:
    """Draw, once, that a draft was carried over."""
    if told := st.session_state.pop(_TOLD, None):
        st.success(markdown(told))


def draw(container: Container, plan: Plan) -> None:
    """Draw what carrying a plan over would come to; nothing where it stands on today's."""
    language = choices.language()
    if not container.carrying.is_due(plan):
        return
    if refused := st.session_state.pop(_REFUSED, None):
        st.warning(markdown(refused))
    widgets.words(text(language, "borders.carry_why"))
    if not asked.may_edit():
        return
    if st.session_state.get(_ASKED) != plan.id:
        label = text(language, "borders.carry_look")
        st.button(label, key="carry_look", on_click=_ask, args=(plan.id,))
        return
    with st.spinner(text(language, "borders.carry_works")):
        _draw_steps(container, Editing(choices.actor(), plan.id, language))


def _ask(plan_id: str) -> None:
    """Note that somebody wants to know: working it out takes seconds in a large town."""
    st.session_state[_ASKED] = plan_id


def _draw_steps(container: Container, editing: Editing) -> None:
    language = editing.language
    seen = container.carrying.seen(editing)
    if grids := text(language, "drafts.joiner").join(seen.grids):
        widgets.words(text(language, "borders.carry_changed", grids=grids))
    kept = [one for one in seen.steps if not one.why]
    if seen.lost:
        widgets.title(text(language, "borders.carry_lost", count=len(seen.lost)))
        for one in seen.lost:
            widgets.words(f"{_line(one)} — {one.why}")
    with st.expander(text(language, "borders.carry_kept", count=len(kept))):
        for one in kept:
            widgets.words(_line(one))
    if seen.lost:
        st.checkbox(text(language, "borders.carry_agreed"), key=_CONFIRMED)
    st.button(
        text(language, "borders.carry_go"),
        key="carry_over",
        type="primary",
        disabled=bool(seen.lost) and not st.session_state.get(_CONFIRMED, False),
        on_click=_carry,
        args=(container, editing, seen.stamp),
    )


def _line(step: CarriedStep) -> str:
    return f"{step.n} · {step.words}"


def _carry(container: Container, editing: Editing, stamp: str) -> None:
    try:
        begun = container.carrying.carry_over(editing, stamp)
    except WanggeError as error:
        st.session_state[_REFUSED] = sentence(editing.language, error)
        return
    st.session_state[_TOLD] = text(editing.language, "borders.carried", title=begun.title)
    choices.put(**{asked.PLAN: begun.id})
