"""Grids that exchange ground hang together: all counts of such a set are shown, or none.

What one grid loses the others gain, so that a small count hidden alone could be worked out from
what stands beside it. Ground in no grid ("") ties nothing together.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from scipy.cluster.hierarchy import DisjointSet

from geo.domain.codes import GridCode
from geo.services.small_counts.least import is_small


@dataclass(frozen=True, slots=True)
class Told:
    """Counts of people or of reports that tell something of these grids, each by itself."""

    grids: tuple[GridCode, ...]
    counts: tuple[float | None, ...]

    @property
    def is_small(self) -> bool:
        """Return whether one of the counts is small."""
        return any(is_small(one) for one in self.counts)


def joined(links: Iterable[Iterable[GridCode]]) -> "DisjointSet[GridCode]":
    """Return the grids in sets, those of one link in the same."""
    sets: DisjointSet[GridCode] = DisjointSet()
    for link in links:
        known = [grid for grid in link if grid]
        for grid in known:
            sets.add(grid)
            sets.merge(known[0], grid)
    return sets


def together(sets: "DisjointSet[GridCode]", grids: Iterable[GridCode]) -> frozenset[GridCode]:
    """Return all grids that hang together with one of these."""
    found: set[GridCode] = set()
    for grid in grids:
        if grid:
            found |= sets.subset(grid)
    return frozenset(found)


def held_back(
    told: Iterable[Told],
    links: Iterable[Iterable[GridCode]] = (),
    also: Iterable[GridCode] = (),
) -> frozenset[GridCode]:
    """Return the grids of which no count may be shown; what is told ties its grids as links do.

    `also` are grids of which something small is told elsewhere.
    """
    every, elsewhere = list(told), list(also)
    sets = joined([*links, *(one.grids for one in every), *([one] for one in elsewhere)])
    small = [grid for one in every if one.is_small for grid in one.grids]
    return together(sets, (*small, *elsewhere))
