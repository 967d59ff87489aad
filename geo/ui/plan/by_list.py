"""Reassigning cells by list: for browsers without WebGL, and for who knows the codes."""

import json
from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.bootstrap import Container
from geo.domain.edits import Reassign
from geo.domain.errors import WanggeError
from geo.domain.plans import Plan
from geo.messages import numbers, sentence, text
from geo.services.draft_values import DraftGrid, DraftView, Editing
from geo.ui import choices, widgets
from geo.views.escaping import markdown

Arguments = tuple[Container, Editing, int]
Act = Callable[[Container, Editing, int], None]

_FROM, _TO, _CELLS, _REASON = "list_from", "list_to", "list_cells", "list_reason"
_SAID = "list_said"


def draw(container: Container, plan: Plan) -> None:
    """Draw the choice of cells and of the grid that gets them, undo, and what the steps do."""
    language = choices.language()
    editing = Editing(choices.actor(), plan.id, language)
    view = container.drafts.open(editing)
    widgets.title(text(language, "borders.list_title"))
    widgets.words(text(language, "editor.no_webgl"))
    if view.may_edit:
        giving, taking, effect = st.columns(3, gap="medium")
        _draw_choice(container, editing, view, (giving, taking))
    else:
        effect = st.container()
    with effect:
        _effect(view)
    if said := st.session_state.pop(_SAID, None):
        st.warning(markdown(said))


def _draw_choice(
    container: Container, editing: Editing, view: DraftView, columns: Sequence[DeltaGenerator]
) -> None:
    language = editing.language
    names = {grid.code: _name(grid) for grid in view.grids}
    with columns[0]:
        source = _grid("list_from", _FROM, names)
        held = _cells(container.drafts.cells(editing), source)
        st.multiselect(text(language, "borders.list_cells"), held, key=_CELLS)
    with columns[1]:
        _grid("list_to", _TO, names)
        st.text_input(text(language, "borders.list_reason"), key=_REASON)
        with widgets.row("list"):
            _button("list_give", view, _give, (container, editing, view.revision))
            _button("list_undo", view, _undo, (container, editing, view.revision))


def _cells(collection: bytes, grid: str) -> list[str]:
    features = json.loads(collection)["features"]
    return sorted(one["id"] for one in features if one["properties"]["grid"] == grid)


def _name(grid: DraftGrid) -> str:
    return f"{grid.name} {grid.code}"


def _grid(key: str, state: str, names: Mapping[str, str]) -> str:
    language = choices.language()
    label = text(language, f"borders.{key}")
    chosen = st.selectbox(label, list(names), format_func=lambda one: names[one], key=state)
    return str(chosen) if chosen else ""


def _button(key: str, view: DraftView, act: Act, arguments: Arguments) -> None:
    language = choices.language()
    is_off = not view.may_edit or (key == "list_undo" and view.step == 0)
    st.button(
        text(language, f"borders.{key}"),
        key=key,
        disabled=is_off,
        on_click=act,
        args=arguments,
    )


def _give(container: Container, editing: Editing, revision: int) -> None:
    cells = tuple(st.session_state[_CELLS])
    if not cells:
        return
    edit = Reassign(cells, st.session_state[_TO])
    try:
        container.drafts.apply(editing, revision, edit, st.session_state[_REASON])
        st.session_state[_CELLS], st.session_state[_REASON] = [], ""
    except WanggeError as error:
        st.session_state[_SAID] = sentence(editing.language, error)


def _undo(container: Container, editing: Editing, revision: int) -> None:
    try:
        container.drafts.undo(editing, revision)
    except WanggeError as error:
        st.session_state[_SAID] = sentence(editing.language, error)


def _effect(view: DraftView) -> None:
    language, moved = choices.language(), view.impact.households_moved
    unknown = text(language, "editor.moved_few" if view.impact.is_few else "editor.moved_unknown")
    known = text(language, "editor.moved", count=numbers.count(moved or 0))
    widgets.title(unknown if moved is None else known)
    for broken in view.impact.violations:
        widgets.words(broken.words)
    for line in reversed(view.history):
        if line.is_in_force:
            widgets.words(f"{line.n} · {line.words}")
