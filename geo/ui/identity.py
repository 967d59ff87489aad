"""Who is signed in, as the page shows it: name and way out in the bar, links of this session.

A session is looked up in the store each time, never remembered: callbacks run before the script.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

import streamlit as st

from geo.domain.errors import SignInRefused
from geo.domain.policy import LOCAL_ACTORS
from geo.messages import sentence, text
from geo.services.access import session_reference
from geo.services.links import Claim, LinkKind
from geo.services.view_choice import BOUNDS
from geo.ui import choices, session
from geo.views.escaping import markdown

_LOADER = """
const module = import(location.origin + "/assets/js/person.js");
export default async function (component) {
  return (await module).default(component);
}
"""
_person = st.components.v2.component(
    "wangge_person",
    html='<span class="who"><a class="name" target="_self"></a><small class="role"></small></span>'
    '<button type="button" class="out"></button>',
    css="""
    :host > div { display: flex; align-items: center; gap: 10px; white-space: nowrap; }
    .who { display: inline-flex; align-items: baseline; gap: 6px; }
    .name { color: #1B2430; font-size: 14px; text-decoration: none; }
    .name:hover { color: #1F6FB2; text-decoration: underline; }
    .role { color: #5B6776; font-size: 12px; }
    .out { font: inherit; font-size: 14px; color: #5B6776; background: none; cursor: pointer;
      border: 1px solid #E3E7EC; border-radius: 6px; padding: 3px 10px; margin-left: 10px; }
    .out:hover, .out:focus-visible { border-color: #1F6FB2; color: #1F6FB2; }
    @media (max-width: 640px) { .who { display: none; } .out { margin-left: 0; } }
    """,
    js=_LOADER,
)
_leave = st.components.v2.component("wangge_leave", html="<span></span>", js=_LOADER)
_WHO = "signed_in_as"
_CHANGE_PAGE = "/sign-in/password"


def require() -> None:
    """Return when somebody may act here; what an earlier account left in the page is forgotten.

    Raises:
        SignInRefused: there are accounts, and the browser has no live session.
    """
    name = choices.actor().id if is_signed_in() else ""
    if st.session_state.get(_WHO, name) != name:
        st.session_state.clear()
    st.session_state[_WHO] = name


def is_signed_in() -> bool:
    """Return whether an account acts, not a local person (SignInRefused: nobody does)."""
    return choices.actor() not in LOCAL_ACTORS


def link(kind: LinkKind, chosen: Mapping[str, str]) -> str:
    """Return a signed link of this session, in the language and on the boundaries of the page.

    Raises:
        NotPermitted: the actor's role may not see this kind.
    """
    actor = choices.actor()
    made_in = "" if actor in LOCAL_ACTORS else session_reference(session.secret())
    shown = {BOUNDS: choices.value(BOUNDS), **chosen}
    claim = Claim(kind, actor, choices.language(), shown, made_in)
    return session.container().links.path(claim, session.wall_clock_s())


def draw_person() -> None:
    """Draw who is signed in, the way to another password, and the way out."""
    language, actor = choices.language(), choices.actor()
    asked = urlencode({"name": actor.id, "lang": language.value})
    words = {
        "name": actor.id,
        "role": text(language, f"common.role_{actor.role}"),
        "title": text(language, "sign_in.change_title"),
        "password": f"{_CHANGE_PAGE}?{asked}",
        "out": text(language, "sign_in.sign_out"),
    }
    _person(key="person", data=words, width="content", height="content")


def leave(error: SignInRefused) -> None:
    """Say that the session has ended, and let the page leave for the sign-in page."""
    st.warning(markdown(sentence(choices.language(), error)))
    _leave(key="leave", data={"leave": True}, height="content")
