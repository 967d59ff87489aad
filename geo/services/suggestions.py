"""The staffing suggestion of the present snapshot, its arithmetic and its JSON."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.domain.errors import NotFound, Refused
from geo.domain.kinds import Language
from geo.domain.policy import Action, Actor, require
from geo.domain.staffing import ArithmeticLine, Suggestion
from geo.services.border_cells import with_cells
from geo.services.derived import once_a_snapshot
from geo.services.snapshot import Snapshot
from geo.services.suggestion_arithmetic import arithmetic
from geo.services.suggestion_json import as_json, as_lines
from geo.services.suggestion_town import town_of
from geo.staffing.advice import suggest
from geo.staffing.assessment import Assessment, assess
from geo.staffing.norms import NormBook
from geo.staffing.target import minimum

HEADCOUNT_MOST = 100_000
"""Beyond any town's; a larger figure is a slip of the keys."""

_KEPT_HEADCOUNTS = 16
_Kept = WeakKeyDictionary[Snapshot, dict[int | None, Suggestion]]


@once_a_snapshot
def _town(snapshot: Snapshot) -> Assessment:
    return assess(town_of(snapshot), NormBook(snapshot.norms))


@dataclass(frozen=True, slots=True)
class Suggestions:
    """Advises on the staff of one store; answers are kept as long as their snapshot."""

    current: Callable[[], Snapshot]
    _kept: _Kept = field(default_factory=WeakKeyDictionary)

    def suggest(self, actor: Actor, headcount: int | None = None) -> Suggestion:
        """Return the advice for `headcount` persons, or for the present staff when it is None.

        Raises:
            NotPermitted: the actor may not see staffing.
            NothingToStaff: no headcount was given and no staff is known.
            Refused: the headcount cannot give every grid its minimum, or is beyond any town's.
        """
        require(actor, Action.VIEW_STAFFING)
        if headcount is not None and headcount > HEADCOUNT_MOST:
            raise Refused("headcount_beyond", headcount=headcount, most=HEADCOUNT_MOST)
        snapshot = self.current()
        kept = self._kept.setdefault(snapshot, {})
        if headcount not in kept:
            if len(kept) >= _KEPT_HEADCOUNTS:
                kept.clear()
            found = _town(snapshot)
            kept[headcount] = with_cells(snapshot, found, suggest(found, headcount))
        return kept[headcount]

    def arithmetic(self, actor: Actor, grid_code: GridCode) -> tuple[ArithmeticLine, ...]:
        """Return the lines of one grid's arithmetic.

        Raises:
            NotPermitted: the actor may not see staffing.
            NotFound: there is no such grid.
        """
        require(actor, Action.VIEW_STAFFING)
        found = _town(self.current())
        if grid_code not in found.town.codes:
            raise NotFound(what="grid", key=grid_code)
        return arithmetic(found, found.town.codes.index(grid_code))

    def headcount_needed(self, actor: Actor) -> int:
        """Return how many full-time workers the need comes to, never fewer than the minimum.

        Raises:
            NotPermitted: the actor may not see staffing.
        """
        require(actor, Action.VIEW_STAFFING)
        found = _town(self.current())
        return max(math.ceil(float(found.needed.fte.sum())), int(minimum(found).sum()))

    def hours_per_worker(self, actor: Actor) -> NDArray[np.float64]:
        """Return hours of work a week per full-time worker who is there, by grid position.

        NaN where no staff is known, infinite where nobody stands on work.

        Raises:
            NotPermitted: the actor may not see staffing.
        """
        require(actor, Action.VIEW_STAFFING)
        return hours_per_worker(self.current())

    @staticmethod
    def as_json(suggestion: Suggestion, language: Language) -> dict[str, object]:
        """Return the suggestion as the command line prints it, sentences in `language`."""
        return as_json(suggestion, language)

    @staticmethod
    def as_lines(suggestion: Suggestion, language: Language) -> tuple[str, ...]:
        """Return the suggestion as sentences: the sum, then every remedy and move."""
        return as_lines(suggestion, language)


def hours_per_worker(snapshot: Snapshot) -> NDArray[np.float64]:
    """Return what `Suggestions.hours_per_worker` does, of a snapshot."""
    found = _town(snapshot)
    hours = found.work.total_h
    if found.capacity is None:
        return np.full(hours.shape, np.nan)
    fte = found.capacity.fte
    nobody = np.where(hours > 0, np.inf, 0.0)
    return np.divide(hours, fte, out=nobody, where=fte > 0)
