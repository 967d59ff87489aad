"""The top bar's search: any grid, area, station or named place, shown on the overview's map."""

from collections.abc import Sequence

import streamlit as st

from geo.bootstrap import Container
from geo.domain.policy import Action, is_permitted
from geo.messages import text
from geo.services.gazetteer import PlaceKind
from geo.services.lookup import FoundPlace
from geo.ui import choices, filters, navigation, widgets
from geo.views.escaping import markdown

SHOWN = 8
_OVERVIEW = "map/overview"


def draw(container: Container) -> None:
    """Draw the line to type in and, below the bar, what it finds."""
    language, actor = choices.language(), choices.actor()
    if not is_permitted(actor.role, Action.VIEW_MAP):
        return
    with st.container(key="search"):
        words = filters.words(
            choices.FIND,
            text(language, "shell.find"),
            text(language, "shell.find_hint"),
            is_label_hidden=True,
        )
        if words.strip():
            _draw_found(container.lookup.places(actor, words, SHOWN), words)


def _draw_found(found: Sequence[FoundPlace], words: str) -> None:
    with st.container(key="found_places"):
        for number, place in enumerate(found):
            if st.button(markdown(_label(place)), key=f"found_{number}", type="tertiary"):
                navigation.go(_OVERVIEW, **_target(place))
        if not found:
            widgets.words(text(choices.language(), "shell.found_nothing", words=words))


def _label(place: FoundPlace) -> str:
    language = choices.language()
    kind = text(language, f"shell.place_{place.kind}")
    named = (place.name, kind) if place.name == place.code else (place.name, kind, place.code)
    return " · ".join(named)


def _target(place: FoundPlace) -> dict[str, str]:
    if place.kind is PlaceKind.GRID:
        return {choices.GRID: place.code}
    return {choices.GRID: "", choices.AT: f"{place.lon_deg:.5f},{place.lat_deg:.5f}"}
