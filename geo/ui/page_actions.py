"""What can be done with a whole view: open its printed page, copy its link for a colleague."""

from urllib.parse import urlencode

import streamlit as st

from geo.domain.policy import is_permitted
from geo.messages import text
from geo.services.links import ACTION_FOR, LinkKind
from geo.ui import choices, identity

_LOADER = """
const module = import(location.origin + "/assets/js/copy_link.js");
export default async function (component) {
  return (await module).default(component);
}
"""
_copy = st.components.v2.component("wangge_copy_link", html='<div class="shell"></div>', js=_LOADER)


def copy_link(**changes: str) -> None:
    """Draw the button that copies the address of the view as it stands, after its filters.

    `changes` put what stays true in place of what depends on the day it is opened.
    """
    language = choices.language()
    words = {
        "label": text(language, "overview.copy_link"),
        "done": text(language, "overview.copied"),
        "query": urlencode(choices.shared(**changes)),
    }
    _copy(key="copy_link", data=words, width="content", height="content")


def open_brief(label: str, **chosen: str) -> None:
    """Draw the link that opens the month's printed page, where the actor may see it."""
    if is_permitted(choices.actor().role, ACTION_FOR[LinkKind.BRIEF]):
        st.link_button(label, identity.link(LinkKind.BRIEF, chosen))
