"""Which draft is open, kept in the URL as `plan`; and the way to a new one."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.plans import DRAFT, Plan
from geo.domain.policy import Action, is_permitted
from geo.messages import sentence, text
from geo.services.plans import TITLE_LENGTH_MAX, PlanText
from geo.ui import choices, filters, session
from geo.views.escaping import markdown

PLAN = "plan"
_FORM = "new_draft"
_TITLE = "new_draft_title"
_REFUSED = "new_draft_refused"
_TOLD = "new_draft_told"


def plan(container: Container) -> Plan | None:
    """Draw the choice of a draft and return the one that is open, None while there is none."""
    actor, language = choices.actor(), choices.language()
    known = {one.id: one for one in container.plans.listed(actor)}
    drafts = [one.id for one in known.values() if one.state == DRAFT]
    asked = choices.value(PLAN)
    if asked in known and asked not in drafts:
        drafts.append(asked)
    if not drafts:
        return None
    chosen = filters.select(
        PLAN,
        text(language, "borders.draft"),
        drafts,
        lambda one: known[one].title,
        default=drafts[0],
    )
    return known[chosen]


def any_plan(container: Container) -> Plan | None:
    """Return the plan that the URL names, in whatever state; else the newest, None without any."""
    known = {one.id: one for one in container.plans.listed(choices.actor())}
    asked = choices.value(PLAN)
    chosen = asked if asked in known else next(iter(known), None)
    if chosen is None:
        return None
    choices.stands(PLAN, chosen)
    return known[chosen]


def may_edit() -> bool:
    """Return whether this actor may begin and edit drafts; others see them."""
    return is_permitted(choices.actor().role, Action.EDIT_PLAN)


def popover_key(plan: Plan) -> str:
    """Return a key of the form's popover that changes with the draft: a new one finds it closed."""
    return f"{_FORM}_in_{plan.id}"


def begin_draft(container: Container) -> None:
    """Draw the form that begins a draft on today's boundaries."""
    language = choices.language()
    with st.form(_FORM, border=False):
        st.text_input(
            text(language, "borders.title"),
            key=_TITLE,
            max_chars=TITLE_LENGTH_MAX,
            placeholder=text(language, "borders.title_hint"),
        )
        st.form_submit_button(
            text(language, "borders.begin"), on_click=_begin, args=(container,), type="primary"
        )
    if refused := st.session_state.pop(_REFUSED, None):
        st.warning(markdown(refused))


def tell() -> None:
    """Draw, once, that the draft just begun leaves the store's cells out, and why."""
    if told := st.session_state.pop(_TOLD, None):
        st.warning(markdown(told))


def _begin(container: Container) -> None:
    said = PlanText(str(st.session_state[_TITLE]))
    try:
        begun = container.plans.begin(choices.actor(), said, session.wall_clock())
    except WanggeError as error:
        st.session_state[_REFUSED] = sentence(choices.language(), error)
    else:
        choices.put(**{PLAN: begun.id})
        if unused := container.plans.unused_cells(choices.actor()):
            st.session_state[_TOLD] = unused.words(choices.language())
