"""Builds the whole demo town from one seed: fictional data inside a real county outline."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from geo.domain.layers import LAYERS, Layer
from geo.samples.cameras import cameras_frame
from geo.samples.incidents import Scene, incidents_frame
from geo.samples.land import Land, build_land
from geo.samples.layers import (
    areas_frame,
    cells_frame,
    grids_frame,
    lines_frame,
    pastures_frame,
    places_frame,
)
from geo.samples.located import AtHomes, Ground
from geo.samples.numbering import numbered
from geo.samples.plane import geometry_km, to_km
from geo.samples.service import staff_frame, station_points_km, stations_frame
from geo.samples.streams import stream
from geo.samples.tables import TOWN_CODE, invented, unit_codes

DEMO_SEED = 632801100

_BARRIER_KINDS = ("river", "canal", "railway")


@dataclass(frozen=True, slots=True)
class Demo:
    """The demo's layers, each with the columns of its fields, and its settings."""

    layers: Mapping[Layer, pd.DataFrame]
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Base:
    """What every part stands on: the land, its numbered cells, and the layers made from them."""

    land: Land
    cells: pd.DataFrame
    layers: dict[Layer, pd.DataFrame]

    @property
    def town_deg(self) -> BaseGeometry:
        areas = self.layers[Layer.AREAS]
        town: BaseGeometry = areas.loc[areas["code"] == TOWN_CODE, "geometry"].iloc[0]
        return town


def build_demo(seed: int = DEMO_SEED) -> Demo:
    """Return the demo town; the same seed and libraries give the same town."""
    base = _base(seed)
    grids = _described_grids(base)
    peopled = base.cells.assign(households=base.layers[Layer.CELLS]["households"])
    stations = stations_frame(peopled, grids)
    layers = base.layers | {
        Layer.STATIONS: stations,
        Layer.STAFF: staff_frame(grids, stream(seed, "staff")),
        Layer.CAMERAS: _cameras(base, seed),
        Layer.INCIDENTS: incidents_frame(_scene(base, stations, seed), seed),
    }
    return Demo({layer: _in_fields(layer, rows) for layer, rows in layers.items()}, settings())


def settings() -> dict[str, str]:
    """Return the demo's settings by key."""
    handling = invented("handling")
    return {
        "town_name": invented("town")["town_name"],
        "is_demo": "1",
        "timezone": handling["timezone"],
        "now": handling["now"],
    }


def _base(seed: int) -> _Base:
    land = build_land(seed)
    cells = numbered(land.cells)
    counted = cells_frame(cells, land)
    areas = areas_frame(cells, counted)
    town = areas.loc[areas["code"] == TOWN_CODE, "geometry"].iloc[0]
    layers: dict[Layer, pd.DataFrame] = {
        Layer.AREAS: areas,
        Layer.CELLS: counted,
        Layer.GRIDS: grids_frame(cells, counted),
        Layer.SHAPES: pastures_frame(cells, town, stream(seed, "pastures")),
        Layer.ROADS: lines_frame(("road",), "DL"),
        Layer.BARRIERS: lines_frame(_BARRIER_KINDS, "ZA", invented("works")["barrier_grades"]),
        Layer.PLACES: places_frame(),
    }
    return _Base(land, cells, layers)


def _described_grids(base: _Base) -> pd.DataFrame:
    """Return grids with code, kind, households, unit and theme."""
    first = base.cells.groupby("grid_code")[["unit", "theme"]].first()
    grids = base.layers[Layer.GRIDS][["code", "kind", "households"]]
    return pd.DataFrame(grids).join(first, on="code")


def _scene(base: _Base, stations: pd.DataFrame, seed: int) -> Scene:
    names = base.cells.sort_values("land_row")["grid_name"].to_numpy()[base.land.home_cell]
    spread = invented("handling")["spread_grid_volume"]
    distinct, of = np.unique(names, return_inverse=True)
    weights = np.exp(stream(seed, "grid-volume").normal(0.0, spread, len(distinct)))[of]
    ground = Ground(
        cells=base.cells,
        homes=AtHomes(to_km(base.land.homes_deg), weights),
        pastures=tuple(base.layers[Layer.SHAPES]["geometry"]),
        town_km=geometry_km(base.town_deg),
    )
    return Scene(ground, station_points_km(stations, list(unit_codes())), names.tolist())


def _cameras(base: _Base, seed: int) -> pd.DataFrame:
    areas = base.layers[Layer.AREAS]
    villages = areas.loc[areas["level"] == "village", "geometry"]
    borders = shapely.union_all([shapely.boundary(geometry_km(shape)) for shape in villages])
    homes = to_km(base.land.homes_deg)
    return cameras_frame(geometry_km(base.town_deg), borders, homes, stream(seed, "cameras"))


def _in_fields(layer: Layer, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the columns that are fields of the layer, in their order, by key."""
    spec = LAYERS[layer]
    names = [field.name for field in spec.fields if field.name in rows.columns]
    return rows[names].sort_values(spec.key, ignore_index=True)
