"""Words for what files call things, in the user's language where a catalogue has them."""

from collections.abc import Callable

from geo.domain.kinds import Language
from geo.messages import text
from geo.messages.category_names import category_name
from geo.messages.dates import month_words as month

__all__ = ["category_name", "month", "or_all"]


def or_all(language: Language, wording: Callable[[str], str]) -> Callable[[str], str]:
    """Return a wording in which the empty choice reads as all."""
    return lambda name: wording(name) if name else text(language, "common.all")
