"""On which boundaries the pages stand: the choice of it, and the mark while it is not today's."""

import streamlit as st

from geo.domain.errors import WanggeError
from geo.messages import sentence, text
from geo.messages.view_words import view_words
from geo.services.view_choice import BOUNDS, View
from geo.ui import choices, filters, session
from geo.views.escaping import markdown

_WAY_BACK = "bounds_back"


def settle() -> None:
    """Draw the mark of the view that the URL names; one that cannot be shown is said and left."""
    name = choices.value(BOUNDS)
    if not name:
        return
    try:
        view = session.container_on("").view_choice.view(choices.actor(), name)
    except WanggeError as error:
        choices.put(**{BOUNDS: ""})
        refused = sentence(choices.language(), error)
        st.warning(markdown(text(choices.language(), "bounds.refused", refused=refused)))
        return
    _draw_mark(view)


def words(view: View) -> str:
    """Return how a view is called."""
    title = view.plan.title if view.plan else None
    return view_words(choices.language(), view.day, title, has_figures=view.has_figures)


def draw_choice() -> None:
    """Draw the choice of boundaries: today's, those of an earlier day, a plan's."""
    language, container = choices.language(), session.container()
    offered = {one.name: one for one in container.view_choice.offered(choices.actor())}
    here = choices.value(BOUNDS)
    if here not in offered:
        offered[here] = container.view_choice.view(choices.actor(), here)
    filters.select(
        BOUNDS, text(language, "bounds.choice"), tuple(offered), lambda one: words(offered[one])
    )
    st.text_input(
        text(language, "bounds.other_day"),
        key="bounds_day",
        placeholder=text(language, "bounds.other_day_hint"),
        on_change=_take_day,
    )


def _take_day() -> None:
    if day := str(st.session_state["bounds_day"]).strip():
        choices.put(**{BOUNDS: day})


def _draw_mark(view: View) -> None:
    language = choices.language()
    with st.container(key="bounds_mark", horizontal=True, vertical_alignment="center"):
        key = "bounds.mark_day" if view.day and view.has_figures else "bounds.mark_borders"
        key = "bounds.mark_plan" if view.plan else key
        st.markdown(markdown(text(language, key, view=words(view))), width="stretch")
        st.button(
            text(language, "bounds.back"),
            key=_WAY_BACK,
            on_click=choices.put,
            kwargs={BOUNDS: ""},
        )
