"""The incident page's filters: one row, kept in the URL, and the scope that they choose."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

import streamlit as st

from geo.bootstrap import Container
from geo.domain.codes import GridCode
from geo.domain.kinds import END_STATES, Channel, IncidentState, Language
from geo.messages import text
from geo.messages.category_names import category_name
from geo.messages.dates import month_words
from geo.services.links import LinkKind
from geo.services.local_time import Month, Period
from geo.services.scope import Scope
from geo.services.scope_choices import scope_in, to_choices
from geo.ui import bounds, choices, filters, map_export, page_actions, widgets
from geo.views.incident_words import channel_words, state_words

WORDS, STATE, FIRST_DAY, LAST_DAY, INCIDENT = "q", "state", "from", "to", "incident"
SELECTIONS = (INCIDENT, choices.GRID, WORDS)
ALL_TIME, OPEN = "all", "open"
_SPANS = {"days7": 7, "days30": 30}
_OPEN_STATES = tuple(state for state in IncidentState if state not in END_STATES)


@dataclass(frozen=True, slots=True)
class IncidentChoice:
    """What the filters say: words to look up, the scope, and the month the trend speaks of."""

    words: str
    scope: Scope
    month: Month

    @property
    def link(self) -> Mapping[str, str]:
        """Return the choices of the map's link; a grid is outlined there, never cut out."""
        return to_choices(replace(self.scope, grids=())) | {"ids": "1"}

    @property
    def trend(self) -> Scope:
        """Return the scope without its days, for a series of months."""
        return replace(self.scope, reported=None)


def draw(container: Container) -> IncidentChoice:
    """Draw the row of filters and return what it says."""
    language, months = choices.language(), container.indicators.months(choices.actor())
    present, categories = str(months[0]), container.snapshots.current().categories
    with widgets.row("incident_filters"):
        words = filters.words(
            WORDS, text(language, "incidents.find"), text(language, "incidents.find_hint")
        )
        time = filters.select(
            choices.MONTH,
            text(language, "incidents.time"),
            (*map(str, months), *_SPANS, ALL_TIME),
            lambda option: _time_words(language, option),
            default=present,
        )
        category = filters.select(
            choices.CATEGORY,
            text(language, "incidents.column_category"),
            ("", *categories),
            lambda option: category_name(language, option) or text(language, "common.all"),
        )
        channel = filters.select(
            choices.CHANNEL,
            text(language, "incidents.column_channel"),
            ("", *Channel),
            lambda option: channel_words(language, option) if option else _all(language),
        )
        state = filters.select(
            STATE,
            text(language, "incidents.column_state"),
            ("", OPEN, *IncidentState),
            lambda option: _state_words(language, option),
        )
        _draw_more(language)
        days = _days(container, time)
        page_actions.copy_link(**_absolute(days, time))
        chosen = {"categories": category, "channels": channel, "states": _states(state)}
        scope = replace(scope_in(chosen), reported=days, grids=_grids())
        month = Month.parse(time) if time in map(str, months) else months[0]
        choice = IncidentChoice(words, scope, month)
        map_export.draw(choice.link, (LinkKind.INCIDENTS,))
    return choice


def _draw_more(language: Language) -> None:
    with st.popover(text(language, "common.more")):
        hint = text(language, "incidents.day_hint")
        filters.words(FIRST_DAY, text(language, "incidents.first_day"), hint)
        filters.words(LAST_DAY, text(language, "incidents.last_day"), hint)
        widgets.words(text(language, "incidents.days_win"))
        bounds.draw_choice()


def _all(language: Language) -> str:
    return text(language, "common.all")


def _time_words(language: Language, option: str) -> str:
    if option in (*_SPANS, ALL_TIME):
        return text(language, f"incidents.time_{option}")
    return month_words(language, option)


def _state_words(language: Language, option: str) -> str:
    if option == OPEN:
        return text(language, "incidents.state_open")
    return state_words(language, option) if option else _all(language)


def _states(chosen: str) -> str:
    return "|".join(_OPEN_STATES) if chosen == OPEN else chosen


def _grids() -> tuple[GridCode, ...]:
    code = choices.value(choices.GRID)
    return (GridCode(code),) if code else ()


def _absolute(days: Period | None, time: str) -> dict[str, str]:
    """Return the days by their dates where the choice counts them from today, or is open-ended."""
    is_typed = bool(choices.value(FIRST_DAY) or choices.value(LAST_DAY))
    if days is None or not (is_typed or time in _SPANS):
        return {}
    dated = {FIRST_DAY: days.first.isoformat(), LAST_DAY: days.last.isoformat()}
    return dated | ({choices.MONTH: ""} if time in _SPANS else {})


def _days(container: Container, time: str) -> Period | None:
    """Return the days that are typed in, else those of the time chosen; None is all time."""
    today = container.snapshots.current().now.date()
    first, last = choices.value(FIRST_DAY), choices.value(LAST_DAY)
    if first or last:
        typed = {"from": first or last, "to": last or today.isoformat()}
        return scope_in(typed).reported
    if time in _SPANS:
        return Period(today - timedelta(days=_SPANS[time] - 1), today)
    return None if time == ALL_TIME else Month.parse(time).period
