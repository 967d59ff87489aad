"""The quiet ground under the grids: borders of areas, water, roads, and names of places."""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.domain.kinds import AreaLevel
from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.spatial.frames import StorageFrame

LAYERS = (Layer.AREAS, Layer.BARRIERS, Layer.ROADS, Layer.PLACES)

_KINDS = Path(__file__).with_name("ground_kinds.toml")
_LAST_RANK = 2
_TOLERANCE_DEG = 0.0002
_VAST_TIMES_MEDIAN = 8.0
_WIDE_RANK, _VILLAGE_RANK = 0, 1


@dataclass(frozen=True, slots=True)
class Place:
    """A name on the map; of two that touch, the one of lower `rank` stands."""

    name: str
    kind: str
    lat: float
    lon: float
    rank: int


def body(reader: LayerReader) -> dict[str, Any]:
    """Return `{lines: GeoJSON collection with kind, places: [{name, kind, lat, lon, rank}]}`."""
    lines = [*_borders(reader), *_lines(reader, Layer.BARRIERS, "kind")]
    lines += _lines(reader, Layer.ROADS, "class")
    return {
        "lines": {"type": "FeatureCollection", "features": lines},
        "places": [asdict(place) for place in places(reader)],
    }


def places(reader: LayerReader) -> list[Place]:
    """Return the names of places and villages; a village of vast pastures ranks with towns."""
    return [*_places(reader), *_villages(reader)]


@cache
def _table(name: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = tomllib.loads(_KINDS.read_text(encoding="utf-8"))[name]
    return table


@cache
def _drawn_as(table: str) -> Mapping[str, str]:
    """Return for each kind that files name the kind it is drawn as."""
    return {kind: drawn for drawn, kinds in _table(table).items() for kind in kinds}


def line_kind(kind: object) -> str:
    """Return as what a line of a kind is drawn: water, canal, rail, highway, street or road."""
    return _drawn_as("lines").get(str(kind).lower(), "road")


def _feature(kind: str, geometry: shapely.Geometry) -> dict[str, Any]:
    drawn = shapely.set_precision(shapely.simplify(geometry, _TOLERANCE_DEG), 1e-5)
    return {
        "type": "Feature",
        "properties": {"kind": kind},
        "geometry": json.loads(shapely.to_geojson(drawn)),
    }


def _shapes(reader: LayerReader, layer: Layer) -> StorageFrame | None:
    return reader.shapes(layer) if reader.count(layer) else None


def _borders(reader: LayerReader) -> list[dict[str, Any]]:
    areas = _shapes(reader, Layer.AREAS)
    if areas is None:
        return []
    kinds = {AreaLevel.VILLAGE.value: "village", AreaLevel.TOWNSHIP.value: "town"}
    return [
        _feature(kinds[level], shape.boundary)
        for level, shape in zip(areas["level"], areas.geometry, strict=True)
        if level in kinds
    ]


def _lines(reader: LayerReader, layer: Layer, column: str) -> list[dict[str, Any]]:
    lines = _shapes(reader, layer)
    if lines is None:
        return []
    return [
        _feature(line_kind(kind), shape)
        for kind, shape in zip(lines[column], lines.geometry, strict=True)
    ]


def _places(reader: LayerReader) -> list[Place]:
    rows = reader.rows(Layer.PLACES)
    drawn_as = _drawn_as("places")
    kinds = [drawn_as.get(str(kind).lower(), "place") for kind in rows["kind"]]
    ranks = [_table("ranks").get(kind, _LAST_RANK) for kind in kinds]
    named = zip(rows["name"], kinds, rows["lat_deg"], rows["lon_deg"], ranks, strict=True)
    return [_place(*one) for one in named]


def _villages(reader: LayerReader) -> list[Place]:
    areas = _shapes(reader, Layer.AREAS)
    if areas is None:
        return []
    villages = areas[areas["level"] == AreaLevel.VILLAGE.value]
    shapes = villages.geometry.to_numpy()
    points = shapely.point_on_surface(shapes)
    size = shapely.area(shapes)
    is_vast = size > _VAST_TIMES_MEDIAN * np.median(size) if size.size else size > 0
    ranks = np.where(is_vast, _WIDE_RANK, _VILLAGE_RANK).tolist()
    lat, lon = shapely.get_y(points), shapely.get_x(points)
    named = zip(villages["name"], lat, lon, ranks, strict=True)
    return [_place(name, "settlement", *at) for name, *at in named]


def short_name(name: str) -> str:
    """Return a name as maps write it: a village without its committee, no remark in brackets."""
    for ending, said in _table("shortened").items():
        if name.endswith(ending):
            return name.removesuffix(ending) + str(said)
    return name


def _place(name: str, kind: str, lat: float, lon: float, rank: int) -> Place:
    return Place(short_name(name), kind, round(lat, 5), round(lon, 5), rank)
