"""Two months, or two measures, on linked maps beside each other, and where they differ most."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from geo.bootstrap import Container
from geo.messages import numbers, text
from geo.services.beside import Beside, Side
from geo.services.links import LinkKind
from geo.services.local_time import Month
from geo.services.measures import MEASURES, Measure
from geo.services.scope_choices import to_choices
from geo.ui import choices, filters, pastures, widgets, wording
from geo.ui.map_component import MapContent, draw_map
from geo.ui.overview.asked import WITH, Asked

SHOWN = 8
_HEIGHT = "max(360px, 58vh)"
_LINKED = "beside"


def draw_maps(container: Container, view: Asked) -> Side:
    """Draw the two maps, each under what it shows, and return what the right one does."""
    left, right = st.columns(2, gap="small")
    with left, widgets.row("beside_left"):
        widgets.title(_title(Side(view.measure, view.month)))
    with right, widgets.row("beside_right"):
        other = _chosen(container, view)
    for column, side in ((left, Side(view.measure, view.month)), (right, other)):
        content = _content(container, view, side)
        with column:
            draw_map(
                replace(content, leads=column is left),
                key="beside_left" if column is left else "beside_right",
            )
    return other


def draw_differences(container: Container, view: Asked, other: Side) -> None:
    """Draw the grids in which the two sides differ most; a click chooses one."""
    if view.beside is Beside.MONTH:
        _draw_changes(container, view, other)
    else:
        _draw_partings(container, view, other)


def _chosen(container: Container, view: Asked) -> Side:
    if view.beside is Beside.MONTH:
        return Side(view.measure, _other_month(container, view))
    return Side(_other_measure(view), view.month)


def _other_month(container: Container, view: Asked) -> Month:
    language, actor = choices.language(), choices.actor()
    others = container.besides.other_months(actor, view.month)
    usual = container.besides.usual_month(actor, view.month) or others[0]
    chosen = filters.select(
        WITH,
        text(language, "overview.beside_with_month"),
        [str(month) for month in others],
        lambda one: _title(Side(view.measure, Month.parse(one))),
        default=str(usual),
        is_label_hidden=True,
    )
    return Month.parse(chosen)


def _other_measure(view: Asked) -> Measure:
    language = choices.language()
    others = [one for one in view.measures if one is not view.measure]
    chosen = filters.select(
        WITH,
        text(language, "overview.beside_with_measure"),
        others,
        lambda one: _title(Side(Measure(one), view.month)),
        default=others[0],
        is_label_hidden=True,
    )
    return Measure(chosen)


def _title(side: Side) -> str:
    language = choices.language()
    measure = text(language, f"measures.{side.measure}")
    if not MEASURES[side.measure].is_monthly:
        return measure
    month = wording.month(language, str(side.month))
    return text(language, "overview.beside_title", month=month, measure=measure)


def _content(container: Container, view: Asked, side: Side) -> MapContent:
    shown = to_choices(view.scope, side.month)
    return MapContent(
        {
            LinkKind.MEASURE: {**shown, "measure": side.measure},
            LinkKind.INCIDENTS: shown,
            LinkKind.STATIONS: {},
            LinkKind.CAMERAS: {},
            **pastures.layers(container),
        },
        height=_HEIGHT,
        on_first=frozenset(),
        linked=_LINKED,
        same_classes=view.beside is Beside.MONTH,
    )


def _draw_changes(container: Container, view: Asked, other: Side) -> None:
    language = choices.language()
    here = Side(view.measure, view.month)
    rows = container.besides.changes(choices.actor(), here, other, view.scope, SHOWN)
    month = wording.month(language, str(other.month))
    widgets.title(text(language, "overview.changes_title", month=month))
    widgets.words(_note(container, view, other))
    if rows.empty:
        widgets.empty(text(language, "overview.changes_none"))
        return
    decimals = MEASURES[view.measure].decimals or int(view.measure is Measure.OVERDUE_SHARE)
    sureness = [_sure(one) for one in rows["is_clear"]]
    columns = {
        "name": widgets.Column(text(language, "overview.column_grid"), width=150),
        **_value_columns(
            {
                "left": wording.month(language, str(view.month)),
                "right": wording.month(language, str(other.month)),
            },
            {"left": view.measure, "right": view.measure},
        ),
        "change": widgets.Column(
            text(language, "overview.column_change"),
            lambda value: numbers.signed(value, decimals),
            width=80,
        ),
        "sure": widgets.Column(text(language, "overview.column_sure")),
    }
    widgets.table(
        rows.assign(sure=sureness), columns, "changes", choice=choices.GRID, choice_column="code"
    )


def _draw_partings(container: Container, view: Asked, other: Side) -> None:
    language = choices.language()
    here = Side(view.measure, view.month)
    rows = container.besides.partings(choices.actor(), here, other, view.scope, SHOWN)
    widgets.title(text(language, "overview.partings_title"))
    widgets.words(text(language, "overview.partings_note"))
    if rows.empty:
        widgets.empty(text(language, "overview.changes_none"))
        return
    measures = {"left": view.measure, "right": other.measure}
    named = {side: text(language, f"measures.{one}") for side, one in measures.items()}
    ranks = {
        f"{side}_rank": widgets.Column(
            text(language, "overview.column_rank_of", title=title), width=90
        )
        for side, title in named.items()
    }
    values = _value_columns(named, measures)
    columns = {
        "name": widgets.Column(text(language, "overview.column_grid"), width=150),
        "left": values["left"],
        "left_rank": ranks["left_rank"],
        "right": values["right"],
        "right_rank": ranks["right_rank"],
    }
    widgets.table(rows, columns, "partings", choice=choices.GRID, choice_column="code")


def _value_columns(
    titles: dict[str, str], measures: dict[str, Measure]
) -> dict[str, widgets.Column]:
    language = choices.language()
    return {
        side: widgets.Column(
            text(
                language,
                "overview.column_value",
                title=title,
                unit=text(language, f"measures.{measures[side]}_unit"),
            ),
            numbers.decimal if _has_decimals(measures[side]) else numbers.count,
        )
        for side, title in titles.items()
    }


def _has_decimals(measure: Measure) -> bool:
    return bool(MEASURES[measure].decimals) or measure is Measure.OVERDUE_SHARE


def _sure(is_clear: object) -> str:
    language = choices.language()
    if is_clear is pd.NA:
        return ""
    return text(language, "overview.sure_clear" if is_clear else "overview.sure_noise")


def _note(container: Container, view: Asked, other: Side) -> str:
    """Return how the table is ordered, and that a month is not over where one is not."""
    language = choices.language()
    parts = [text(language, "overview.changes_note")]
    now = container.snapshots.current().now.date()
    running = [one for one in (view.month, other.month) if one.period.last > now]
    parts += [
        text(language, "overview.month_runs", month=wording.month(language, str(one)))
        for one in running
    ]
    return " ".join(parts)
