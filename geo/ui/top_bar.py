"""The bar above every page: product, town, demo badge, date of the figures, language, person."""

from urllib.parse import urlencode

import streamlit as st

from geo.bootstrap import Container
from geo.domain.kinds import Language, Role
from geo.domain.layers import Layer
from geo.messages import text
from geo.services.town_name import town_name
from geo.ui import choices, filters, identity, place_search
from geo.views import top_bar as view

_TOWN = "town_standing"


def draw(container: Container) -> None:
    """Draw the bar."""
    language = choices.language()
    settings = container.store.settings()
    with st.container(key="top_bar", horizontal=True, vertical_alignment="center"):
        st.html(
            view.identity(
                product=text(language, "common.product"),
                town=_town(container) or text(language, "shell.town_unnamed"),
                badge=text(language, "common.demo") if settings.get("is_demo") == "1" else "",
            ),
        )
        place_search.draw(container)
        st.html(view.standing(_standing(container, language)), width="stretch")
        st.html(_switch(language), width="content")
        if identity.is_signed_in():
            identity.draw_person()
        else:
            _draw_local_person(language)


def _town(container: Container) -> str:
    """Return the town's name, looked up once for each state of the store."""
    store = container.store
    revision = store.layers.revision
    state = (revision(Layer.GRIDS), revision(Layer.AREAS), store.settings_revision())
    if st.session_state.get(_TOWN, ((), ""))[0] != state:
        st.session_state[_TOWN] = (state, town_name(store))
    return str(st.session_state[_TOWN][1])


def _draw_local_person(language: Language) -> None:
    filters.select(
        choices.PERSON,
        text(language, "shell.person"),
        tuple(Role),
        lambda role: text(language, f"common.role_{role}"),
        default=choices.actor().role,
        is_label_hidden=True,
    )


def _standing(container: Container, language: Language) -> str:
    now = container.snapshots.current().now
    return text(language, "shell.standing", day=f"{now:%Y-%m-%d}")


def _switch(language: Language) -> str:
    links = [
        (text(language, f"common.language_{one}"), _address(one), one is language)
        for one in (Language.ZH_CN, Language.EN)
    ]
    return view.switch(links)


def _address(language: Language) -> str:
    kept = dict(st.query_params.to_dict()) | {choices.LANGUAGE: language.value}
    return "?" + urlencode(kept)
