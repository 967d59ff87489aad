"""Words for what files call things, in the user's language where a catalogue has them."""

from collections.abc import Callable

from geo.domain.kinds import Language
from geo.messages import has, text


def category(language: Language, name: str) -> str:
    """Return a category's name, translated where the catalogue knows it."""
    key = f"categories.{name}"
    return text(language, key) if has(key, language) else name


def month(language: Language, written: str) -> str:
    """Return a month written YYYY-MM as the user reads it."""
    year, _, number = written.partition("-")
    return text(language, "common.month_name", year=year, month=int(number))


def or_all(language: Language, wording: Callable[[str], str]) -> Callable[[str], str]:
    """Return a wording in which the empty choice reads as all."""
    return lambda name: wording(name) if name else text(language, "common.all")
