"""The worst grids in words: the three of the month with their causes, and the table after them."""

import pandas as pd
import streamlit as st

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.messages.dates import month_words
from geo.services import ranking_words
from geo.services.indicators import MonthFigures
from geo.services.ranked_figures import RankedBy
from geo.services.ranking import TOP, RankedGrid, Ranking
from geo.ui import choices, widgets
from geo.views import escaping


def draw_top(language: Language, figures: MonthFigures, ranking: Ranking) -> None:
    """Draw the three worst grids, each with value, certainty and causes; a click selects."""
    month = month_words(language, str(figures.month))
    key = "overview.where_worst" if figures.is_present else "overview.worst_in"
    widgets.title(text(language, key, month=month))
    if not ranking.grids:
        widgets.empty(text(language, "overview.none_ranked"))
        return
    clear = "overview.top_clear" if ranking.is_top_clear else "overview.top_noise"
    clear = "overview.top_undecided" if ranking.is_undecided else clear
    widgets.words(f"{_measure(language, ranking)} · {text(language, clear)}")
    for grid in ranking.grids[:TOP]:
        _draw_line(language, ranking, grid)
    widgets.words(text(language, "overview.click_hint"))


def _draw_line(language: Language, ranking: Ranking, grid: RankedGrid) -> None:
    name = escaping.markdown(grid.name)
    value = escaping.markdown(ranking_words.value(language, ranking.measure, grid))
    rank = "·" if ranking.is_undecided else grid.rank
    label = f"**{rank}&ensp;{name}**&ensp;:red[**{value}**]"
    with st.container(key=f"worst_{grid.rank}", gap=None):
        widgets.pick(label, f"worst_{grid.rank}", choices.GRID, grid.code)
        sure = text(language, "overview.top_share", share=numbers.percent(grid.top_share, 0))
        widgets.words(f"{ranking_words.causes(language, ranking.measure, grid)} · {sure}")


def draw_table(language: Language, ranking: Ranking, *, after_top: bool) -> None:
    """Draw the ranking as a table, without the top three when they already stand beside it."""
    widgets.title(text(language, "overview.others_worst" if after_top else "overview.all_worst"))
    rows = table(language, ranking)
    widgets.table(
        rows.iloc[TOP:] if after_top else rows,
        _columns(language, ranking),
        "worst",
        choice=choices.GRID,
        choice_column="code",
    )


def table(language: Language, ranking: Ranking) -> pd.DataFrame:
    """Return rank, grid, value, part, whole, main cause and code, one row a ranked grid."""
    scale = numbers.PERCENT if ranking.measure in ranking_words.PERCENT else 1.0
    return pd.DataFrame(
        [
            {
                "rank": grid.rank,
                "grid": grid.name,
                "value": grid.value * scale,
                "part": round(grid.part),
                "whole": round(grid.whole),
                "causes": ranking_words.main_cause(language, ranking.measure, grid),
                "code": grid.code,
            }
            for grid in ranking.grids
        ],
        columns=["rank", "grid", "value", "part", "whole", "causes", "code"],
    )


def _measure(language: Language, ranking: Ranking) -> str:
    return text(language, f"measures.{ranking.measure}")


def _columns(language: Language, ranking: Ranking) -> dict[str, widgets.Column]:
    unit = text(language, f"measures.{ranking.measure}_unit")
    value = text(language, "overview.column_value", title=_measure(language, ranking), unit=unit)
    shown = {
        "rank": widgets.Column(text(language, "overview.column_rank"), width=55),
        "grid": widgets.Column(text(language, "overview.column_grid"), width=150),
        "value": widgets.Column(value, numbers.decimal),
    }
    if ranking.measure is RankedBy.OVERDUE_SHARE:
        shown["part"] = widgets.Column(text(language, "overview.column_part"), width=80)
        shown["whole"] = widgets.Column(text(language, "overview.column_whole"), width=80)
    shown["causes"] = widgets.Column(text(language, "overview.column_causes"))
    return shown
