"""The wall on a page: one frame over everything, which goes on when the page is cut off."""

import streamlit as st

from geo.messages import text
from geo.services.links import LinkKind
from geo.ui import choices, identity

_LOADER = """
const module = import(location.origin + "/assets/js/wall_component.js");
export default async function (component) {
  return (await module).default(component);
}
"""
_wall = st.components.v2.component("wangge_wall", html='<div class="wall-host"></div>', js=_LOADER)
PACE = "pace"
"""How many times faster the tour goes, for tests and for a look at all scenes."""


def draw_over_everything() -> None:
    """Cover the page with the wall; it lives until the address is another page's."""
    _draw("wall", shape="")


def draw_in_box(shape: str) -> None:
    """Draw the wall in a box of that shape, such as 16/9."""
    _draw("wall_box", shape=shape)


def _draw(key: str, *, shape: str) -> None:
    language = choices.language()
    token = identity.link(LinkKind.WALL, {}).partition("?t=")[2]
    _wall(
        key=key,
        data={
            "key": f"{language.value}&{choices.actor().id}",
            "url": f"{LinkKind.WALL.value}/frame?t={token}",
            "pace": choices.value(PACE),
            "title": text(language, "wall.title"),
            "shape": shape,
        },
    )
