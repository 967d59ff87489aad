"""How people follow the land: what a cell gives to others takes its share along, an estimate.

A share is that of address points where they are known there, else of built-up area, else of area.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.services.drafting.base import CellPeople, DraftBase
from geo.services.drafting.settled import boxes_meet
from geo.spatial.partition import Partition, Step, cell_shapes
from geo.spatial.partition.shares import divided

Floats = NDArray[np.float64]
_NOTHING_M2 = 1e-6


def people_after(
    base: DraftBase, people: Mapping[CellCode, CellPeople], before: Partition, step: Step
) -> Mapping[CellCode, CellPeople]:
    """Return the people of every cell whose land a step changed.

    What each old cell had is divided over the new cells that lie on its land; sums are exact.
    """
    targets = _reshaped(before, step)
    sources = [code for code in (*targets, *step.removed) if code in before.cells]
    if not targets:
        return {}
    old, new = cell_shapes(before, sources), cell_shapes(step.partition, targets)
    land_m2 = _overlaps_m2(old, new)
    weights = base.settled.weights(old, new, land_m2)
    is_cut = (land_m2 > _NOTHING_M2).sum(axis=1) > 1
    return {
        code: _received([people[one] for one in sources], weights, is_cut, place)
        for place, code in enumerate(targets)
    }


def _reshaped(before: Partition, step: Step) -> list[CellCode]:
    """Return the touched cells whose rings are not what they were, labels aside."""
    found = []
    for code in step.touched:
        old = before.cells.get(code)
        if code not in step.noded and (
            old is None or old.parts is not step.partition.cells[code].parts
        ):
            found.append(code)
    return found


def _overlaps_m2(old: NDArray[np.object_], new: NDArray[np.object_]) -> Floats:
    """Return the common area of each old and each new cell, (old, new)."""
    row, column = np.nonzero(boxes_meet(old, new))
    common_m2: Floats = np.zeros((len(old), len(new)))
    common_m2[row, column] = shapely.area(shapely.intersection(old[row], new[column]))
    return common_m2


def _received(
    given: Sequence[CellPeople], weights: Floats, is_cut: NDArray[np.bool_], place: int
) -> CellPeople:
    """Return what one new cell gets of all old ones."""
    has_part = weights[:, place] > 0
    origins = sorted(
        {grid for one, part in zip(given, has_part, strict=True) if part for grid in one.origins}
    )
    homes = {
        grid: _sum([one.origins.get(grid, 0) for one in given], weights, place) for grid in origins
    }
    return CellPeople(
        residents=_sum([one.residents for one in given], weights, place),
        origins={grid: count for grid, count in homes.items() if count != 0}
        or dict.fromkeys(origins[:1], 0),
        is_estimated=bool((is_cut & has_part).any())
        or any(one.is_estimated for one, part in zip(given, has_part, strict=True) if part),
    )


def _sum(counts: Sequence[int | None], weights: Floats, place: int) -> int | None:
    total = 0
    for count, row in zip(counts, weights, strict=True):
        if row[place] <= 0:
            continue
        if count is None:
            return None
        total += int(divided(count, row)[place])
    return total
