"""Beside the incident map: the work order that is selected or looked up, else the figures."""

from collections.abc import Sequence
from datetime import datetime

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import NotFound
from geo.domain.kinds import Language
from geo.messages import numbers, sentence, text
from geo.messages.category_names import category_name
from geo.services.found_incidents import FoundIncident, Worker
from geo.services.lookup import MOST_FOUND
from geo.ui import choices, navigation, widgets
from geo.ui.incident_choices import INCIDENT, IncidentChoice
from geo.views.escaping import markdown
from geo.views.facts import Fact, facts
from geo.views.figures import Tone
from geo.views.incident_words import (
    channel_words,
    left_words,
    moment_words,
    state_words,
)


def selected(container: Container, choice: IncidentChoice) -> FoundIncident | None:
    """Return the incident that the URL names, else the first that the words find."""
    number = choices.value(INCIDENT)
    if number:
        try:
            return container.lookup.incident(choices.actor(), number)
        except NotFound as error:
            st.warning(markdown(sentence(choices.language(), error)))
    found = container.lookup.incidents(choices.actor(), choice.words, 1)
    return found[0] if found else None


def place(incident: FoundIncident | None) -> tuple[float, float] | None:
    """Return where the incident may be shown (lon, lat in degrees), None when nowhere."""
    if incident is None or incident.lon_deg is None or incident.lat_deg is None:
        return None
    return incident.lon_deg, incident.lat_deg


def draw(container: Container, choice: IncidentChoice, incident: FoundIncident | None) -> None:
    """Draw the work order and what else the words find, or how the chosen ones stand."""
    now = container.snapshots.current().now
    if incident:
        draw_order(incident, now)
    if choice.words:
        found = container.lookup.incidents(choices.actor(), choice.words)
        draw_found(found, incident, choice.words)
    elif not incident:
        draw_standing(container, choice)


def draw_order(incident: FoundIncident, now: datetime) -> None:
    """Draw one work order: what, where, who, until when."""
    language = choices.language()
    widgets.title(f"{category_name(language, incident.category)} {incident.id}")
    st.html(facts(order_facts(language, incident, now)))
    with widgets.row("order_links"):
        if incident.grid:
            label = text(language, "incidents.open_grid")
            navigation.link("map/overview", label, **{choices.GRID: incident.grid.code})
        widgets.pick(text(language, "incidents.close_card"), "close_order", INCIDENT, "")


def order_facts(language: Language, incident: FoundIncident, now: datetime) -> list[Fact]:
    """Return the lines of a work order's card."""

    def fact(name: str, value: str, tone: Tone = Tone.PLAIN) -> Fact:
        return Fact(text(language, f"incidents.column_{name}"), value, tone)

    tone = Tone.BAD if incident.is_overdue else Tone.PLAIN
    no_grid = text(language, "incidents.no_grid")
    return [
        fact("due", _deadline(language, incident, now), tone),
        fact("state", state_words(language, incident.state)),
        fact("grid", incident.grid.name if incident.grid else no_grid),
        fact("workers", _workers(language, incident.workers)),
        fact("address", _address(language, incident)),
        fact("reported", moment_words(language, incident.reported_at)),
        fact("channel", channel_words(language, incident.channel)),
    ]


def draw_found(found: Sequence[FoundIncident], shown: FoundIncident | None, searched: str) -> None:
    """Draw the other work orders that the words find, each to be picked."""
    language = choices.language()
    if not found:
        widgets.empty(text(language, "incidents.found_nothing", words=searched))
        return
    others = [one for one in found if shown is None or one.id != shown.id]
    if not others:
        return
    key = "found_most" if len(found) == MOST_FOUND else "found_others"
    widgets.title(text(language, f"incidents.{key}", count=len(others)))
    for one in others:
        grid = one.grid.name if one.grid else text(language, "incidents.no_grid")
        parts = (category_name(language, one.category), grid, f"{one.reported_at:%m-%d}")
        line = " · ".join((*parts, state_words(language, one.state)))
        widgets.pick(markdown(line), f"found_{one.id}", INCIDENT, one.id)


def draw_standing(container: Container, choice: IncidentChoice) -> None:
    """Draw how many of the chosen incidents are open and overdue, and what they are about."""
    language = choices.language()
    counts = container.incidents.counts(choices.actor(), choice.scope)
    widgets.title(text(language, "incidents.standing_title", count=numbers.count(counts.total)))
    tone = Tone.BAD if counts.overdue else Tone.GOOD
    st.html(
        facts(
            [
                Fact(text(language, "incidents.open"), _cases(language, counts.open)),
                Fact(text(language, "incidents.overdue"), _cases(language, counts.overdue), tone),
            ],
        ),
    )


def _cases(language: Language, count: int) -> str:
    return numbers.counted(language, "incidents.cases", count, count=numbers.count(count))


def _deadline(language: Language, incident: FoundIncident, now: datetime) -> str:
    moment = moment_words(language, incident.due_at)
    if incident.due_at is None or not incident.is_open:
        return moment
    left = left_words(language, incident.due_at, now)
    return text(language, "incidents.deadline", moment=moment, left=left)


def _workers(language: Language, workers: Sequence[Worker]) -> str:
    return text(language, "incidents.comma").join(
        text(language, "incidents.worker", id=one.id, kind=_kind(language, one)) for one in workers
    ) or text(language, "incidents.no_worker")


def _kind(language: Language, worker: Worker) -> str:
    return text(language, f"incidents.staff_{worker.kind}" if worker.kind else "common.unknown")


def _address(language: Language, incident: FoundIncident) -> str:
    if incident.is_at_centre:
        return text(language, "incidents.place_withheld")
    return incident.address or text(language, "common.unknown")
