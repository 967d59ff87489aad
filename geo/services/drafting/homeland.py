"""In whose village the land of a cell lay before the draft: a moved border takes land along."""

import shapely

from geo.domain.codes import AreaCode, CellCode
from geo.services.drafting.base import DraftBase
from geo.spatial.partition import Partition, cell_shapes
from geo.spatial.partition.cells import Part
from geo.spatial.partition.provisional import base_code
from geo.spatial.partition.value import meeting

TRIFLE_M2 = 10.0
"""So much of another village's land is a line drawn by hand, and no land taken."""


class Homeland:
    """Looks at cells whose rings are not the base's, and remembers each as it saw it last."""

    def __init__(self, base: DraftBase) -> None:
        self._base = base
        self._seen: dict[CellCode, tuple[tuple[Part, ...], frozenset[AreaCode]]] = {}

    def villages(self, partition: Partition, code: CellCode) -> frozenset[AreaCode]:
        """Return the village of a cell, and those onto whose land it reaches by more than a trifle.

        None where its own village is unknown.
        """
        home = self._base.village_of_cell.get(base_code(code))
        if home is None:
            return frozenset()
        parts, old = partition.cells[code].parts, self._base.partition.cells.get(code)
        if old is not None and old.parts is parts:
            return frozenset({home})
        seen = self._seen.get(code)
        if seen is None or seen[0] is not parts:
            seen = parts, frozenset({home, *self._reached(partition, code, home)})
            self._seen[code] = seen
        return seen[1]

    def _reached(self, partition: Partition, code: CellCode, home: AreaCode) -> set[AreaCode]:
        base, village_of = self._base.partition, self._base.village_of_cell
        (shape,) = cell_shapes(partition, [code])
        others = [one for one in meeting(base, shape.bounds) if village_of.get(one, home) != home]
        if not others:
            return set()
        common_m2 = shapely.area(shapely.intersection(shape, cell_shapes(base, others)))
        taken_m2: dict[AreaCode, float] = {}
        for one, area_m2 in zip(others, common_m2.tolist(), strict=True):
            taken_m2[village_of[one]] = taken_m2.get(village_of[one], 0.0) + area_m2
        return {village for village, area_m2 in taken_m2.items() if area_m2 > TRIFLE_M2}
