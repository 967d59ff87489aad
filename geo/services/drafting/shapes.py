"""The shapes of a draft for the wire: GeoJSON in degrees, its nodes, its bounds."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from operator import is_not
from typing import Any

import numpy as np
import shapely

from geo.domain.codes import CellCode, GridCode
from geo.services.draft_values import Bbox, Nodes
from geo.services.drafting.base import DraftBase
from geo.services.drafting.state import DraftState
from geo.spatial.partition import cell_shapes, nodes

_DECIMALS = 7
"""About a centimetre."""


def features(state: DraftState, codes: Sequence[CellCode]) -> list[dict[str, Any]]:
    """Return cells as GeoJSON features: the id is the cell's code, its grid is a property."""
    return [json.loads(one) for one in _texts(state, codes)]


def collection(state: DraftState) -> bytes:
    """Return every cell as a GeoJSON collection."""
    return _collection(_texts(state, state.partition.codes))


def outlines(base: DraftBase) -> bytes:
    """Return the grids of the base as a GeoJSON collection."""
    shapes = cell_shapes(base.partition, xy=base.degrees)
    row = {code: place for place, code in enumerate(base.partition.codes)}
    texts = []
    for grid, cells in base.partition.members.items():
        union = shapely.coverage_union_all(shapes[[row[code] for code in cells]])
        name = base.grids[grid].name if grid in base.grids else str(grid)
        texts.append(_feature(grid, {"grid": grid, "name": name}, _geojson([union])[0]))
    return _collection(texts)


def changed(before: DraftState, after: DraftState) -> tuple[list[CellCode], list[CellCode]]:
    """Return the cells that are new or not what they were, and those that are gone."""
    old, new = before.partition.cells, after.partition.cells
    is_other = map(is_not, map(old.get, new), new.values())
    return list(compress(new, is_other)), sorted(old.keys() - new.keys())


def nodes_of(state: DraftState, grid: str) -> Nodes:
    """Return the vertices and edges along the border of a grid."""
    found = nodes(state.partition, GridCode(grid))
    degrees = state.degrees.xy[found.ids].round(_DECIMALS)
    rows = zip(found.ids.tolist(), degrees.tolist(), found.shared.tolist(), strict=True)
    return Nodes(
        [(vertex, lon, lat, shared) for vertex, (lon, lat), shared in rows],
        [(first, second) for first, second in found.edges.tolist()],
    )


def bounds(state: DraftState) -> Bbox:
    """Return the bounds of all cells in degrees."""
    xy = state.degrees.xy
    (west, south), (east, north) = xy.min(axis=0).tolist(), xy.max(axis=0).tolist()
    return west, south, east, north


def _texts(state: DraftState, codes: Sequence[CellCode]) -> list[str]:
    shapes = cell_shapes(state.partition, codes, state.degrees.xy)
    grids = [state.partition.grid_of(code) for code in codes]
    return [
        _feature(code, {"grid": grid}, shape)
        for code, grid, shape in zip(codes, grids, _geojson(shapes), strict=True)
    ]


def _geojson(shapes: Iterable[shapely.Geometry]) -> list[str]:
    near = shapely.transform(np.array(list(shapes), object), lambda xy: xy.round(_DECIMALS))
    return [str(one) for one in shapely.to_geojson(near)]


def _feature(code: str, properties: Mapping[str, str], geometry: str) -> str:
    told = json.dumps(properties, ensure_ascii=False)
    name = json.dumps(code, ensure_ascii=False)
    return f'{{"type":"Feature","id":{name},"properties":{told},"geometry":{geometry}}}'


def _collection(texts: Sequence[str]) -> bytes:
    return f'{{"type":"FeatureCollection","features":[{",".join(texts)}]}}'.encode()
