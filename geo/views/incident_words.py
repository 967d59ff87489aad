"""What categories, states, channels and deadlines of incidents are called in a language."""

from datetime import datetime

from geo.domain.kinds import Channel, IncidentState, Language
from geo.domain.units import H_PER_DAY, S_PER_H
from geo.messages import text

_FROM_DAYS = 48.0


def state_words(language: Language, state: IncidentState | str | None) -> str:
    """Return the name of a state, the word for unknown where there is none."""
    return text(language, f"incidents.state_{state}" if state else "common.unknown")


def channel_words(language: Language, channel: Channel | str | None) -> str:
    """Return the name of a channel, the word for unknown where there is none."""
    return text(language, f"common.channel_{channel}" if channel else "common.unknown")


def moment_words(language: Language, moment: datetime | None) -> str:
    """Return a local moment to the minute, the word for unknown where there is none."""
    return f"{moment:%Y-%m-%d %H:%M}" if moment else text(language, "common.unknown")


def left_words(language: Language, due_at: datetime, now: datetime) -> str:
    """Return how long there is until a deadline, or for how long it has passed."""
    left_h = (due_at - now).total_seconds() / S_PER_H
    size = abs(left_h)
    unit = "hours" if size < _FROM_DAYS else "days"
    amount = size if unit == "hours" else size / H_PER_DAY
    return text(
        language, f"incidents.{'left' if left_h >= 0 else 'over'}_{unit}", amount=f"{amount:.0f}"
    )
