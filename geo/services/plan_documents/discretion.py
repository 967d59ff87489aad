"""Which small counts a document holds back: below ten for all who may not edit plans.

A count left out must not come back by subtraction. So where one hand-over is held back alone, the
next smallest goes with it; the sum is left out; and of the grids they touch a memo tells no people
afterwards, a GeoPackage none at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.domain.kinds import Language
from geo.domain.policy import Action, Actor, is_permitted
from geo.messages import numbers, text
from geo.services.plan_documents.moves import Move
from geo.services.wall.suppression import is_small


@dataclass(frozen=True, slots=True)
class Discretion:
    """What is held back: hand-overs by their place in the list, and grids by their code."""

    sees_all: bool
    hidden_moves: frozenset[int] = frozenset()
    hidden_grids: frozenset[str] = field(default_factory=frozenset)

    def hides(self, count: float | None) -> bool:
        """Return whether a count is too small for this reader."""
        return not self.sees_all and count is not None and is_small(round(count))

    def count(self, language: Language, count: float | None) -> str:
        """Return a count in words: itself, unknown, or that it is small."""
        if count is None:
            return text(language, "common.unknown")
        return text(language, "documents.few") if self.hides(count) else numbers.count(count)


def discretion_of(actor: Actor, moves: Sequence[Move]) -> Discretion:
    """Return what is held back from an actor, given who is handed over."""
    if is_permitted(actor.role, Action.EDIT_PLAN):
        return Discretion(sees_all=True)
    hidden = _small(moves)
    if len(hidden) == 1:
        hidden |= _next_smallest(moves, hidden)
    grids = {code for place in hidden for code in (moves[place].from_grid, moves[place].to_grid)}
    return Discretion(False, frozenset(hidden), frozenset(grids))


def _small(moves: Sequence[Move]) -> set[int]:
    return {
        place
        for place, one in enumerate(moves)
        if one.households is not None and is_small(one.households)
    }


def _next_smallest(moves: Sequence[Move], hidden: set[int]) -> set[int]:
    left = [
        (one.households, place)
        for place, one in enumerate(moves)
        if place not in hidden and one.households
    ]
    return {min(left)[1]} if left else set()
