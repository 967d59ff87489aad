"""What surrounds every page: settings of the window, top bar, navigation, refusals in words."""

import streamlit as st
from streamlit.navigation.page import Page

from geo.domain.errors import SignInRefused, WanggeError
from geo.messages import sentence, text
from geo.ui import bounds, choices, identity, navigation, session, top_bar
from geo.views.escaping import markdown


def run() -> None:
    """Draw the frame and the page that the address names."""
    with session.one_run():
        _run()


def _run() -> None:
    choices.begin()
    language = choices.language()
    pages = navigation.streamlit_pages()
    page = st.navigation(list(pages.values()), position="hidden")
    product = text(language, "common.product")
    st.set_page_config(page_title=f"{page.title} · {product}", layout="wide")
    try:
        identity.require()
        if not navigation.is_bare(page):
            _draw_around(pages)
        navigation.require_permitted(page)
        page.run()
    except SignInRefused as error:
        identity.leave(error)
    except WanggeError as error:
        st.warning(markdown(sentence(language, error)))


def _draw_around(pages: dict[str, Page]) -> None:
    bounds.settle()
    top_bar.draw(session.container())
    navigation.draw(pages)
    if missing := choices.value(choices.MISSING):
        words = text(choices.language(), "shell.page_missing", name=missing)
        st.warning(markdown(words))
