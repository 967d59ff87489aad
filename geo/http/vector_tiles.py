"""Vector tiles (Mapbox Vector Tile 2.1): writes what services put in a tile; decides nothing."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from mapbox_vector_tile import encode
from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.http.answers import layer_answer
from geo.services.incident_tiles import Marks
from geo.services.links import Claim
from geo.services.scope_choices import STEPS, scope_in
from geo.spatial.tiles import Tile

TILE_TYPE = "application/vnd.mapbox-vector-tile"
_UNITS = 4096
"""Steps along a tile's side, y down."""


def incidents(request: Request, container: Container, claim: Claim) -> Response:
    """Return the marks of tile `z`, `x`, `y`, else of the world; single ones' ids with `ids`.

    A link that may step in time (`steps`) shows the month `at` instead of its own.
    """
    asked = request.query_params
    tile = Tile.read(asked.get("z", "0"), asked.get("x", "0"), asked.get("y", "0"))
    scope = scope_in(_at_month(claim.choices, asked.get("at", "")), in_month=True)
    with_ids = claim.choices.get("ids") == "1"
    marks = container.incident_tiles.marks(claim.actor, scope, tile, with_ids=with_ids)
    return layer_answer(request, incident_tile(marks), TILE_TYPE)


def _at_month(choices: Mapping[str, str], month: str) -> Mapping[str, str]:
    """Return the choices in another month, where the link was made for a map that steps in time."""
    is_stepping = month and choices.get(STEPS) == "1"
    return {**choices, "month": month} if is_stepping else choices


def incident_tile(marks: Marks) -> bytes:
    """Return the layer `incidents`: places with `late` where any is, a sum's `count`, else `id`.

    Marks that say the same are one feature of many places; with ids only sums can.
    """
    places = np.rint(marks.at * _UNITS)
    own = ~marks.is_sum & (marks.ids is not None)
    alike = np.column_stack((marks.is_sum, marks.count, marks.late))
    features = []
    for said in np.unique(alike[~own], axis=0):
        chosen = ~own & (alike == said).all(axis=1)
        features.append(_feature(shapely.MultiPoint(places[chosen]), *said.tolist()))
    for one in np.flatnonzero(own):
        feature = _feature(shapely.Point(places[one]), 0, 1, int(marks.late[one]))
        feature["properties"]["id"] = "" if marks.ids is None else str(marks.ids[one])
        features.append(feature)
    layer = {"name": "incidents", "features": features}
    return bytes(encode([layer], default_options={"extents": _UNITS, "y_coord_down": True}))


def _feature(place: shapely.Geometry, is_sum: int, count: int, late: int) -> dict[str, Any]:
    said = {"count": count} if is_sum else {}
    return {"geometry": place, "properties": said | ({"late": late} if late else {})}
