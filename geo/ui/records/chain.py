"""The approval chain as a table to fill in: names, who takes each step, what it asks for."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.bootstrap import Container
from geo.domain.chain import NAME_LENGTH_MAX, chain_to_json, movers
from geo.domain.errors import WanggeError
from geo.domain.kinds import Language, Role
from geo.domain.plans import DRAFT, IN_FORCE, REPLACED, ChainState
from geo.messages import sentence, text
from geo.messages.chain_names import state_name
from geo.services.chain_setting import TownChain
from geo.ui import choices, session, widgets
from geo.views.escaping import markdown

_TOLD, _REFUSED = "chain_told", "chain_refused"
_ENDS = (DRAFT, IN_FORCE, REPLACED)
_WIDTHS = (0.21, 0.19, 0.25, 0.25, 0.1)
_NEW = "chain_new"
_TABLE = "chain_table"


def draw(container: Container) -> None:
    """Draw the chain in use, the form to change it, and the way back to the default."""
    language = choices.language()
    chain = container.chain_setting.current(choices.actor())
    widgets.title(text(language, "chain.title"))
    widgets.words(text(language, "chain.is_own" if chain.is_own else "chain.is_default"))
    widgets.words(text(language, "chain.intro"))
    if told := st.session_state.pop(_TOLD, None):
        st.success(markdown(told))
    if refused := st.session_state.pop(_REFUSED, None):
        st.warning(markdown(refused))
    with st.form(_TABLE, border=False):
        for number, state in enumerate(chain.states, 1):
            _draw_state(language, number, state)
        _draw_new(language, chain)
        st.form_submit_button(
            text(language, "chain.save"), type="primary", on_click=_save, args=(container, chain)
        )
    if chain.is_own:
        reset = text(language, "chain.reset")
        st.button(reset, key="chain_reset", on_click=_reset, args=(container,))


def _draw_state(language: Language, number: int, state: ChainState) -> None:
    name, name_en, roles, asks, gone = _columns()
    usual = state_name(language, replace(state, name="", name_en=""))
    name.text_input(
        markdown(text(language, "chain.step", number=number, name=state_name(language, state))),
        state.name,
        key=_key(state.code, "name"),
        placeholder=usual,
        max_chars=NAME_LENGTH_MAX,
    )
    label, key = text(language, "chain.name_en"), _key(state.code, "name_en")
    name_en.text_input(label, state.name_en, key=key, max_chars=NAME_LENGTH_MAX)
    with roles:
        _draw_roles(language, state.code, state.roles)
    with asks, widgets.row(f"chain_asks_{state.code}"):
        _draw_asks(language, state)
    if state.code not in _ENDS:
        gone.checkbox(text(language, "chain.remove"), key=_key(state.code, "remove"))


def _draw_roles(language: Language, code: str, taken: frozenset[Role]) -> None:
    if code == REPLACED:
        widgets.words(text(language, "chain.by_itself_long"))
        return
    widgets.words(text(language, "chain.role_draft" if code == DRAFT else "chain.roles"))
    with widgets.row(f"chain_roles_{code}"):
        for role in movers(code):
            named = text(language, f"common.role_{role.value}")
            st.checkbox(named, role in taken, key=_key(code, role.value))


def _draw_asks(language: Language, state: ChainState) -> None:
    if state.code in (DRAFT, REPLACED):
        return
    asked = {"number": ("chain.needs_number", state.needs_document_no)}
    if state.code != IN_FORCE:
        asked["back"] = ("chain.may_go_back", state.may_go_back)
    for field, (label, is_set) in asked.items():
        st.checkbox(text(language, label), is_set, key=_key(state.code, field))


def _draw_new(language: Language, chain: TownChain) -> None:
    widgets.title(text(language, "chain.add_title"))
    name, name_en, roles, after, _ = _columns()
    for side, field in ((name, "name"), (name_en, "name_en")):
        label = text(language, f"chain.{field}")
        side.text_input(label, key=_key(_NEW, field), max_chars=NAME_LENGTH_MAX)
    with roles:
        _draw_roles(language, _NEW, frozenset())
    names = {one.code: state_name(language, one) for one in chain.states}
    after.selectbox(
        text(language, "chain.add_after"),
        [code for code in names if code not in (IN_FORCE, REPLACED)],
        format_func=lambda code: names[code],
        key=_key(_NEW, "after"),
    )


def _columns() -> Sequence[DeltaGenerator]:
    return st.columns(_WIDTHS, gap="small", vertical_alignment="bottom")


def _key(code: str, field: str) -> str:
    return f"chain_{code}_{field}"


def _said(code: str, field: str) -> str:
    return str(st.session_state.get(_key(code, field), "")).strip()


def _is_set(code: str, field: str, *, default: bool) -> bool:
    return bool(st.session_state.get(_key(code, field), default))


def _filled(chain: TownChain) -> list[ChainState]:
    """Return the states as the form has them, those removed left out, a new one in its place."""
    found = list[ChainState]()
    for one in chain.states:
        if not _is_set(one.code, "remove", default=False):
            found.append(_as_filled(one.code, one))
        if _said(_NEW, "name") and _said(_NEW, "after") == one.code:
            code = _free_code([known.code for known in chain.states])
            found.append(replace(_as_filled(_NEW, ChainState(code, frozenset())), code=code))
    return found


def _as_filled(key: str, state: ChainState) -> ChainState:
    roles = frozenset(role for role in movers(key) if _is_set(key, role.value, default=False))
    return ChainState(
        code=state.code,
        roles=roles,
        name=_said(key, "name"),
        name_en=_said(key, "name_en"),
        needs_document_no=_is_set(key, "number", default=False),
        may_go_back=_is_set(key, "back", default=True),
    )


def _free_code(known: Sequence[str]) -> str:
    number = 1
    while f"step_{number}" in known:
        number += 1
    return f"step_{number}"


def _save(container: Container, chain: TownChain) -> None:
    language, values = choices.language(), chain_to_json(_filled(chain))
    try:
        kept = container.chain_setting.change(choices.actor(), values, session.wall_clock())
    except WanggeError as error:
        st.session_state[_REFUSED] = sentence(language, error)
        return
    for field in ("name", "name_en"):
        st.session_state[_key(_NEW, field)] = ""
    for role in movers(_NEW):
        st.session_state[_key(_NEW, role.value)] = False
    st.session_state[_TOLD] = text(language, "chain.saved", count=len(kept.states))


def _reset(container: Container) -> None:
    language = choices.language()
    try:
        container.chain_setting.reset(choices.actor(), session.wall_clock())
    except WanggeError as error:
        st.session_state[_REFUSED] = sentence(language, error)
        return
    for key in [key for key in st.session_state if str(key).startswith("chain_")]:
        del st.session_state[key]
    st.session_state[_TOLD] = text(language, "chain.was_reset")
