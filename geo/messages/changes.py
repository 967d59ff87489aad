"""How much more or less than before, in words: percent where the base bears it, else counts."""

from geo.domain.kinds import Language
from geo.messages import numbers
from geo.messages.catalogue import text

LEAST_BASE = 10
"""Cases in the earlier period below which a percentage would be noise."""
MOST_SHARE = 3.0
"""The largest change said in percent: fourfold."""
LAST_MONTH, LAST_YEAR = "last_month", "last_year"


def change_words(language: Language, before: str, share: float | None, earlier: int) -> str:
    """Return a change since `before` in percent, or how many there were when that misleads.

    `share` is 0.1 for a tenth more, None where unknown; `earlier` counts the earlier period.
    """
    named = text(language, f"common.{before}")
    if share is None or not bears_percent(share, earlier):
        return text(language, "common.change_count", earlier=named, count=numbers.count(earlier))
    written = numbers.percent(abs(share), 0)
    key = "same" if written == "0" else "more" if share > 0 else "less"
    return text(language, f"common.change_{key}", earlier=named, percent=written)


def bears_percent(share: float, earlier: int) -> bool:
    """Return whether a change is said in percent."""
    return earlier >= LEAST_BASE and share <= MOST_SHARE
