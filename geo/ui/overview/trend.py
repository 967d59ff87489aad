"""Is it better or worse: what came in and what was late, month by month, titled by the answer."""

import pandas as pd
import streamlit as st

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.messages.changes import LAST_MONTH, bears_percent, change_words
from geo.services.indicators import MonthFigures
from geo.ui import widgets
from geo.views import charts


def draw(language: Language, figures: MonthFigures, series: pd.DataFrame) -> None:
    """Draw two small charts: incidents per working day and, below, the share late."""
    widgets.title(_received_title(language, figures))
    received = _series(series, "received_per_workday", 1.0)
    month = _label(str(figures.month))
    axis = text(language, "overview.axis_received")
    st.altair_chart(charts.bars(charts.Series(received, month, axis)), theme=None)
    widgets.title(_overdue_title(language, figures))
    overdue = _series(series, "overdue_share", numbers.PERCENT)
    axis = text(language, "overview.axis_overdue")
    st.altair_chart(charts.line(charts.Series(overdue, month, axis)), theme=None)


def _series(series: pd.DataFrame, column: str, scale: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"label": series["label"].map(_label), "value": (series[column] * scale).round(2)}
    )


def _label(month: str) -> str:
    """Return YY-MM, short enough for thirteen of them under a small chart."""
    return month[2:]


def _received_title(language: Language, figures: MonthFigures) -> str:
    before, value = figures.last_month, figures.received_per_workday
    if value is None or before is None:
        return text(language, "overview.received_plain")
    share, earlier = before.received_change_share, before.figures.received
    change = change_words(language, LAST_MONTH, share, earlier)
    if share is None or not bears_percent(share, earlier):
        count = numbers.count(figures.received)
        return text(language, "overview.received_against", count=count, change=change)
    written = numbers.three_digits(value)
    return text(language, "overview.received_changed", value=written, change=change)


def _overdue_title(language: Language, figures: MonthFigures) -> str:
    before, share = figures.last_month, figures.overdue_share
    change = before.overdue_change_share if before else None
    if share is None or change is None:
        return text(language, "overview.overdue_plain")
    key = "overview.overdue_more" if change >= 0 else "overview.overdue_less"
    written = numbers.percent(abs(change))
    return text(language, key, value=numbers.percent(share), change=written)
