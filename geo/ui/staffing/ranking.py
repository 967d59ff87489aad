"""The ranked table of grids, the most short of people first, and the three at its head."""

import math

import pandas as pd
import streamlit as st

from geo.domain.kinds import Language
from geo.domain.staffing import GridNeed
from geo.messages import numbers, text
from geo.services.ranking import is_undecided
from geo.services.staffing_desk import TownStaffing
from geo.services.staffing_ranks import top_shares
from geo.ui import choices, widgets
from geo.views import escaping
from geo.views.csv_file import csv_bytes

_TOP = 3
_TABLE_PX = 330
_SHOWN = (
    "grid", "label", "balance", "needed", "interval", "now", "fte", "suggested", "hours",
)  # fmt: skip
_IN_FILE = (*_SHOWN, "code")
_WRITERS = {
    "balance": numbers.signed_two_decimals,
    "needed": numbers.two_decimals,
    "now": numbers.count,
    "fte": numbers.two_decimals,
    "suggested": numbers.count,
}
_DECIMALS = {"balance": 2, "needed": 2, "fte": 2, "hours": 1}
_GRID_PX = 140


def draw_top(language: Language, town: TownStaffing) -> None:
    """Draw the grids most short of people, then the moves of mobile staff; a click selects.

    Where no staff is known they are the grids that need most.
    """
    title = "most_needed_title" if town.is_assumed else "top_title"
    widgets.title(text(language, f"staffing_page.{title}"))
    short = [need for need in _ranked(town) if town.is_assumed or _is_short(town, need)]
    if not short:
        widgets.words(text(language, "staffing_page.none_short"))
    shares = top_shares(town)
    is_ordered = not is_undecided(shares.tolist())
    if short and not is_ordered:
        widgets.words(text(language, "staffing_page.top_undecided"))
    sure = dict(zip((need.code for need in town.advice.grids), shares.tolist(), strict=True))
    for number, need in enumerate(short[:_TOP], start=1):
        rank = str(number) if is_ordered else "·"
        _draw_short(language, town, number, need, (rank, sure[need.code]))
    widgets.words(text(language, "staffing_page.click_hint"))
    if not town.is_assumed:
        _draw_moves(language, town)


def draw_table(language: Language, town: TownStaffing) -> None:
    """Draw the table, at most 100 rows of it; a click selects, the file holds all."""
    rows = table(language, town)
    title = "table_title_assumed" if town.is_assumed else "table_title"
    widgets.title(text(language, f"staffing_page.{title}"))
    widgets.words(text(language, "staffing_page.table_note"))
    widgets.table(
        rows,
        {name: _column(language, name) for name in _SHOWN},
        "need",
        choice=choices.GRID,
        choice_column="code",
        height=_TABLE_PX,
    )
    widgets.download(
        text(language, "common.download_csv"),
        lambda: csv_bytes(in_file(language, rows)),
        "staffing.csv",
        "need",
    )


def table(language: Language, town: TownStaffing) -> pd.DataFrame:
    """Return one row a grid, the most short of people first."""
    rows = [_row(language, town, need) for need in _ranked(town)]
    shown = pd.DataFrame(rows, columns=list(_IN_FILE))
    return shown.astype(dict.fromkeys(("balance", "now", "fte", "suggested"), "float64"))


def in_file(language: Language, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows under full names with units, rounded to what the figures bear."""
    named = {name: text(language, f"staffing_page.column_{name}") for name in _IN_FILE}
    persons = dict.fromkeys(("now", "suggested"), "Int64")
    return rows[list(named)].round(_DECIMALS).astype(persons).rename(columns=named)


def _column(language: Language, name: str) -> widgets.Column:
    """Return a column under its short name; the full one, with its unit, is its hint."""
    return widgets.Column(
        text(language, f"staffing_page.short_{name}"),
        _WRITERS.get(name),
        _GRID_PX if name == "grid" else None,
        text(language, f"staffing_page.column_{name}"),
    )


def label(language: Language, town: TownStaffing, need: GridNeed) -> str:
    """Return in words whether a grid is short, has to spare, or lies inside the noise."""
    balance = town.balance_fte(need)
    if balance is None:
        key = "unknown"
    elif need.is_within_noise:
        key = "noise"
    else:
        key = "short" if balance < 0 else "spare"
    return text(language, f"staffing_page.label_{key}")


def _ranked(town: TownStaffing) -> list[GridNeed]:
    return sorted(town.advice.grids, key=lambda need: (_order(town, need), str(need.code)))


def _order(town: TownStaffing, need: GridNeed) -> float:
    balance = town.balance_fte(need)
    return -need.fte_needed if balance is None else balance


def _is_short(town: TownStaffing, need: GridNeed) -> bool:
    return (town.balance_fte(need) or 0.0) < 0


def _row(language: Language, town: TownStaffing, need: GridNeed) -> dict[str, object]:
    low, high = need.fte_interval
    return {
        "grid": need.name or str(need.code),
        "label": label(language, town, need),
        "balance": _or_nan(town.balance_fte(need)),
        "needed": need.fte_needed,
        "interval": f"{low:.2f} – {high:.2f}",
        "now": _or_nan(need.staff_now),
        "fte": _or_nan(need.fte_now),
        "suggested": need.staff_suggested,
        "hours": need.workload_h_week,
        "code": str(need.code),
    }


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value


def _draw_short(
    language: Language,
    town: TownStaffing,
    number: int,
    need: GridNeed,
    standing: tuple[str, float],
) -> None:
    """Draw one of the three; `standing` is its rank as written, and how sure its place is."""
    name = escaping.markdown(need.name or need.code)
    rank, share = standing
    sure = text(language, "overview.top_share", share=numbers.percent(share, 0))
    with st.container(key=f"worst_need_{number}", gap=None):
        widgets.pick(f"**{rank}&ensp;{name}**", f"need_{number}", choices.GRID, str(need.code))
        widgets.words(f"{_short_line(language, town, need)} · {sure}")


def _short_line(language: Language, town: TownStaffing, need: GridNeed) -> str:
    balance = town.balance_fte(need)
    if balance is None:
        fte = numbers.decimal(need.fte_needed, 2)
        return text(language, "staffing_page.needed_line", fte=fte)
    fte, said = numbers.decimal(abs(balance), 2), label(language, town, need)
    return text(language, "staffing_page.top_line", fte=fte, label=said)


def _draw_moves(language: Language, town: TownStaffing) -> None:
    widgets.title(text(language, "staffing_page.moves_title"))
    if not town.advice.moves:
        widgets.words(text(language, "staffing_page.moves_none"))
    for number, move in enumerate(town.advice.moves[: widgets.ROWS_AT_ONCE]):
        said = text(
            language,
            "staffing.move",
            staff=move.staff,
            origin=town.names[move.from_grid],
            goal=town.names[move.to_grid],
        )
        widgets.pick(escaping.markdown(said), f"move_{number}", choices.GRID, str(move.to_grid))
