"""Cells that almost tile, made to: on request alone, and with a report of what it did."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.codes import CellCode
from geo.spatial import frames
from geo.spatial.frames import MetricFrame
from geo.spatial.partition.building import faults
from geo.spatial.partition.rules import SNAP_M

_NOTHING_M2 = 1e-6


class CellChange(NamedTuple):
    """What cleaning did to one cell: square metres it gained and lost."""

    code: CellCode
    gained_m2: float
    lost_m2: float


@dataclass(frozen=True, slots=True)
class CleaningReport:
    """What cleaning did: faulty cells before and after, changes largest first, cells with no land.

    `area_change_m2` is what the whole gained: gaps closed less overlaps counted once.
    """

    faults_before: int
    faults_after: int
    changes: tuple[CellChange, ...]
    vanished: tuple[CellCode, ...]
    area_change_m2: float


def cleaned(cells: MetricFrame, snap_m: float = SNAP_M) -> tuple[MetricFrame, CleaningReport]:
    """Return cells (code, grid_code, geometry) that tile, ascending by code, and what was done.

    Vertices within `snap_m` become one, gaps narrower than that go to the neighbour with the
    longest border, and so do overlaps (GEOS coverage cleaning). Cells without land are left out.
    """
    ordered = cells.sort_values("code", kind="stable").reset_index(drop=True)
    old = _polygonal(ordered.geometry.to_numpy())
    # types-shapely does not know this function of shapely 2.2 yet.
    new = shapely.coverage_clean(  # type: ignore[attr-defined]
        old, gap_width=snap_m, snapping_distance=snap_m
    )
    codes = [CellCode(str(code)) for code in ordered["code"]]
    is_empty = np.asarray(shapely.is_empty(new))
    kept = ~is_empty
    report = CleaningReport(
        faults_before=len(faults(ordered.geometry.to_numpy())[0]),
        faults_after=len(faults(new[kept])[0]),
        changes=_changes(codes, old, new),
        vanished=tuple(code for code, gone in zip(codes, is_empty.tolist(), strict=True) if gone),
        area_change_m2=float(shapely.area(new).sum() - shapely.area(old).sum()),
    )
    rows = pd.DataFrame(ordered.drop(columns=ordered.geometry.name)[kept])
    return frames.beside(cells, rows.reset_index(drop=True), new[kept]), report


def _polygonal(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Return shapes made valid, without the lines and points that this may leave."""
    valid = shapely.make_valid(shapes)
    found = np.empty(len(shapes), object)
    for position, shape in enumerate(valid.tolist()):
        parts = [one for one in shapely.get_parts(shape) if isinstance(one, shapely.Polygon)]
        found[position] = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    return found


def _changes(
    codes: list[CellCode], old: NDArray[np.object_], new: NDArray[np.object_]
) -> tuple[CellChange, ...]:
    gained = shapely.area(shapely.difference(new, old)).tolist()
    lost = shapely.area(shapely.difference(old, new)).tolist()
    found = [CellChange(*row) for row in zip(codes, gained, lost, strict=True)]
    changed = [one for one in found if one.gained_m2 + one.lost_m2 > _NOTHING_M2]
    return tuple(sorted(changed, key=lambda one: (-one.gained_m2 - one.lost_m2, one.code)))
