"""The search for fairer boundaries of a draft: scope after scope, told as it goes."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from geo.domain.errors import CannotBalance
from geo.domain.kinds import Language
from geo.messages import sentence, text
from geo.services.drafting.balanced import Asked, Posed, pose, solved
from geo.services.drafting.joined import Joined, joined, unchanged
from geo.services.drafting.scope import Scope, scopes
from geo.services.drafting.session import Held
from geo.services.drafting.state import DraftState
from geo.staffing.rebalance import Answer, Progress

_DONE_SHARE = 0.999
_NAMED = 3
"""So many refusals are read out: the others are counted."""


@dataclass(frozen=True, slots=True)
class Fairer:
    """One change a kind, and the town as it stands; `refused` says in words what cannot be.

    `obstacle` is the first of these; `is_alone`: there are no two grids to be set against.
    """

    answers: Sequence[Joined]
    today: Joined
    refused: tuple[str, ...] = ()
    obstacle: CannotBalance | None = None
    is_alone: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Looks for fairer boundaries of one state; what cannot be is said in one language."""

    held: Held
    state: DraftState
    asked: Asked
    language: Language

    def run(self, progress: Progress) -> Fairer:
        """Solve every scope to its own mean; a scope that cannot be leaves the others theirs."""
        wanted = scopes(self.state, by_village=self.asked.by_village, only=self.asked.only)
        found: list[tuple[Posed, Sequence[Answer]]] = []
        refused: list[tuple[str, CannotBalance]] = []
        goes_on = [True]

        def telling(place: int) -> Progress:
            def told(share: float, best: Answer | None) -> bool:
                done = (place + share) / len(wanted) * _DONE_SHARE
                goes_on[0] = progress(done, best) and goes_on[0]
                return goes_on[0]

            return told

        for place, scope in enumerate(wanted):
            posed = pose(self.held, self.state, scope, self.asked)
            found.append((posed, self._solved(posed, telling(place), refused.append)))
            if not goes_on[0]:
                break
        return Fairer(
            answers=joined(found),
            today=unchanged([posed for posed, _ in found]),
            refused=tuple(said for said, _ in refused),
            obstacle=refused[0][1] if refused else None,
            is_alone=not wanted,
        )

    def _solved(
        self, posed: Posed, progress: Progress, refuse: Callable[[tuple[str, CannotBalance]], None]
    ) -> Sequence[Answer]:
        try:
            return solved(posed, progress, self.asked.kinds)
        except CannotBalance as error:
            refuse((self._told(posed.scope, error), error))
            return ()

    def _told(self, scope: Scope, error: CannotBalance) -> str:
        """Return why, with the village before it where the town is balanced village by village."""
        said = sentence(self.language, error)
        village = self.state.grids[scope.grids[0]].village
        name = self.held.base.village_names.get(village, "") if village else ""
        if not self.asked.by_village or not name:
            return said
        return text(self.language, "drafts.balance_of", village=name, said=said)


def named_few(language: Language, refused: Sequence[str]) -> str:
    """Return the first refusals, and how many more there are."""
    more = len(refused) - _NAMED
    told = [*refused[:_NAMED]]
    if more > 0:
        told.append(text(language, "drafts.balance_more", count=more))
    return " ".join(told)
