"""A scope of incidents as short texts for a link or a URL, and back; chooses nothing itself."""

from collections.abc import Mapping
from datetime import date

from geo.domain.errors import BadValue
from geo.domain.kinds import Channel, IncidentState
from geo.services.local_time import Month, Period
from geo.services.scope import Scope

_JOIN = "|"
STEPS = "steps"
"""With "1" a link leaves the month to its map, which asks for one after the other."""


def to_choices(scope: Scope, month: Month | None = None) -> dict[str, str]:
    """Return categories, channels, states, days and month by name, empty ones left out."""
    days = scope.reported
    written = {
        "categories": _JOIN.join(scope.categories),
        "channels": _JOIN.join(scope.channels),
        "states": _JOIN.join(scope.states),
        "month": str(month) if month else "",
        "from": days.first.isoformat() if days else "",
        "to": days.last.isoformat() if days else "",
    }
    return {name: value for name, value in written.items() if value}


def scope_in(choices: Mapping[str, str], *, in_month: bool = False) -> Scope:
    """Return the scope that `to_choices` wrote.

    Reports are limited to the days named, or with `in_month` and without days to the month.

    Raises:
        BadValue: a channel, a state, a day or the month is none.
    """
    month = month_in(choices) if in_month else None
    try:
        return Scope(
            categories=_parts(choices.get("categories", "")),
            channels=tuple(Channel(part) for part in _parts(choices.get("channels", ""))),
            states=tuple(IncidentState(part) for part in _parts(choices.get("states", ""))),
            reported=_days(choices) or (month.period if month else None),
        )
    except ValueError as error:
        raise BadValue(field="scope", value=str(dict(choices))) from error


def month_in(choices: Mapping[str, str]) -> Month | None:
    """Return the month named, None when none is.

    Raises:
        BadValue: it is not written YYYY-MM.
    """
    written = choices.get("month", "")
    try:
        return Month.parse(written) if written else None
    except ValueError as error:
        raise BadValue(field="month", value=written) from error


def _days(choices: Mapping[str, str]) -> Period | None:
    first, last = choices.get("from", ""), choices.get("to", "")
    return Period(date.fromisoformat(first), date.fromisoformat(last)) if first and last else None


def _parts(written: str) -> tuple[str, ...]:
    return tuple(written.split(_JOIN)) if written else ()
