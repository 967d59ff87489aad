"""The quiet ground under the grids: borders of areas, water, roads, and names of places."""

import json
from typing import Any

import shapely

from geo.domain.kinds import AreaLevel
from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.spatial.frames import StorageFrame

LAYERS = (Layer.AREAS, Layer.BARRIERS, Layer.ROADS, Layer.PLACES)

_HIGHWAYS = ("motorway", "trunk", "primary", "national", "expressway", "highway")
_WATER = {"river": "water", "lake": "water", "canal": "canal", "ditch": "canal"}
_RAIL = ("rail", "railway")
_RANK = {"town": 0, "city": 0, "settlement": 1, "village": 1}
_LAST_RANK = 2
_TOLERANCE_DEG = 0.0002


def body(reader: LayerReader) -> dict[str, Any]:
    """Return `{lines: GeoJSON collection with kind, places: [{name, kind, lat, lon, rank}]}`."""
    lines = [*_borders(reader), *_barriers(reader), *_roads(reader)]
    return {
        "lines": {"type": "FeatureCollection", "features": lines},
        "places": _places(reader),
    }


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


def _barriers(reader: LayerReader) -> list[dict[str, Any]]:
    lines = _shapes(reader, Layer.BARRIERS)
    if lines is None:
        return []
    return [
        _feature(_barrier_kind(str(kind).lower()), shape)
        for kind, shape in zip(lines["kind"], lines.geometry, strict=True)
    ]


def _barrier_kind(kind: str) -> str:
    if kind in _RAIL:
        return "rail"
    return _WATER.get(kind, "road")


def _roads(reader: LayerReader) -> list[dict[str, Any]]:
    lines = _shapes(reader, Layer.ROADS)
    if lines is None:
        return []
    return [
        _feature("highway" if str(kind).lower() in _HIGHWAYS else "road", shape)
        for kind, shape in zip(lines["class"], lines.geometry, strict=True)
    ]


def _places(reader: LayerReader) -> list[dict[str, Any]]:
    rows = reader.rows(Layer.PLACES)
    kinds = rows["kind"].fillna("place")
    named = zip(rows["name"], kinds, rows["lat_deg"], rows["lon_deg"], strict=True)
    return [
        {
            "name": name,
            "kind": kind,
            "lat": round(lat, 5),
            "lon": round(lon, 5),
            "rank": _RANK.get(kind, _LAST_RANK),
        }
        for name, kind, lat, lon in named
    ]
