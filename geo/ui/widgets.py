"""What pages are built of: figures, panels, tables, downloads, words for an empty place.

Everything takes text that is already in the user's language, and values that are already worked
out; nothing here counts, sorts or asks a service.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from geo.messages import text
from geo.ui import choices
from geo.views import bars as bar_view
from geo.views import escaping, figures

ROWS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Column:
    """How a table shows a column: its name for the user, and a printf format for numbers.

    `is_number` aligns written numbers to the right, as numbers are.
    """

    label: str
    number_format: str = ""
    width: int | None = None
    hint: str = ""
    is_number: bool = False


def title(question: str) -> None:
    """Draw a heading that asks or answers."""
    st.html(f"<h3>{escaping.markup(question)}</h3>")


def words(sentence: str) -> None:
    """Draw a quiet line of text; whatever it holds, it is text."""
    st.html(f'<p class="wg-words">{escaping.markup(sentence)}</p>')


def key_figures(row: Sequence[figures.KeyFigure]) -> None:
    """Draw a row of cards, each a number with unit and comparison."""
    st.html(figures.cards(row))


def bars(rows: Sequence[bar_view.Bar]) -> None:
    """Draw horizontal bars with numbers."""
    st.html(bar_view.bars(rows))


def panel(key: str, *, height: int | None = None) -> DeltaGenerator:
    """Return a white box with a hair-line to draw in; it scrolls beyond `height` pixels."""
    return st.container(key=f"panel_{key}", border=True, height=height or "content")


def row(key: str) -> DeltaGenerator:
    """Return a container whose children stand in one line."""
    return st.container(key=f"row_{key}", horizontal=True, vertical_alignment="bottom", gap="small")


def table(  # noqa: PLR0913  (one widget's whole description)
    rows: pd.DataFrame,
    columns: Mapping[str, Column],
    key: str,
    *,
    choice: str = "",
    choice_column: str = "",
    height: int | None = None,
) -> None:
    """Draw at most 100 rows with the columns named, in the order given.

    With `choice`, a click on a row writes its `choice_column` to that URL choice.
    """
    shown = rows.head(ROWS_AT_ONCE)
    config = {name: _column(name, column, shown) for name, column in columns.items()}
    arguments: dict[str, Any] = {}
    if choice:
        keys = [str(value) for value in shown[choice_column]]
        arguments = {
            "on_select": lambda: _take_row(f"table_{key}", choice, keys),
            "selection_mode": "single-row",
        }
    st.dataframe(
        shown[list(columns)],
        column_config=config,
        hide_index=True,
        height=height or "auto",
        key=f"table_{key}",
        **arguments,
    )
    if len(rows) > ROWS_AT_ONCE:
        language = choices.language()
        words(text(language, "common.rows_shown", count=len(rows), shown=ROWS_AT_ONCE))


def pick(label: str, key: str, choice: str, value: str) -> None:
    """Draw a line that looks like text and, clicked, writes `value` to a URL choice.

    `label` is Markdown: escape what comes from files by `geo.views.escaping.markdown`.
    """
    st.button(
        label,
        key=f"pick_{key}",
        type="tertiary",
        width="stretch",
        on_click=choices.put,
        kwargs={choice: value},
    )


def download(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    """Draw a button that makes a file when clicked and hands it to the browser."""
    st.download_button(label, make, file_name=file_name, key=f"download_{key}", on_click="ignore")


def empty(sentence: str) -> None:
    """Say in words why there is nothing to see here."""
    st.html(f'<div class="wg-empty">{escaping.markup(sentence)}</div>')


def _column(name: str, column: Column, rows: pd.DataFrame) -> Any:
    if pd.api.types.is_numeric_dtype(rows[name]):
        return st.column_config.NumberColumn(
            column.label,
            format=column.number_format or None,
            width=column.width,
            help=column.hint or None,
        )
    return st.column_config.Column(
        column.label,
        width=column.width,
        help=column.hint or None,
        alignment="right" if column.is_number else None,
    )


def _take_row(key: str, choice: str, keys: Sequence[str]) -> None:
    chosen = st.session_state[key].selection.rows
    choices.put(**{choice: keys[chosen[0]] if chosen else ""})
