"""From plots to cells: carves every plot into grids and cells, tiles them, counts homes."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from shapely import Polygon, STRtree

from geo.domain.kinds import GridKind
from geo.samples.carve import Crowd, Style, carve
from geo.samples.plane import Array, rounded_deg
from geo.samples.regions import Plot, plots, town_polygon
from geo.samples.settlements import crowd_of, homes_of, residents_of
from geo.samples.streams import stream
from geo.samples.tables import invented
from geo.samples.tiling import tiled

_LANES = Style(swing_deg=5.0, rough_share=0.03, least_km=0.25)
_FIELDS = Style(swing_deg=6.0, rough_share=0.02, least_km=0.25)
_PASTURES = Style(swing_deg=20.0, rough_share=0.10, least_km=0.5, axis_deg=0.0)


@dataclass(frozen=True, slots=True)
class Land:
    """The town's cells and homes before they have codes.

    `cells`: unit, kind, theme, name, part (number of the grid among its plot's), plot, polygon
    (degrees); `homes_deg` is (n, 2), `home_cell` the row of each home's cell, `residents` its
    people.
    """

    cells: pd.DataFrame
    homes_deg: Array
    home_cell: NDArray[np.int64]
    residents: Array


def build_land(seed: int) -> Land:
    """Return the demo's land, the same for the same seed."""
    town = town_polygon(stream(seed, "outline"))
    found = plots(town, stream(seed, "plots"))
    leaves: list[Polygon] = []
    rows, homes = [], []
    for number, plot in enumerate(found):
        rng = stream(seed, f"plot-{number}")
        at_km = homes_of(plot, rng)
        homes.append(at_km)
        for part, cells in enumerate(_grids(plot, at_km, rng)):
            leaves += cells
            rows += [_row(plot, number, part)] * len(cells)
    table = pd.DataFrame(rows)
    table["polygon"] = pd.Series(tiled(leaves), dtype=object)
    return _settled(table, found, homes, stream(seed, "residents"))


def cell_positions(cells: pd.DataFrame, points_deg: Array) -> NDArray[np.int64]:
    """Return the row of the cell that holds each point: the first on a border, -1 outside."""
    tree = STRtree(cells["polygon"].to_numpy())
    of_point, row = tree.query(shapely.points(points_deg), predicate="intersects")
    position = np.full(len(points_deg), len(cells))
    np.minimum.at(position, of_point, row)
    return np.where(position == len(cells), -1, position)


def _row(plot: Plot, number: int, part: int) -> dict[str, object]:
    return {
        "unit": plot.unit,
        "kind": plot.kind.value,
        "theme": plot.theme,
        "name": plot.name,
        "plot": number,
        "part": part,
    }


def _grids(plot: Plot, homes_km: Array, rng: np.random.Generator) -> list[list[Polygon]]:
    crowd = crowd_of(plot, homes_km, rng)
    homes = Crowd(homes_km, np.ones(len(homes_km)))
    grids = carve(plot.polygon, plot.grids, homes, _LANES, rng)
    is_wide = plot.kind in (GridKind.PASTORAL, GridKind.UNINHABITED)
    style = _PASTURES if is_wide else _FIELDS
    each = plot.cells // plot.grids
    return [carve(grid, each, crowd.inside(grid), style, rng) for grid in grids]


def _settled(
    cells: pd.DataFrame,
    found: list[Plot],
    homes_km: list[Array],
    rng: np.random.Generator,
) -> Land:
    homes_deg = rounded_deg(np.vstack(homes_km))
    position = cell_positions(cells, homes_deg)
    is_herder = np.repeat(
        [plot.kind is GridKind.PASTORAL for plot in found],
        [len(points) for points in homes_km],
    )
    kept, herder = position >= 0, is_herder[position >= 0]
    residents = np.empty(len(herder))
    for of, total in ((False, "residents_oasis"), (True, "residents_herding")):
        mine = herder == of
        residents[mine] = residents_of(int(mine.sum()), int(invented("town")[total]), rng)
    return Land(cells, homes_deg[kept], position[kept], residents)
