"""Which backdrops maps offer: told, added and removed by who may manage the store."""

from collections.abc import Callable, Sequence

import streamlit as st

from geo.bootstrap import Container
from geo.domain.backdrops import Backdrop, BackdropKind
from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.domain.policy import Action, is_permitted
from geo.messages import sentence, text
from geo.services.backdrop_presets import TIANDITU, tianditu
from geo.services.backdrops import Configured
from geo.ui import choices, session, widgets
from geo.views.escaping import markdown

_DONE = "backdrop_done"
_PRESETS = tuple(f"tianditu_{kind}" for kind in TIANDITU[::-1])
_KINDS = (*_PRESETS, *(kind.value for kind in BackdropKind))


def draw(container: Container) -> None:
    """Draw the list and both forms, where the actor may change them."""
    language, actor = choices.language(), choices.actor()
    if not is_permitted(actor.role, Action.MANAGE_STORE):
        return
    with widgets.panel("backdrops"):
        widgets.title(text(language, "backdrops.title"))
        widgets.words(text(language, "backdrops.intro"))
        if done := st.session_state.pop(_DONE, ""):
            st.success(markdown(done))
        found = container.backdrops.configured(actor)
        for one in found:
            widgets.words(_line(language, one))
        if not found:
            widgets.words(text(language, "backdrops.none"))
        _draw_new(container, language)
        if found:
            _draw_gone(container, language, found)


def _line(language: Language, one: Configured) -> str:
    backdrop = one.backdrop
    return text(
        language,
        "backdrops.told",
        id=backdrop.id,
        name=backdrop.name,
        kind=backdrop.kind.value,
        host=backdrop.host(),
        state=text(language, f"backdrops.{one.key_state}"),
    )


def _draw_new(container: Container, language: Language) -> None:
    with st.form(key="backdrop_new", border=False):
        kind = st.selectbox(
            text(language, "backdrops.kind"),
            _KINDS,
            format_func=lambda one: text(language, f"backdrops.kind_{one}"),
            key="backdrop_kind",
        )
        label = text(language, "backdrops.key")
        key = st.text_input(label, type="password", key="backdrop_key", autocomplete="off")
        with st.expander(text(language, "backdrops.more")):
            said = {
                name: st.text_input(text(language, f"backdrops.{name}"), key=f"backdrop_{name}")
                for name in ("id", "name", "attribution", "approval")
            }
            addresses = st.text_area(text(language, "backdrops.addresses"), key="backdrop_lines")
            is_local = st.checkbox(text(language, "backdrops.is_local"), key="backdrop_local")
        if st.form_submit_button(text(language, "backdrops.save")):
            if kind in _PRESETS:
                asked = _preset(language, kind)
            else:
                lines = tuple(addresses.split())
                asked = Backdrop(
                    said["id"], said["name"], BackdropKind(kind), lines, said["attribution"],
                    said["approval"], is_local=is_local,
                )  # fmt: skip
            _put(container, asked, key.strip() or None)


def _preset(language: Language, kind: str) -> Backdrop:
    name, said = text(language, f"backdrops.{kind}"), text(language, "backdrops.tianditu_said")
    return tianditu(kind.removeprefix("tianditu_"), name, said)


def _put(container: Container, asked: Backdrop, key: str | None) -> None:
    put, now = container.backdrops.put, session.wall_clock()
    done = text(choices.language(), "backdrops.added", name=asked.name, id=asked.id)
    _do(lambda: put(choices.actor(), asked, key, now), done)


def _draw_gone(container: Container, language: Language, found: Sequence[Configured]) -> None:
    names = {one.backdrop.id: one.backdrop.name for one in found}
    with st.form(key="backdrop_gone", border=False):
        label = text(language, "backdrops.remove_which")
        gone = st.selectbox(label, list(names), format_func=names.__getitem__, key="backdrop_which")
        if st.form_submit_button(text(language, "backdrops.remove")):
            remove, now = container.backdrops.remove, session.wall_clock()
            done = text(language, "backdrops.removed", id=gone)
            _do(lambda: remove(choices.actor(), gone, now), done)


def _do(change: Callable[[], object], done: str) -> None:
    language = choices.language()
    try:
        change()
    except WanggeError as error:
        why = sentence(language, error)
        st.error(markdown(text(language, "backdrops.refused", why=why)))
        return
    st.session_state.pop("backdrop_key", None)
    st.session_state[_DONE] = done
    st.rerun()
