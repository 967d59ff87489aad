"""The states of a draft after each step: a bounded number is held, the rest is worked out again.

A state of ten thousand cells takes about a megabyte. Held are the first, those around the step in
force, and a few at even distances, so that going far back replays a stretch and never all steps.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from geo.services.drafting.impact import Reckoned

BEHIND: Final = 12
"""So many states before the one last asked for are held: undoing goes back one by one."""
AHEAD: Final = 2
MILESTONES: Final = 8
"""At most so many states are held at even distances."""
MOST_HELD: Final = 1 + BEHIND + 1 + AHEAD + MILESTONES

Remake = Callable[[int, Reckoned], Reckoned]
"""Gives the state after step n, from the number n and the state before it."""


@dataclass(slots=True)
class States:
    """States by the number of steps they stand after; step 0 is the base."""

    first: Reckoned
    remake: Remake
    _held: dict[int, Reckoned] = field(default_factory=dict)

    def at(self, n: int) -> Reckoned:
        """Return the state after n steps, worked out again where it is not held."""
        start = max((one for one in self._held if one <= n), default=0)
        now = self._held.get(start, self.first)
        for number in range(start + 1, n + 1):
            now = self.remake(number, now)
            self._hold(number, now)
        self._trim(n)
        return now

    def put(self, n: int, state: Reckoned) -> None:
        """Hold the state after step n in place of it and of all later ones."""
        self.cut(n)
        self._hold(n, state)

    def cut(self, n: int) -> None:
        """Forget the state after step n and all later ones: another step comes there."""
        for number in [one for one in self._held if one >= n]:
            del self._held[number]

    def count(self) -> int:
        """Return how many states are held."""
        return 1 + len(self._held)

    def _hold(self, n: int, state: Reckoned) -> None:
        if n:
            self._held[n] = state
            self._trim(n)

    def _trim(self, around: int) -> None:
        spacing = _spacing(max(self._held, default=0))
        for number in list(self._held):
            is_near = around - BEHIND <= number <= around + AHEAD
            if not is_near and number % spacing:
                del self._held[number]


def _spacing(last: int) -> int:
    """Return the distance of the milestones: the least power of two that leaves few enough."""
    spacing = 1
    while last // spacing > MILESTONES:
        spacing *= 2
    return spacing
