"""The boundary editor on a page: a frame that lives through every rerun and saves by itself."""

import streamlit as st

from geo.domain.plans import Plan
from geo.messages import text
from geo.services.links import LinkKind
from geo.ui import choices, identity
from geo.ui.map_component import layer_link

_LOADER = """
const module = import(location.origin + "/assets/js/editor_component.js");
export default async function (component) {
  return (await module).default(component);
}
"""
_editor = st.components.v2.component(
    "wangge_editor",
    html='<div class="editor-host"></div>',
    css=".editor-host { width: 100%; min-height: 520px; }",
    js=_LOADER,
)
_KEY = "borders_editor"
_CANNOT_DRAW = "browser_cannot_draw"


def draw(plan: Plan, height: str) -> None:
    """Draw the editor of one draft; steps go from it to the server, and never rerun the page."""
    language = choices.language()
    token = identity.link(LinkKind.DRAFT, {"plan": plan.id}).partition("?t=")[2]
    _editor(
        key=_KEY,
        data={
            "key": f"{plan.id}&{language.value}&{choices.actor().id}",
            "url": f"{LinkKind.DRAFT.value}/frame?t={token}",
            "token": token,
            "backdrop": layer_link(LinkKind.BACKDROP),
            "title": text(language, "borders.question"),
            "height": height,
        },
        on_renew_change=lambda: None,
        on_no_webgl_change=_note_no_webgl,
    )


def can_draw() -> bool:
    """Return whether this browser shows the map, as far as is known."""
    return not st.session_state.get(_CANNOT_DRAW, False)


def _note_no_webgl() -> None:
    st.session_state[_CANNOT_DRAW] = True
