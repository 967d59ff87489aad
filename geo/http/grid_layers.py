"""Endpoint of the grids: whole where they are few, else what the map's levels are, and tiles."""

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.domain.errors import BadValue
from geo.http.answers import layer_answer
from geo.http.polygon_tile import polygon_tile
from geo.http.vector_tiles import TILE_TYPE
from geo.services.grid_levels import GridLevel
from geo.services.grid_tiles import GridTiles
from geo.services.links import Claim
from geo.spatial.coverage_tiles import UNITS
from geo.spatial.tiles import Tile

MOST_CODES = 200


def grids(request: Request, container: Container, _claim: Claim) -> Response:
    """Return all grids, else the levels; with `z`, `x`, `y` a tile, with `codes` their outlines."""
    asked = request.query_params
    tiles = GridTiles(container.snapshots.current)
    if "z" in asked:
        return layer_answer(request, _tile(request, tiles), TILE_TYPE)
    if "codes" in asked:
        codes = tuple(asked["codes"].split(",")[:MOST_CODES])
        return layer_answer(request, tiles.outlines(codes))
    body = container.map_layers.grids() if tiles.is_whole() else tiles.overview()
    return layer_answer(request, body)


def level_of(request: Request) -> GridLevel:
    """Return the level that is asked for, grids by default (BadValue)."""
    name = request.query_params.get("level", GridLevel.GRID.value)
    if name not in tuple(GridLevel):
        raise BadValue(field="level", value=name)
    return GridLevel(name)


def _tile(request: Request, tiles: GridTiles) -> bytes:
    asked = request.query_params
    tile = Tile.read(asked["z"], asked.get("x", ""), asked.get("y", ""))
    level = level_of(request)
    found = tiles.tile(level, tile)
    said = {"code": found.codes.tolist(), "name": found.names.tolist()}
    return polygon_tile(level.value, UNITS, found.position, found.shapes, said)
