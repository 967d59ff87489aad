"""What is said of a pasture's season: its name, since when, until when, what comes then."""

from collections.abc import Iterable
from datetime import date, timedelta

from geo.domain.kinds import Language
from geo.domain.seasons import Spell
from geo.messages.catalogue import has, text
from geo.messages.dates import day_words

_A_DAY = timedelta(days=1)


def season_names(language: Language, names: Iterable[str]) -> str:
    """Return the names of seasons, in their own words where the catalogue knows none."""
    said = (text(language, f"seasons.{n}") if has(f"seasons.{n}", language) else n for n in names)
    return text(language, "seasons.and").join(said)


def season_span(language: Language, spell: Spell, today: date) -> str:
    """Return a season and its days in a few words, as on the map."""
    named, days = season_names(language, spell.seasons), _days(language, spell, today)
    key = "seasons.tip" if days else "seasons.tip_always"
    return text(language, key, seasons=named, **days)


def season_sentence(language: Language, spell: Spell, today: date) -> str:
    """Return what is in force since when until when, and what comes on which day."""
    named, days = season_names(language, spell.seasons), _days(language, spell, today)
    if spell.until is None or not days:
        return text(language, "seasons.standing_always", seasons=named)
    after = "seasons.next" if spell.then else "seasons.next_gap"
    day = day_words(language, spell.until + _A_DAY, today.year)
    coming = text(language, after, day=day, seasons=season_names(language, spell.then))
    key = "seasons.standing" if spell.seasons else "seasons.gap"
    return text(language, key, seasons=named, **days) + coming


def _days(language: Language, spell: Spell, today: date) -> dict[str, str]:
    """Return the first and last day in words, nothing where the season never changes."""
    if spell.since is None or spell.until is None:
        return {}
    known = {"since": spell.since, "until": spell.until}
    return {name: day_words(language, day, today.year) for name, day in known.items()}
