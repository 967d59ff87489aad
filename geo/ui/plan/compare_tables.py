"""The tables of a comparison: which grids changed, and what passed from one to another."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.services.plan_comparison_values import CellMove, Compared, GroupMove
from geo.ui import choices, widgets
from geo.ui.plan import compare_words

_WIDTHS_PX = {"grid": 150, "change": 90}
_HEIGHT_PX = 300


def draw_changed(compared: Compared) -> None:
    """Draw one row a changed grid, and their sum; a click chooses the grid."""
    language = choices.language()
    widgets.title(text(language, "compare.changed_title"))
    if not compared.grids:
        widgets.words(text(language, "compare.same"))
        return
    before, after = compared.before, compared.after
    note = text(
        language,
        "compare.changed_note",
        before=compare_words.share(language, before.max_deviation),
        after=compare_words.share(language, after.max_deviation),
        fte_before=numbers.or_unknown(language, _fte(before.fte)),
        fte_after=numbers.or_unknown(language, _fte(after.fte)),
    )
    widgets.words(note)
    rows = pd.DataFrame([*_grid_rows(language, compared), _sum_row(language, compared)])
    columns = _columns(language, ("grid", "change", *compare_words.WRITERS))
    widgets.table(rows, columns, "changed", choice=choices.GRID, choice_column="code")
    if any(one.hidden for one in compared.grids):
        widgets.words(text(language, "compare.few_note"))


def draw_handed(compared: Compared) -> None:
    """Draw what each grid hands to another, by village and group; single cells to who may."""
    language = choices.language()
    widgets.title(_hand_title(language, compared))
    if not compared.groups:
        widgets.words(text(language, "compare.hand_none"))
        return
    widgets.words(text(language, "compare.hand_note"))
    if compared.is_estimated:
        widgets.words(text(language, "compare.hand_estimated"))
    rows = pd.DataFrame([_group_row(language, compared, one) for one in compared.groups])
    named = ("from", "to", "village", "group", "cells", "households")
    widgets.table(rows, _columns(language, named), "handed", height=_height(rows))
    if compared.cells:
        with st.expander(text(language, "compare.cells_title")):
            cells = pd.DataFrame([_cell_row(language, compared, one) for one in compared.cells])
            shown = _columns(language, ("cell", "from", "to", "households"))
            widgets.table(cells, shown, "cells", height=_height(cells))


def _hand_title(language: Language, compared: Compared) -> str:
    if not compared.groups or compared.households_moved is None:
        return text(language, "compare.hand_title")
    pairs = {(one.from_grid, one.to_grid) for one in compared.groups}
    households = numbers.count(compared.households_moved)
    return text(language, "compare.hand_answer", pairs=len(pairs), households=households)


def _grid_rows(language: Language, compared: Compared) -> Iterable[dict[str, str]]:
    for one in compared.grids:
        figures = {
            name: compare_words.figure(language, one, name) for name in compare_words.WRITERS
        }
        said = compare_words.change(language, one)
        yield {"code": one.code, "grid": one.name, "change": said, **figures}


def _sum_row(language: Language, compared: Compared) -> dict[str, str]:
    figures = {
        name: compare_words.total(language, compared.grids, name) for name in compare_words.SUMMED
    }
    empty = dict.fromkeys(compare_words.WRITERS, "")
    return {**empty, "code": "", "grid": text(language, "compare.total"), "change": "", **figures}


def _group_row(language: Language, compared: Compared, one: GroupMove) -> dict[str, object]:
    few = text(language, "compare.few") if one.is_hidden else None
    return {
        **_ends(language, compared, one),
        "village": one.of.village,
        "group": one.of.group,
        "cells": one.of.cells,
        "households": few or _count(language, one.of.households),
    }


def _cell_row(language: Language, compared: Compared, one: CellMove) -> dict[str, object]:
    count = _count(language, one.households)
    about = text(language, "compare.about", count=count) if one.is_estimated else count
    return {"cell": one.cell, **_ends(language, compared, one), "households": about}


def _ends(language: Language, compared: Compared, one: GroupMove | CellMove) -> dict[str, str]:
    return {
        "from": compare_words.grid_name(language, compared, one.from_grid),
        "to": compare_words.grid_name(language, compared, one.to_grid),
    }


def _count(language: Language, count: int | None) -> str:
    return numbers.or_unknown(language, None if count is None else numbers.count(count))


def _fte(value: float | None) -> str | None:
    return None if value is None else numbers.two_decimals(value)


def _height(rows: pd.DataFrame) -> int | None:
    return _HEIGHT_PX if len(rows) > _HEIGHT_PX // 40 else None


def _columns(language: Language, names: Iterable[str]) -> dict[str, widgets.Column]:
    return {
        name: widgets.Column(text(language, f"compare.column_{name}"), width=_WIDTHS_PX.get(name))
        for name in names
    }
