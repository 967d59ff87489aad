"""What a map frame shows as shapes in metres: grids, ground, names, and marks the actor may see."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import shapely

from geo.domain.kinds import AreaLevel
from geo.domain.layers import Layer
from geo.ports.documents import Extent, MapName
from geo.ports.layers import LayerReader
from geo.ports.printed_maps import CameraSpot, MapPlate, ShownMeasure, StationSpot
from geo.services import backdrop
from geo.services.backdrop import line_kind
from geo.services.coverage import sector_shapes
from geo.services.pastures import ranges
from geo.services.printing.order import PrintLayer
from geo.services.snapshot import Snapshot
from geo.services.stations_load import open_months, station_load
from geo.spatial import frames
from geo.spatial.town_frames import Extent as DegreeExtent

_GRID_RANK = 3
_EDGE_STEPS = 8
_BORDERS = {AreaLevel.VILLAGE.value: "village", AreaLevel.TOWNSHIP.value: "town"}
Line = tuple[shapely.Geometry, str]


def extent_m(snapshot: Snapshot, box: DegreeExtent) -> Extent:
    """Return the box in metres in which a box in degrees lies whole."""
    east = np.linspace(box.west_deg, box.east_deg, _EDGE_STEPS)
    north = np.linspace(box.south_deg, box.north_deg, _EDGE_STEPS)
    lon, lat = np.meshgrid(east, north)
    at = frames.metric_xy(lon.ravel(), lat.ravel(), snapshot.metric_crs)
    (west_m, south_m), (east_m, north_m) = at.min(axis=0).tolist(), at.max(axis=0).tolist()
    return west_m, south_m, east_m, north_m


def plate(
    snapshot: Snapshot,
    layers: LayerReader,
    box: DegreeExtent,
    measure: ShownMeasure | None,
    selected: int | None,
) -> MapPlate:
    """Return the map of an extent: grids by measure, the quiet ground, names, the selected grid."""
    shapes = snapshot.metric_grids.geometry.to_numpy()
    return MapPlate(
        extent=extent_m(snapshot, box),
        grids=list(shapes),
        measure=measure,
        lines=_lines(snapshot, layers),
        names=[*_place_names(snapshot, layers), *_grid_names(snapshot)],
        outlined=[] if selected is None else [shapes[selected]],
    )


def with_marks(shown: MapPlate, snapshot: Snapshot, chosen: frozenset[PrintLayer]) -> MapPlate:
    """Return the map with stations, cameras and pastures; whether they may be seen was asked."""
    added: dict[PrintLayer, tuple[str, Any]] = {
        PrintLayer.STATIONS: ("stations", _stations),
        PrintLayer.CAMERAS: ("cameras", _cameras),
        PrintLayer.RANGES: ("ranges", _ranges),
    }
    marks = {name: make(snapshot) for layer, (name, make) in added.items() if layer in chosen}
    return replace(shown, **marks)


def _lines(snapshot: Snapshot, layers: LayerReader) -> list[Line]:
    found: list[Line] = []
    if layers.count(Layer.AREAS):
        areas = frames.to_metric(layers.shapes(Layer.AREAS), snapshot.metric_crs)
        named = zip(areas.geometry, areas["level"], strict=True)
        found += [(shape.boundary, _BORDERS[one]) for shape, one in named if one in _BORDERS]
    for layer, column in ((Layer.ROADS, "class"), (Layer.BARRIERS, "kind")):
        if layers.count(layer):
            rows = frames.to_metric(layers.shapes(layer), snapshot.metric_crs)
            kinds = map(line_kind, rows[column])
            found += zip(rows.geometry, kinds, strict=True)
    return found


def _place_names(snapshot: Snapshot, layers: LayerReader) -> list[MapName]:
    places = backdrop.places(layers)
    lon = np.array([one.lon for one in places], float)
    lat = np.array([one.lat for one in places], float)
    at = frames.metric_xy(lon, lat, snapshot.metric_crs).tolist()
    return [MapName(one.name, x, y, one.rank) for one, (x, y) in zip(places, at, strict=True)]


def _grid_names(snapshot: Snapshot) -> list[MapName]:
    """Return the names of grids, of the large ones first."""
    points = shapely.point_on_surface(snapshot.metric_grids.geometry.to_numpy())
    names = snapshot.grids["name"].fillna(snapshot.grids["code"]).astype(str).tolist()
    order = np.argsort(-snapshot.grids["area_km2"].to_numpy(float), kind="stable").tolist()
    x, y = shapely.get_x(points), shapely.get_y(points)
    return [MapName(names[one], float(x[one]), float(y[one]), _GRID_RANK) for one in order]


def _at(rows: pd.DataFrame, snapshot: Snapshot) -> list[tuple[float, float]]:
    lon, lat = rows["lon_deg"].to_numpy(float), rows["lat_deg"].to_numpy(float)
    places = frames.metric_xy(lon, lat, snapshot.metric_crs)
    return [(float(x), float(y)) for x, y in places]


def _stations(snapshot: Snapshot) -> list[StationSpot]:
    rows = snapshot.stations
    at = _at(rows, snapshot)
    loads = open_months(station_load(snapshot)).to_numpy(float).tolist()
    known = [None if np.isnan(load) else load for load in loads]
    return [StationSpot(x, y, load) for (x, y), load in zip(at, known, strict=True)]


def _cameras(snapshot: Snapshot) -> list[CameraSpot]:
    rows = snapshot.cameras
    at = _at(rows, snapshot)
    states = [one if isinstance(one, str) else None for one in rows["state"]]
    told = zip(at, states, sector_shapes(snapshot), strict=True)
    return [CameraSpot(x, y, state, sector) for (x, y), state, sector in told]


def _ranges(snapshot: Snapshot) -> list[shapely.Geometry]:
    held = [one.geometry for _, one in sorted(ranges(snapshot).items()) if one.geometry]
    return [_in_metres(shape, snapshot) for shape in held]


def _in_metres(shape: shapely.Geometry, snapshot: Snapshot) -> shapely.Geometry:
    crs = snapshot.metric_crs
    return shapely.transform(shape, lambda at: frames.metric_xy(at[:, 0], at[:, 1], crs))
