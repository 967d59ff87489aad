"""Words for what files call things, in the user's language where a catalogue has them."""

from collections.abc import Callable

from geo.domain.kinds import Language
from geo.messages import text
from geo.messages.category_names import category_name

__all__ = ["category_name", "month", "or_all"]


def month(language: Language, written: str) -> str:
    """Return a month written YYYY-MM as the user reads it."""
    year, _, number = written.partition("-")
    return text(language, "common.month_name", year=year, month=int(number))


def or_all(language: Language, wording: Callable[[str], str]) -> Callable[[str], str]:
    """Return a wording in which the empty choice reads as all."""
    return lambda name: wording(name) if name else text(language, "common.all")
