"""Below the incident map: the rows to work first, their file, and the trend of the months."""

from functools import partial

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.policy import Action, is_permitted
from geo.messages import numbers, text
from geo.messages.dates import month_words
from geo.services.figure_words import received_changes
from geo.services.indicators import MonthFigures
from geo.ui import choices, widgets
from geo.ui.incident_choices import INCIDENT, IncidentChoice
from geo.views import incident_table
from geo.views.csv_file import csv_bytes
from geo.views.trend_chart import trend_chart

_NO_DEADLINE_AHEAD = "—"
_WIDTHS_PX = {
    "id": 120, "category": 120, "grid": 130, "left_days": 75, "state": 85, "due": 125,
    "address": 150,
}  # fmt: skip
"""Together as wide as the panel on an office screen."""


def draw_table(container: Container, choice: IncidentChoice) -> None:
    """Draw the first rows in a desk's order and the export of all of them."""
    language, actor = choices.language(), choices.actor()
    widgets.title(text(language, "incidents.table_title"))
    widgets.words(text(language, "incidents.table_note"))
    rows = container.incident_rows.first(actor, choice.scope)
    if rows.empty:
        widgets.empty(text(language, "incidents.table_empty"))
        return
    shown = incident_table.incident_table(rows, language)
    columns = {name: _column(language, name) for name in incident_table.SHOWN}
    widgets.table(
        shown,
        columns,
        "incidents",
        choice=INCIDENT,
        choice_column="id",
        height=280,
        missing=_NO_DEADLINE_AHEAD,
    )
    if not is_permitted(actor.role, Action.EXPORT_LAYER):
        widgets.words(text(language, "incidents.export_refused"))
        return
    widgets.download(
        text(language, "common.download_csv"),
        lambda: csv_bytes(
            incident_table.incident_file(
                container.incident_rows.every(actor, choice.scope), language
            ),
        ),
        text(language, "incidents.file_name"),
        "incidents",
    )


def draw_trend(container: Container, choice: IncidentChoice) -> None:
    """Draw incidents a working day by month, titled by the change."""
    language, actor = choices.language(), choices.actor()
    figures = container.indicators.month(actor, choice.month, choice.trend)
    widgets.title(_trend_title(language, figures))
    months = container.trends.monthly(actor, choice.trend, shown=choice.month)
    values = months[["label"]].assign(value=months["received_per_workday"])
    widgets.chart(
        values,
        lambda: trend_chart(months, str(choice.month), language),
        partial(month_words, language),
    )
    widgets.words(text(language, "incidents.trend_note"))


def _trend_title(language: Language, figures: MonthFigures) -> str:
    month = month_words(language, str(figures.month))
    if not figures.received or figures.received_per_workday is None:
        return text(language, "incidents.trend_nothing", month=month)
    return text(
        language,
        "incidents.trend_title",
        month=month,
        count=numbers.count(figures.received),
        amount=numbers.three_digits(figures.received_per_workday),
        changes=text(language, "incidents.comma").join(received_changes(language, figures)),
    )


def _column(language: Language, name: str) -> widgets.Column:
    label = text(language, f"incidents.column_{name}")
    if name != "left_days":
        return widgets.Column(label, width=_WIDTHS_PX[name])
    return widgets.Column(
        label, width=_WIDTHS_PX[name], hint=text(language, "incidents.left_days_hint")
    )
