"""The norms as a table, and the one that is selected in a form."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.domain.policy import Action, is_permitted
from geo.domain.records import Norm
from geo.messages import sentence, text
from geo.messages.norm_names import norm_label, source_label, unit_label
from geo.messages.numbers import bare
from geo.services.norm_bounds import bounds_of
from geo.ui import choices, session, widgets, wording
from geo.views.escaping import markdown

NORM = "norm"
_SAVED = "norm_saved"
_HANDLING = "handling_min"
_ORDER = ("label", "value", "unit", "source")
_TABLE_PX = 560


def draw_table(language: Language, norms: Sequence[Norm]) -> None:
    """Draw every norm; a click on a row selects it."""
    rows = pd.DataFrame(
        [
            {
                "label": norm_label(language, norm.key),
                "value": norm.value,
                "unit": unit_label(language, norm.unit),
                "source": source_label(language, norm.source),
                "key": norm.key,
            }
            for norm in norms
        ],
    )
    headed = {
        name: widgets.Column(text(language, f"data.norm_column_{name}"), bare) for name in _ORDER
    }
    widgets.table(rows, headed, "norms", choice=NORM, choice_column="key", height=_TABLE_PX)


def draw_form(container: Container, norms: Sequence[Norm]) -> None:
    """Draw the form of the selected norm and that of a new one, where the actor may edit."""
    language, role = choices.language(), choices.actor().role
    if not is_permitted(role, Action.EDIT_NORM):
        named = text(language, f"common.role_{role}")
        widgets.words(text(language, "data.may_not_edit", role=named))
        return
    if saved := st.session_state.pop(_SAVED, ""):
        st.success(markdown(saved))
    selected = next((norm for norm in norms if norm.key == choices.value(NORM)), None)
    if selected:
        _draw_one(container, selected)
    else:
        widgets.words(text(language, "data.norm_pick"))
    _draw_new(container, norms)


def _draw_one(container: Container, norm: Norm) -> None:
    language = choices.language()
    low, high = bounds_of(norm.key, norm.unit)
    widgets.title(norm_label(language, norm.key))
    if norm.note:
        widgets.words(text(language, "data.norm_note", note=norm.note))
    unit = unit_label(language, norm.unit)
    with st.form(key="norm", border=False):
        label = text(language, "data.norm_value", low=bare(low), high=bare(high), unit=unit)
        value = st.text_input(label, f"{norm.value:g}", key=f"norm_value_{norm.key}")
        source = st.text_input(
            text(language, "data.norm_source"), norm.source, key=f"norm_source_{norm.key}"
        )
        if st.form_submit_button(text(language, "data.norm_save"), type="primary"):
            _save(container, norm.key, value, source)


def _draw_new(container: Container, norms: Sequence[Norm]) -> None:
    language = choices.language()
    own = {norm.key for norm in norms}
    categories = container.snapshots.current().categories
    lacking = [one for one in categories if f"{_HANDLING}.{one}" not in own]
    if not lacking:
        return
    widgets.title(text(language, "data.norm_new"))
    with st.form(key="norm_new", border=False):
        category = st.selectbox(
            text(language, "data.norm_new_category"),
            lacking,
            format_func=lambda name: wording.category_name(language, name),
        )
        minutes = st.text_input(text(language, "data.norm_new_minutes"))
        source = st.text_input(text(language, "data.norm_source"))
        if st.form_submit_button(text(language, "data.norm_new_add")):
            _save(container, f"{_HANDLING}.{category}", minutes, source)


def _save(container: Container, key: str, written: str, source: str) -> None:
    language = choices.language()
    try:
        value = float(written.strip().replace(",", "."))
    except ValueError:
        st.error(text(language, "data.norm_not_number", value=markdown(written)))
        return
    try:
        norm = container.norms.edit(choices.actor(), key, value, session.wall_clock(), source)
    except WanggeError as error:
        st.error(markdown(sentence(language, error)))
        return
    name = norm_label(language, norm.key)
    st.session_state[_SAVED] = text(language, "data.norm_saved", name=name, value=bare(value))
    st.rerun()
