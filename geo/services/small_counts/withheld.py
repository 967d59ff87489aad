"""The grids of a plan whose counts are held back from who may not edit plans."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from geo.domain.codes import GridCode


@dataclass(frozen=True, slots=True)
class Withheld:
    """`people` are grids without residents and households, `reports` those without incidents."""

    people: frozenset[GridCode] = frozenset()
    reports: frozenset[GridCode] = frozenset()

    def renamed(self, final: Mapping[str, str]) -> "Withheld":
        """Return the same grids, also under the codes that they got when the plan came in force."""
        people, reports = (
            grids | {GridCode(final[one]) for one in grids if one in final}
            for grids in (self.people, self.reports)
        )
        return Withheld(people, reports)


NOTHING_WITHHELD: Final = Withheld()


def joint(every: Iterable[Withheld]) -> Withheld:
    """Return what any of them holds back."""
    found = list(every)
    people, reports = (one.people for one in found), (one.reports for one in found)
    return Withheld(frozenset().union(*people), frozenset().union(*reports))
