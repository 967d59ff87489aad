"""村民小组 of the demo: neighbouring cells of a grid, near an equal number of households each."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.samples.plane import to_km
from geo.samples.tables import invented, short_name
from geo.spatial.reading import reading_order

Rows = NDArray[np.int64]
_TEN = 10


def group_areas(cells: pd.DataFrame) -> list[tuple[str, str, BaseGeometry]]:
    """Return code (village + two digits), name and shape of each group, by code.

    Takes unit, grid_code, households and polygon of the cells; land without people has no group.
    """
    found = []
    for unit, own in cells.groupby("unit", sort=True):
        shapes = [_united(own, rows) for rows in _groups_of(own)]
        for number, place in enumerate(_in_reading_order(shapes), start=1):
            name = invented("town")["group_name"].format(
                unit=short_name(str(unit)), ordinal=numeral(number)
            )
            found.append((f"{unit}{number:02d}", name, shapes[place]))
    return found


def numeral(number: int) -> str:
    """Return a number from 1 to 99 in Chinese."""
    digits = invented("town")["ordinals"]
    tens, ones = divmod(number, _TEN)
    head = "" if tens == 0 else digits[_TEN - 1] if tens == 1 else digits[tens - 1] + digits[-1]
    return head + (digits[ones - 1] if ones else "")


def _groups_of(unit: pd.DataFrame) -> Iterator[Rows]:
    """Yield rows of the unit's cells, grid by grid, so that no group lies in two grids."""
    points = to_km(shapely.get_coordinates(shapely.centroid(unit["polygon"].to_numpy())))
    households = unit["households"].to_numpy(float)
    for rows in unit.groupby("grid_code", sort=True).indices.values():
        total = households[rows].sum()
        if total > 0:
            groups = max(1, round(total / invented("town")["group_households"]))
            yield from _parted(np.asarray(rows), points, households, groups)


def _parted(
    rows: Rows, points: NDArray[np.float64], households: NDArray[np.float64], groups: int
) -> Iterator[Rows]:
    """Yield the rows in parts of about equal households, halved across the longer side."""
    if groups == 1 or len(rows) < groups:
        yield rows
        return
    spans = np.ptp(points[rows], axis=0)
    ordered = rows[np.argsort(points[rows, int(spans.argmax())], kind="stable")]
    first = groups // 2
    reached = np.cumsum(households[ordered])
    cut = int(np.searchsorted(reached, reached[-1] * first / groups)) + 1
    cut = min(max(cut, first), len(ordered) - (groups - first))
    yield from _parted(ordered[:cut], points, households, first)
    yield from _parted(ordered[cut:], points, households, groups - first)


def _united(unit: pd.DataFrame, rows: Rows) -> BaseGeometry:
    return shapely.coverage_union_all(unit["polygon"].to_numpy()[np.sort(rows)])


def _in_reading_order(shapes: list[BaseGeometry]) -> list[int]:
    if not shapes:
        return []
    east, north = to_km(shapely.get_coordinates(shapely.centroid(shapes))).T
    return list(reading_order(east, north, [0] * len(shapes)))
