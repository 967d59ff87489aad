"""Bodies of the map's layers, compact JSON by layer revision; who may see one is the link's matter.

Geometry goes out once a revision and stays in the browser. Disputes and petitions leave as counts
at their grid's centre unless the actor handles them.
"""

import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.services import backdrop
from geo.services.backdrop import Place
from geo.services.snapshot import Snapshot
from geo.services.stations_load import open_months, station_load
from geo.spatial.frames import StorageFrame

_SHAPE_DECIMALS = 5


def written(body: Any) -> bytes:
    """Return compact UTF-8 JSON."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def rounded_geojson(shapes: StorageFrame) -> list[str]:
    """Return each geometry as GeoJSON text, vertices rounded to about a metre."""
    near = shapely.transform(
        shapes.geometry.to_numpy(),
        lambda vertices: np.round(vertices, _SHAPE_DECIMALS),
    )
    return [str(text) for text in shapely.to_geojson(near)]


@dataclass(slots=True)
class MapLayers:
    """Makes layer bodies from the present snapshot; keeps those that only a revision changes."""

    current: Callable[[], Snapshot]
    reader: LayerReader
    _kept: dict[tuple[str, object], bytes] = field(default_factory=dict)

    def grids(self) -> bytes:
        """Return a GeoJSON collection of grids in position order: id is the code, name inside."""
        snapshot = self.current()
        return self._once("grids", snapshot.revisions[Layer.GRIDS], lambda: _grids(snapshot))

    def backdrop(self) -> bytes:
        """Return `{lines, places}`: borders, water, roads; names with a rank for their zoom."""
        revisions = tuple(self.reader.revision(layer) for layer in backdrop.LAYERS)
        return self._once("backdrop", revisions, lambda: written(backdrop.body(self.reader)))

    def places(self) -> list[Place]:
        """Return the names that a map may carry."""
        return backdrop.places(self.reader)

    def stations(self) -> bytes:
        """Return `{stations: [{id, name, lat, lon, note, load}]}`.

        `load` is the backlog in months of arrivals, null where it is unknown.
        """
        snapshot = self.current()
        named = [
            {
                **_place(row),
                "name": _text(row["name"]) or row["id"],
                "note": _text(row["opening_hours"]) or "",
                "load": _known(load),
            }
            for row, load in zip(
                snapshot.stations.to_dict("records"),
                open_months(station_load(snapshot)).round(2),
                strict=True,
            )
        ]
        return written({"stations": named})

    def cameras(self) -> bytes:
        """Return `{cameras: [{id, lat, lon, bearing, angle, range, state}]}`; null is unknown."""
        named = [
            {
                **_place(row),
                "bearing": _known(row["bearing_deg"]),
                "angle": _known(row["angle_deg"]),
                "range": _known(row["range_m"]),
                "state": _text(row["state"]),
            }
            for row in self.current().cameras.to_dict("records")
        ]
        return written({"cameras": named})

    def _once(self, name: str, revision: object, make: Callable[[], bytes]) -> bytes:
        key = (name, revision)
        if key not in self._kept:
            for old in [held for held in self._kept if held[0] == name]:
                self._kept.pop(old, None)
            self._kept[key] = make()
        return self._kept[key]


def _grids(snapshot: Snapshot) -> bytes:
    grids = snapshot.grids
    names = grids["name"].fillna(grids["code"])
    features = [
        f'{{"type":"Feature","id":{json.dumps(code, ensure_ascii=False)},'
        f'"properties":{{"name":{json.dumps(name, ensure_ascii=False)}}},"geometry":{shape}}}'
        for code, name, shape in zip(grids["code"], names, rounded_geojson(grids), strict=True)
    ]
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def _place(row: Mapping[Hashable, Any]) -> dict[str, Any]:
    at = {"lat": round(row["lat_deg"], 5), "lon": round(row["lon_deg"], 5)}
    return {"id": row["id"], **at}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _known(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 1)
