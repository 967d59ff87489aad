"""Codes and names: grids numbered within their unit, cells north to south and west to east."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely

from geo.domain.kinds import GridKind
from geo.samples.plane import to_km
from geo.samples.tables import invented, short_name
from geo.spatial.reading import reading_order

_KIND_ORDER = tuple(GridKind)


def numbered(cells: pd.DataFrame) -> pd.DataFrame:
    """Return the cells with `code`, `grid_code` and `grid_name`, ordered by code.

    Takes the columns of `Land.cells`; adds `land_row`, the row each cell had before.
    """
    units = [_numbered_unit(unit) for _, unit in _placed(cells).groupby("unit", sort=True)]
    return pd.concat(units).sort_values("code", ignore_index=True)


def _placed(cells: pd.DataFrame) -> pd.DataFrame:
    points = shapely.get_coordinates(shapely.centroid(cells["polygon"].to_numpy()))
    east, north = to_km(points).T
    return cells.assign(east_km=east, north_km=north, land_row=np.arange(len(cells)))


def _numbered_unit(unit: pd.DataFrame) -> pd.DataFrame:
    grids = unit.groupby(["plot", "part"], as_index=False).agg(
        kind=("kind", "first"),
        name=("name", "first"),
        east_km=("east_km", "mean"),
        north_km=("north_km", "mean"),
    )
    rank = [_KIND_ORDER.index(GridKind(kind)) for kind in grids["kind"]]
    grids = grids.iloc[_reading_order(grids, rank)].reset_index(drop=True)
    code = str(unit["unit"].iloc[0])
    grids["grid_code"] = [f"{code}-{number:03d}" for number in range(1, len(grids) + 1)]
    grids["grid_name"] = _names(code, grids["name"].tolist())
    joined = unit.merge(grids[["plot", "part", "grid_code", "grid_name"]], on=["plot", "part"])
    joined = joined.iloc[_reading_order(joined, [0] * len(joined))]
    return joined.assign(code=[f"{code}{number:03d}" for number in range(1, len(joined) + 1)])


def _names(code: str, given: Sequence[str | None]) -> list[str]:
    ordinals = iter(invented("town")["ordinals"])
    pattern = invented("town")["grid_name"]
    return [
        name if isinstance(name, str) else _named(pattern, code, next(ordinals)) for name in given
    ]


def _named(pattern: str, code: str, ordinal: str) -> str:
    return pattern.format(unit=short_name(code), ordinal=ordinal)


def _reading_order(rows: pd.DataFrame, rank: Sequence[int]) -> list[int]:
    """Return positions by rank, then band north to south, then west to east."""
    return reading_order(rows["east_km"].to_numpy(), rows["north_km"].to_numpy(), rank)
