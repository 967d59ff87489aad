"""Bringing a plan into force: what it would do, the confirmation, the wait, what came of it."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.plans import Plan
from geo.messages import sentence, text
from geo.services.plans import ChainMove
from geo.services.publish_preview import PublishPreview
from geo.services.publishing import Published
from geo.ui import choices, navigation, session, widgets
from geo.ui.plan import shape_words
from geo.views.escaping import markdown

_ASKED, _DONE, _REFUSED = "publish_asked", "publish_done", "publish_refused"


def tell(plan: Plan) -> None:
    """Draw what came of the last publication of this plan, once."""
    language = choices.language()
    told: tuple[str, str] | None = st.session_state.get(_DONE)
    if told and told[0] == plan.id:
        del st.session_state[_DONE]
        st.success(markdown(told[1]))
        navigation.link("map/overview", text(language, "plans.see_new"), bounds="")
    refused: tuple[str, str] | None = st.session_state.get(_REFUSED)
    if refused and refused[0] == plan.id:
        del st.session_state[_REFUSED]
        st.warning(markdown(refused[1]))


def confirm(plan: Plan, ahead: PublishPreview | None) -> bool:
    """Draw the confirmation and return whether the plan may be brought into force now."""
    language = choices.language()
    is_ready = ahead is not None and ahead.is_ready
    if not is_ready:
        widgets.words(text(language, "plans.not_ready"))
    key = f"publish_confirmed_{plan.id}"
    return st.checkbox(text(language, "plans.confirm"), key=key, disabled=not is_ready) and is_ready


def draw_button(plan: Plan, *, is_confirmed: bool) -> None:
    """Draw the button that asks for a plan to be brought into force."""
    st.button(
        text(choices.language(), "plans.publish"),
        key="lead_in_force",
        type="primary",
        disabled=not is_confirmed,
        on_click=_ask,
        args=(plan.id,),
    )


def is_asked(plan: Plan) -> bool:
    """Return, once, whether the button was pressed, whatever has come in between since."""
    if st.session_state.get(_ASKED) != plan.id:
        return False
    del st.session_state[_ASKED]
    return True


def _ask(plan_id: str) -> None:
    st.session_state[_ASKED] = plan_id


def publish(container: Container, plan: Plan, move: ChainMove) -> None:
    """Bring a plan into force, waiting in words, and draw the page anew with what came of it."""
    with st.spinner(text(choices.language(), "plans.publishing")):
        _publish(container, plan, move)
    st.rerun()


def consequence(ahead: PublishPreview) -> str:
    """Return what coming into force would change, in words."""
    language, impact = choices.language(), ahead.impact
    grids, households = len(impact.grids), impact.households_moved
    if impact.is_few:
        return text(language, "plans.publish_few", grids=grids)
    if households is None:
        return text(language, "plans.publish_unknown", grids=grids)
    return text(language, "plans.publish_what", grids=grids, households=households)


def _publish(container: Container, plan: Plan, move: ChainMove) -> None:
    language = choices.language()
    try:
        done = container.publishing.publish(choices.actor(), plan.id, move, session.wall_clock())
    except WanggeError as error:
        st.session_state[_REFUSED] = plan.id, sentence(language, error)
    else:
        st.session_state[_DONE] = plan.id, _told(done)


def _told(done: Published) -> str:
    language = choices.language()
    words = text(
        language,
        "plans.published",
        day=str(done.plan.in_force_from),
        made=len(done.grid_codes),
        retired=len(done.retired),
        staff=done.staff_moved,
    )
    if shape_words.is_told(done.shapes):
        words = f"{words} {shape_words.told(done.shapes)}"
    if not done.grid_codes:
        return words
    codes = text(language, "chain.and").join(done.grid_codes.values())
    return f"{words} {text(language, 'plans.published_codes', codes=codes)}"
