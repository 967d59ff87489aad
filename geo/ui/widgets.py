"""What pages are built of: figures, panels, tables, downloads, words for an empty place.

Everything takes text that is already in the user's language, and values that are already worked
out; nothing here counts, sorts or asks a service.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler
from streamlit.delta_generator import DeltaGenerator

from geo.messages import numbers, text
from geo.ui import choices
from geo.views import bars as bar_view
from geo.views import chart_style, escaping, figures, inline_rows

ROWS_AT_ONCE = 100
_THOUSANDS_FROM = 999.5
_STYLE_ID = "table"
"""By chance pandas would name every drawing anew, and the browser be sent what it holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a table shows a column: its name for the user, and how its numbers are written.

    Numbers stay numbers, so that a column sorts by size; `write` says how each is read. Without
    it whole numbers have their thousands apart, others one decimal.
    """

    label: str
    write: Callable[[float], str] | None = None
    width: int | None = None
    hint: str = ""


def title(question: str) -> None:
    """Draw a heading that asks or answers."""
    st.html(f"<h3>{escaping.markup(question)}</h3>")


def words(sentence: str) -> None:
    """Draw a quiet line of text; whatever it holds, it is text."""
    st.html(f'<p class="wg-words">{escaping.markup(sentence)}</p>')


def while_playing(sentence: str) -> None:
    """Draw a line that is seen only while the page's map plays through time."""
    st.html(f'<p class="wg-words wg-while-playing">{escaping.markup(sentence)}</p>')


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
    missing: str = "",
) -> None:
    """Draw at most 100 rows with the columns named, in the order given.

    With `choice`, a click anywhere in a row writes its `choice_column` to that URL choice. A
    number that is not there reads `missing`, by default unknown.
    """
    language = choices.language()
    shown = rows.head(ROWS_AT_ONCE).reset_index(drop=True)
    arguments: dict[str, Any] = {}
    if choice:
        keys = [str(value) for value in shown[choice_column]]
        arguments = {
            "on_select": lambda: _take_row(f"table_{key}", choice, keys),
            "selection_mode": "single-cell",
        }
    formats = formats_of(shown, columns)
    st.dataframe(
        written(shown[list(columns)], columns)
        if formats is None
        else shown[list(columns)].round(1),
        column_config={
            name: _column(column, (formats or {}).get(name)) for name, column in columns.items()
        },
        hide_index=True,
        height=height or "auto",
        placeholder=missing or text(language, "common.unknown"),
        key=f"table_{key}",
        **arguments,
    )
    if len(rows) > ROWS_AT_ONCE:
        counted = numbers.count(len(rows))
        words(text(language, "common.rows_shown", count=counted, shown=ROWS_AT_ONCE))


def chart(
    rows: pd.DataFrame,
    drawn: Callable[[], chart_style.Chart],
    wording: Callable[[str], str] = str,
) -> None:
    """Draw a chart of `rows` (columns label, value), or say in words the one value there is."""
    if chart_style.is_drawable(rows["value"]):
        told = {"description": chart_style.in_words(rows)}
        st.vega_lite_chart(spec=inline_rows.spec(drawn()) | told, theme=None)
        return
    language, known = choices.language(), rows.dropna(subset=["value"])
    if known.empty:
        empty(text(language, "common.chart_none"))
        return
    label, value = wording(str(known["label"].iloc[0])), float(known["value"].iloc[0])
    said = text(language, "common.chart_one", label=label, value=numbers.three_digits(value))
    empty(said)


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


def written(rows: pd.DataFrame, columns: Mapping[str, Column]) -> Styler:
    """Return the rows with each column of numbers written out for reading."""
    numeric = [name for name in columns if pd.api.types.is_numeric_dtype(rows[name])]
    writers: dict[Any, Any] = {name: columns[name].write or _usual(rows[name]) for name in numeric}
    told: Styler = rows.style.format(writers, na_rep="").set_uuid(_STYLE_ID)
    return told


def formats_of(rows: pd.DataFrame, columns: Mapping[str, Column]) -> dict[str, str] | None:
    """Return how the browser writes each column of numbers as `written` would, None where it can't.

    It can where numbers have no sign, no thousands to set apart and none but the usual decimals:
    then they are sent once, where a Styler sends them as numbers and as text.
    """
    found = {}
    for name, column in columns.items():
        values = rows[name]
        if not pd.api.types.is_numeric_dtype(values):
            continue
        if column.write not in (None, numbers.decimal, numbers.count):
            return None
        known = values.dropna()
        if len(known) and not 0 <= float(known.min()) <= float(known.max()) < _THOUSANDS_FROM:
            return None
        found[name] = "%d" if (column.write or _usual(values)) is numbers.count else "%.1f"
    return found


def _usual(values: "pd.Series[Any]") -> Callable[[float], str]:
    is_whole = pd.api.types.is_integer_dtype(values)
    return numbers.count if is_whole else numbers.decimal


def _column(column: Column, number_format: str | None) -> Any:
    label, width, hint = column.label, column.width, column.hint or None
    if number_format is None:
        return st.column_config.Column(label, width=width, help=hint)
    return st.column_config.NumberColumn(label, width=width, help=hint, format=number_format)


def _take_row(key: str, choice: str, keys: Sequence[str]) -> None:
    chosen = st.session_state[key].selection.cells
    if chosen:
        choices.put(**{choice: keys[chosen[0][0]]})
