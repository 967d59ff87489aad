"""The name of the town, set by who may manage the store."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.policy import Action, is_permitted
from geo.messages import text
from geo.services.settings import TOWN_NAME
from geo.ui import choices, session, widgets
from geo.views.escaping import markdown

_SAVED = "town_saved"
_LONGEST = 40


def draw(container: Container) -> None:
    """Draw the form, where the actor may change the name."""
    language, actor = choices.language(), choices.actor()
    if not is_permitted(actor.role, Action.MANAGE_STORE):
        return
    with widgets.panel("town"):
        widgets.title(text(language, "data.town_title"))
        if saved := st.session_state.pop(_SAVED, ""):
            st.success(markdown(saved))
        with st.form(key="town", border=False):
            name = st.text_input(
                text(language, "data.town_name"),
                container.settings.current().town_name,
                placeholder=text(language, "data.town_hint"),
                max_chars=_LONGEST,
            )
            if st.form_submit_button(text(language, "data.town_save")):
                _save(container, name.strip())


def _save(container: Container, name: str) -> None:
    container.settings.change(choices.actor(), TOWN_NAME, name, session.wall_clock())
    key = "data.town_saved" if name else "data.town_cleared"
    st.session_state[_SAVED] = text(choices.language(), key, name=name)
    st.rerun()
