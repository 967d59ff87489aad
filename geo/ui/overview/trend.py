"""Is it better or worse: what came in and what was late, month by month, titled by the answer."""

from collections.abc import Callable
from functools import partial

import pandas as pd

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.messages.changes import LAST_MONTH, bears_percent, change_words
from geo.messages.dates import month_words
from geo.services.indicators import MonthFigures
from geo.ui import widgets
from geo.views import chart_style, charts


def draw(language: Language, figures: MonthFigures, series: pd.DataFrame) -> None:
    """Draw two small charts: incidents per working day and, below, the share late."""
    widgets.title(_received_title(language, figures))
    received = _series(series, "received_per_workday", 1.0)
    axis = text(language, "overview.axis_received")
    _draw(
        language,
        charts.bars,
        charts.Series(received, str(figures.month), axis, charts.MONTH_SKIPPED),
    )
    widgets.title(_overdue_title(language, figures))
    overdue = _series(series, "overdue_share", numbers.PERCENT)
    axis = text(language, "overview.axis_overdue")
    _draw(
        language,
        charts.line,
        charts.Series(overdue, str(figures.month), axis, charts.MONTH_SKIPPED),
    )


def _draw(
    language: Language, kind: Callable[[charts.Series], chart_style.Chart], series: charts.Series
) -> None:
    widgets.chart(series.rows, lambda: kind(series), partial(month_words, language))


def _series(series: pd.DataFrame, column: str, scale: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"label": series["label"], "value": (series[column] * scale).round(2)},
    )


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
