"""The land as the product's layers: areas, cells, grids, dated pastures, lines and place names."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from geo.domain.kinds import AreaLevel, GridKind
from geo.samples.carve import largest
from geo.samples.groups import group_areas
from geo.samples.land import Land
from geo.samples.plane import STEP_DEG, geometry_deg, ring_km
from geo.samples.roughness import rough_polygon
from geo.samples.tables import (
    COUNTY_CODE,
    TOWN_CODE,
    division_names,
    features,
    invented,
    placed_points,
    unit_codes,
)
from geo.samples.watercourse import lines
from geo.spatial.frames import StorageFrame, from_wkb

_PASTURE_ROUGHNESS = (0.08, 0.6)


def cells_frame(cells: pd.DataFrame, land: Land) -> StorageFrame:
    """Return the CELLS layer in the order of `cells` (as numbered), homes counted."""
    size = len(cells)
    households = np.bincount(land.home_cell, minlength=size)[cells["land_row"]]
    residents = np.bincount(land.home_cell, land.residents, size)[cells["land_row"]]
    rows = cells[["code", "grid_code"]].assign(
        residents=residents.astype(np.int64),
        households=households.astype(np.int64),
    )
    return _frame(rows, cells["polygon"].tolist())


def grids_frame(cells: pd.DataFrame, counted: StorageFrame) -> StorageFrame:
    """Return the GRIDS layer: unions of their cells, with the people of them."""
    people = cells.assign(
        residents=counted["residents"],
        households=counted["households"],
    )
    rows, polygons = [], []
    for code, mine in people.groupby("grid_code", sort=True):
        total = mine[["residents", "households"]].sum()
        first = mine.iloc[0]
        rows.append({"code": code, "name": first["grid_name"], "kind": first["kind"], **total})
        polygons.append(_united(mine))
    return _frame(pd.DataFrame(rows), polygons)


def areas_frame(cells: pd.DataFrame, counted: StorageFrame) -> StorageFrame:
    """Return the AREAS layer: the real county, the invented town, its 22 units, their groups."""
    county = next(shape for row, shape in features("golmud_county") if row["code"] == COUNTY_CODE)
    shapes: list[tuple[str, AreaLevel, BaseGeometry]] = [
        (COUNTY_CODE, AreaLevel.COUNTY, shapely.set_precision(county, STEP_DEG)),
    ]
    shapes.append((TOWN_CODE, AreaLevel.TOWNSHIP, _united(cells)))
    of_unit = dict(iter(cells.groupby("unit")))
    shapes += [(code, AreaLevel.VILLAGE, _united(of_unit[code])) for code in unit_codes()]
    rows = [
        {"code": code, "name": division_names()[code], "level": level.value}
        for code, level, _ in shapes
    ]
    groups = group_areas(cells.assign(households=counted["households"]))
    rows += [
        {"code": code, "name": name, "level": AreaLevel.GROUP.value} for code, name, _ in groups
    ]
    return _frame(pd.DataFrame(rows), [one[-1] for one in (*shapes, *groups)])


def pastures_frame(
    cells: pd.DataFrame,
    town: BaseGeometry,
    rng: np.random.Generator,
) -> StorageFrame:
    """Return the SHAPES layer: each herding unit's dated pastures, within the town."""
    herding = cells[cells["kind"] == GridKind.PASTORAL]
    grid_of = dict(zip(herding["unit"], herding["grid_code"], strict=True))
    rows, polygons = [], []
    for number, row in enumerate(invented("pastures")["shapes"], start=1):
        rough = rough_polygon(ring_km(row["ring"]), *_PASTURE_ROUGHNESS, rng)
        polygons.append(_clipped(rough, town))
        dated = {key: row[key] for key in ("season", "starts_md", "ends_md")}
        rows.append({"id": f"CC-{number:02d}", "grid_code": grid_of[row["unit"]], **dated})
    return _frame(pd.DataFrame(rows), polygons)


def lines_frame(
    kinds: Sequence[str],
    prefix: str,
    grades: Sequence[str] = (),
) -> StorageFrame:
    """Return the lines of these kinds or grades: id, name, class, kind, speed_kmh, geometry."""
    chosen = [line for line in lines() if line.kind in kinds or line.grade in grades]
    rows = [
        {
            "id": f"{prefix}-{number:03d}",
            "name": line.name,
            "class": line.grade,
            "kind": line.grade,
            "speed_kmh": line.speed_kmh,
        }
        for number, line in enumerate(chosen, start=1)
    ]
    shapes = [_rounded(geometry_deg(line.geometry)) for line in chosen]
    return _frame(pd.DataFrame(rows), shapes)


def places_frame() -> pd.DataFrame:
    """Return the PLACES layer: hand-placed names, each marked as schematic."""
    mark = invented("works")["schematic_mark"]
    rows = placed_points()
    return pd.DataFrame(
        {
            "id": [f"DM-{number:03d}" for number in range(1, len(rows) + 1)],
            "name": [f"{row['name']}{mark}" for row in rows],
            "kind": [row["kind"] for row in rows],
            "lon_deg": [float(row["lon_deg"]) for row in rows],
            "lat_deg": [float(row["lat_deg"]) for row in rows],
        },
    )


def _united(cells: pd.DataFrame) -> Polygon:
    return largest(shapely.coverage_union_all(cells["polygon"].to_numpy()))


def _clipped(rough_km: Polygon, town: BaseGeometry) -> Polygon:
    polygon = geometry_deg(largest(shapely.make_valid(rough_km)))
    return largest(shapely.set_precision(polygon.intersection(town), STEP_DEG))


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda deg: np.round(deg, 7))


def _frame(rows: pd.DataFrame, shapes: Sequence[BaseGeometry]) -> StorageFrame:
    return from_wkb(rows.reset_index(drop=True), [shapely.to_wkb(shape) for shape in shapes])
