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


def offer(container: Container, plan: Plan) -> None:
    """Draw the way to carry a draft over where boundaries changed under it, else nothing."""
    if container.carrying.is_due(plan):
        with st.popover(text(choices.language(), "borders.carry"), type="primary"):
            draw(container, plan)
    elif told := st.session_state.pop(_TOLD, None):
        st.success(markdown(told))


def draw(container: Container, plan: Plan) -> None:
    """Draw what carrying a plan over would come to; nothing where it stands on today's."""
    language = choices.language()
    if told := st.session_state.pop(_TOLD, None):
        st.success(markdown(told))
    if not container.carrying.is_due(plan):
        return
    if refused := st.session_state.pop(_REFUSED, None):
        st.warning(markdown(refused))
    if not asked.may_edit():
        widgets.words(text(language, "borders.carry_why"))
        return
    _draw_steps(container, Editing(choices.actor(), plan.id, language))


def _draw_steps(container: Container, editing: Editing) -> None:
    language = editing.language
    seen = container.carrying.seen(editing)
    grids = text(language, "drafts.joiner").join(seen.grids)
    why = text(language, "borders.carry_changed", grids=grids) if grids else ""
    widgets.words(" ".join(one for one in (text(language, "borders.carry_why"), why) if one))
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
