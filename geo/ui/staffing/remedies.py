"""The remedies for one grid, each with its arithmetic and a form to accept or decline it."""

from collections.abc import Mapping

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.domain.policy import Action, is_permitted
from geo.domain.records import Decision, Verdict
from geo.domain.staffing import ActionKind, GridNeed, StaffingAction
from geo.messages import numbers, sentence, text
from geo.messages.advice import reason_text
from geo.services.staffing_desk import TownStaffing
from geo.ui import choices, session, widgets
from geo.ui.staffing import record
from geo.views import card as card_view

_ADDS = frozenset({ActionKind.PART_TO_FULL, ActionKind.MOBILE_SUPPORT, ActionKind.HIRE})


def draw(container: Container, town: TownStaffing, need: GridNeed) -> None:
    """Draw the remedies in the order they are considered, with who decided what."""
    language, role = choices.language(), choices.actor().role
    widgets.title(text(language, "staffing_page.what_to_do"))
    actions = town.actions_for(need.code)
    if not actions:
        widgets.words(text(language, "staffing_page.nothing_to_do"))
        return
    may_decide = is_permitted(role, Action.DECIDE_SUGGESTION)
    if not may_decide:
        named = text(language, f"common.role_{role}")
        widgets.words(text(language, "staffing_page.may_not_decide", role=named))
    for number, action in enumerate(actions):
        shown = _shown(language, town, need, action, number)
        with st.container(key=f"remedy_{number}", gap="small"):
            st.html(shown)
            if may_decide:
                _draw_form(container, action, number)


def _shown(
    language: Language, town: TownStaffing, need: GridNeed, action: StaffingAction, number: int
) -> str:
    key = "effect_adds" if action.kind in _ADDS else "effect_saves"
    hours = numbers.decimal(action.hours_week)
    noise = "noise_note" if need.is_within_noise else "clear_note"
    detail = reason_text(language, action.detail, dict(town.names))
    one = card_view.ShownAction(
        kind=text(language, f"staffing.action_{action.kind}"),
        detail=f"{detail} {text(language, f'staffing_page.{noise}')}",
        effect=text(language, f"staffing_page.{key}", hours=hours),
        decided=_decided(language, town.decided, action),
    )
    return card_view.action(number, one)


def _decided(language: Language, decided: Mapping[str, Decision], action: StaffingAction) -> str:
    decision = decided.get(action.key)
    return record.line(language, decision) if decision else ""


def _draw_form(container: Container, action: StaffingAction, number: int) -> None:
    language = choices.language()
    with st.popover(text(language, "staffing_page.decide")):
        reason = f"reason_{action.key}"
        with st.form(key=f"decide_{number}", border=False, enter_to_submit=False):
            st.text_area(text(language, "staffing_page.reason"), key=reason, height=80)
            with widgets.row(f"verdicts_{number}"):
                accepted = st.form_submit_button(
                    text(language, "staffing_page.accept"), type="primary"
                )
                declined = st.form_submit_button(text(language, "staffing_page.decline"))
        if accepted or declined:
            verdict = Verdict.ACCEPTED if accepted else Verdict.DECLINED
            _decide(container, action, verdict, str(st.session_state[reason]))


def _decide(container: Container, action: StaffingAction, verdict: Verdict, reason: str) -> None:
    language = choices.language()
    try:
        container.decisions.decide(choices.actor(), action, verdict, reason, session.wall_clock())
    except WanggeError as error:
        st.warning(sentence(language, error))
        return
    st.toast(text(language, "staffing_page.recorded"))
    st.rerun()
