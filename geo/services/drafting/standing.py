"""Where a draft stands: its base, its state, the rules it breaks, and what it comes to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from geo.domain.codes import GridCode
from geo.services.drafting.base import DraftBase
from geo.services.drafting.impact import Reckoned
from geo.services.drafting.result import boundaries_of
from geo.services.drafting.rules import Broken
from geo.services.drafting.state import DraftState, moved
from geo.services.other_boundaries import Boundaries
from geo.spatial.partition.cells import Cell
from geo.spatial.partition.mending import mended
from geo.spatial.partition.provisional import base_code


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A draft at one revision; pieces of a cell that came together again are one cell here."""

    base: DraftBase
    state: DraftState
    broken: tuple[Broken, ...]
    boundaries: Boundaries

    @property
    def is_changed(self) -> bool:
        """Return whether land, a name or a kind is not as it was in the base."""
        before, now = self.base.partition.cells, self.state.partition.cells
        has_other_facts = any(
            facts != self.base.grids.get(code) for code, facts in self.state.grids.items()
        )
        if has_other_facts or before.keys() != now.keys():
            return True
        return any(not _is_same(cell, before[code]) for code, cell in now.items())

    def heirs(self) -> Mapping[GridCode, GridCode]:
        """Return for each grid that is gone the one that most of its households lie in now.

        Each cell counts as a household more, so that land without people has an heir as well.
        """
        before, now = self.base.partition, self.state.partition
        gone = before.members.keys() - now.members.keys()
        weights: dict[GridCode, Counter[GridCode]] = {code: Counter() for code in gone}
        for code, cell in now.cells.items():
            origin = before.cells.get(base_code(code))
            if origin is not None and origin.grid in gone:
                weights[origin.grid][cell.grid] += 1 + (self.state.people[code].households or 0)
        return {code: found.most_common(1)[0][0] for code, found in weights.items() if found}


def standing_of(base: DraftBase, now: Reckoned) -> Standing:
    """Return where a draft stands, its fragments joined."""
    state = now.state
    for step in mended(state.partition, base.partition):
        state = moved(base, state, step)
    return Standing(base, state, now.broken, boundaries_of(base, state))


def _is_same(one: Cell, other: Cell) -> bool:
    if one is other:
        return True
    rings = one.rings, other.rings
    return (
        one.grid == other.grid
        and len(rings[0]) == len(rings[1])
        and all(np.array_equal(a, b) for a, b in zip(*rings, strict=True))
    )
