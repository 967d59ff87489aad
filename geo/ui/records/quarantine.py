"""Rows that were not accepted: by layer and reason, a hundred at a time, all of them as a file."""

from collections.abc import Sequence

import pandas as pd

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.domain.policy import Action, is_permitted
from geo.domain.records import QuarantinedRow
from geo.messages import has, numbers, text
from geo.messages.import_words import problem_name
from geo.ui import choices, filters, widgets
from geo.ui.records.asked import LAYER, layer_name
from geo.views.csv_file import csv_bytes

_REASON, _PAGE = "reason", "page"
_ORDER = ("layer", "reason", "file", "row", "fields")
_WIDTHS = {"layer": 75, "reason": 115, "file": 125, "row": 55, "fields": 190}
"""Together as wide as the panel on an office screen; a click on a cell shows all of it."""


def draw(container: Container) -> None:
    """Draw the list, or say that the actor may not see it."""
    language, actor = choices.language(), choices.actor()
    widgets.title(text(language, "data.quarantine_title"))
    if not is_permitted(actor.role, Action.VIEW_QUARANTINE):
        named = text(language, f"common.role_{actor.role}")
        widgets.words(text(language, "data.may_not_quarantine", role=named))
        return
    rows = container.quarantine.listed(actor)
    if not rows:
        widgets.empty(text(language, "data.quarantine_none"))
        return
    with widgets.row("quarantine"):
        kept = _filtered(language, rows)
        first = _first(language, len(kept))
    _draw_rows(language, kept, first)


def _filtered(language: Language, rows: Sequence[QuarantinedRow]) -> list[QuarantinedRow]:
    layers = tuple(dict.fromkeys(row.layer for row in rows))
    layer = filters.select(
        LAYER,
        text(language, "data.layer"),
        ("", *layers),
        lambda one: layer_name(language, one) if one else text(language, "data.all_layers"),
    )
    within = [row for row in rows if not layer or row.layer == Layer(layer)]
    reason = filters.select(
        _REASON,
        text(language, "data.reason"),
        ("", *dict.fromkeys(row.problem for row in within)),
        lambda one: _reason(language, one, within),
    )
    return [row for row in within if not reason or row.problem == reason]


def _reason(language: Language, code: str, rows: Sequence[QuarantinedRow]) -> str:
    count = sum(not code or row.problem == code for row in rows)
    name = problem_name(language, code) if code else text(language, "data.all_reasons")
    return f"{name} ({numbers.count(count)})"


def _first(language: Language, count: int) -> int:
    last = max(1, -(-count // widgets.ROWS_AT_ONCE))
    page = filters.select(
        _PAGE,
        text(language, "data.page"),
        tuple(str(number) for number in range(1, last + 1)),
        lambda number: text(language, "data.page_number", page=number),
        default="1",
    )
    return (int(page) - 1) * widgets.ROWS_AT_ONCE


def _draw_rows(language: Language, rows: Sequence[QuarantinedRow], first: int) -> None:
    size = widgets.ROWS_AT_ONCE
    page = first // size + 1
    count = numbers.count(len(rows))
    told = text(language, "data.quarantine_count", count=count, page=page, size=size)
    widgets.words(told)
    headed = {
        name: widgets.Column(text(language, f"data.column_{name}"), width=_WIDTHS.get(name))
        for name in _ORDER
    }
    shown = _frame(language, rows[first : first + size])
    widgets.table(shown, headed, "quarantine")
    names = {name: column.label for name, column in headed.items()}
    widgets.download(
        text(language, "common.download_csv"),
        lambda: csv_bytes(_frame(language, rows).rename(columns=names)),
        "quarantine.csv",
        "quarantine",
    )


def _frame(language: Language, rows: Sequence[QuarantinedRow]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                "layer": layer_name(language, row.layer),
                "reason": problem_name(language, row.problem),
                "file": row.file,
                "row": row.row,
                "fields": _fields(language, row),
            }
            for row in rows
        ],
        columns=list(_ORDER),
    )


def _fields(language: Language, row: QuarantinedRow) -> str:
    known = ((name, value) for name, value in row.fields.items() if value is not None)
    return "; ".join(f"{_field(language, name)}={value}" for name, value in known)


def _field(language: Language, name: str) -> str:
    key = f"data.field_{name}"
    return text(language, key) if has(key) else name
