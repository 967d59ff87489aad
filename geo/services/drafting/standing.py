"""Where a draft stands: its base, its state, the rules it breaks, and what it comes to."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from geo.domain.codes import GridCode
from geo.services.drafting.base import DraftBase
from geo.services.drafting.rules import Broken
from geo.services.drafting.state import DraftState
from geo.services.other_boundaries import Boundaries
from geo.spatial.partition.provisional import base_code


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """A draft at one revision."""

    base: DraftBase
    state: DraftState
    broken: tuple[Broken, ...]
    boundaries: Boundaries

    @property
    def is_changed(self) -> bool:
        """Return whether land, a name or a kind is not as it was in the base."""
        grids, before = self.state.grids, self.base.grids
        return bool(self.state.touched) or any(
            facts != before.get(code) for code, facts in grids.items()
        )

    def heirs(self) -> Mapping[GridCode, GridCode]:
        """Return for each grid that is gone the one that most of its households lie in now."""
        before, now = self.base.partition, self.state.partition
        gone = before.members.keys() - now.members.keys()
        weights: dict[GridCode, Counter[GridCode]] = {code: Counter() for code in gone}
        for code, cell in now.cells.items():
            origin = before.cells.get(base_code(code))
            if origin is not None and origin.grid in gone:
                weights[origin.grid][cell.grid] += 1 + (self.state.people[code].households or 0)
        return {code: found.most_common(1)[0][0] for code, found in weights.items() if found}
