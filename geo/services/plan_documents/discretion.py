"""Which small counts a document holds back: below ten for all who may not edit plans.

A count left out must not come back by subtraction: of grids that a draft holds back (`held`) no
hand-over is told, nor the sum of all; a memo tells no people afterwards, a GeoPackage none at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.domain.kinds import Language
from geo.domain.policy import Action, Actor, is_permitted
from geo.messages import numbers, text
from geo.services.draft_values import Impact
from geo.services.plan_documents.moves import Move
from geo.services.small_counts.least import is_small


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


def discretion_of(actor: Actor, moves: Sequence[Move], impact: Impact) -> Discretion:
    """Return what is held back from an actor, given who is handed over and what he saw of it."""
    if is_permitted(actor.role, Action.EDIT_PLAN):
        return Discretion(sees_all=True)
    hidden = frozenset(
        place
        for place, one in enumerate(moves)
        if one.from_grid in impact.held or one.to_grid in impact.held
    )
    return Discretion(False, hidden, impact.held)
