"""What a plan says of itself: read by all who may see plans, written by who may edit them."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.domain.plans import Plan, PlanReason
from geo.domain.policy import Action, is_permitted
from geo.messages import sentence, text
from geo.services.plans import TEXT_LENGTH_MAX, TITLE_LENGTH_MAX, PlanText
from geo.ui import choices, session, widgets
from geo.views.escaping import markdown
from geo.views.facts import Fact, facts

_REASONS = (None, *PlanReason)
_AREA_PX = 80
_FIELDS = ("title", "document_no", "basis", "note")
_FORM, _TOLD, _REFUSED = "plan_texts", "plan_text_told", "plan_text_refused"


def draw(container: Container, plan: Plan) -> None:
    """Draw the texts, as a form where this actor may change them."""
    language = choices.language()
    widgets.title(text(language, "plans.texts"))
    if told := st.session_state.pop(_TOLD, None):
        st.success(markdown(told))
    if refused := st.session_state.pop(_REFUSED, None):
        st.warning(markdown(refused))
    is_closed = plan.result_set is not None
    if is_closed:
        widgets.words(text(language, "plans.closed"))
    if is_closed or not is_permitted(choices.actor().role, Action.EDIT_PLAN):
        _draw_read(language, plan)
    else:
        _draw_form(container, language, plan)


def _draw_read(language: Language, plan: Plan) -> None:
    told = {name: getattr(plan, name) for name in _FIELDS}
    told["reason"] = _reason_name(language, plan.reason)
    lines = [Fact(text(language, f"plans.{name}"), one) for name, one in told.items() if one]
    st.html(facts(lines))


def _draw_form(container: Container, language: Language, plan: Plan) -> None:
    with st.form(_FORM, border=False):
        for name in ("title", "document_no"):
            label = text(language, f"plans.{name}")
            value = getattr(plan, name)
            st.text_input(label, value, max_chars=TITLE_LENGTH_MAX, key=_key(plan, name))
        st.selectbox(
            text(language, "plans.reason"),
            _REASONS,
            index=_REASONS.index(plan.reason),
            format_func=lambda one: _reason_name(language, one),
            key=_key(plan, "reason"),
        )
        for name in ("basis", "note"):
            label = text(language, f"plans.{name}")
            value = getattr(plan, name)
            st.text_area(
                label, value, max_chars=TEXT_LENGTH_MAX, key=_key(plan, name), height=_AREA_PX
            )
        st.form_submit_button(text(language, "plans.save"), on_click=_save, args=(container, plan))


def _save(container: Container, plan: Plan) -> None:
    language, state = choices.language(), st.session_state
    fields = {name: str(state[_key(plan, name)]) for name in _FIELDS}
    said = PlanText(**fields, reason=state[_key(plan, "reason")])
    try:
        container.plans.describe(choices.actor(), plan.id, said, session.wall_clock())
    except WanggeError as error:
        state[_REFUSED] = sentence(language, error)
    else:
        state[_TOLD] = text(language, "plans.saved")


def _key(plan: Plan, name: str) -> str:
    return f"plan_{plan.id}_{name}"


def _reason_name(language: Language, reason: PlanReason | None) -> str:
    return text(language, f"plans.reason_{reason or 'none'}")
