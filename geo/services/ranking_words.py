"""The worst grids in words: how much, and the causes that weigh most."""

from collections.abc import Sequence

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.messages.category_names import category_name
from geo.services.causes import MainCause
from geo.services.ranked_figures import RankedBy
from geo.services.ranking import RankedGrid

PERCENT = frozenset({RankedBy.OVERDUE_SHARE})
"""The measures that are shares, shown in percent."""
_BY_LATE = frozenset({RankedBy.OVERDUE_SHARE, RankedBy.OVERDUE_OPEN})
_CAUSES_SHOWN = 2


def causes(language: Language, measure: RankedBy, grid: RankedGrid) -> str:
    """Return the grid's main causes in one line."""
    shown = [_cause(language, measure, one) for one in grid.causes[:_CAUSES_SHOWN]]
    return text(language, "overview.cause_join").join(shown)


def main_cause(language: Language, measure: RankedBy, grid: RankedGrid) -> str:
    """Return the cause that weighs most, empty where there is none."""
    return "".join(_cause(language, measure, one) for one in grid.causes[:1])


def late_causes(language: Language, found: Sequence[MainCause]) -> str:
    """Return the categories that are late most, in one line."""
    shown = [_cause(language, RankedBy.OVERDUE_SHARE, one) for one in found[:_CAUSES_SHOWN]]
    return text(language, "overview.cause_join").join(shown)


def chase(language: Language, overdue_open: int, found: Sequence[MainCause]) -> str:
    """Return what to do about work that is late; empty where none is."""
    if not found:
        return ""
    key = "overview.chase_open" if overdue_open else "overview.chase_done"
    return text(language, key, open=overdue_open, causes=late_causes(language, found))


def _cause(language: Language, measure: RankedBy, cause: MainCause) -> str:
    name = category_name(language, cause.category)
    if measure in _BY_LATE and cause.late:
        return text(language, "overview.cause_late", category=name, late=cause.late, due=cause.due)
    return text(language, "overview.cause_received", category=name, received=cause.received)


def value(language: Language, measure: RankedBy, grid: RankedGrid) -> str:
    """Return the grid's figure with its unit."""
    is_share = measure in PERCENT
    written = numbers.percent(grid.value, 0) if is_share else numbers.decimal(grid.value)
    unit = text(language, f"measures.{measure}_unit")
    return text(language, "overview.rank_line", value=written, unit=unit)
