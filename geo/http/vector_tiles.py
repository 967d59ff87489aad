"""Vector tiles (Mapbox Vector Tile 2.1): writes what services put in a tile; decides nothing."""

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
from geo.services.scope_choices import scope_in
from geo.spatial.tiles import Tile

_TILE_TYPE = "application/vnd.mapbox-vector-tile"
_UNITS = 4096
"""Steps along a tile's side, y down."""


def incidents(request: Request, container: Container, claim: Claim) -> Response:
    """Return the marks of tile `z`, `x`, `y`, else of the world; single ones' ids with `ids`."""
    asked = request.query_params
    tile = Tile.read(asked.get("z", "0"), asked.get("x", "0"), asked.get("y", "0"))
    scope = scope_in(claim.choices, in_month=True)
    with_ids = claim.choices.get("ids") == "1"
    marks = container.incident_tiles.marks(claim.actor, scope, tile, with_ids=with_ids)
    return layer_answer(request, incident_tile(marks), _TILE_TYPE)


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
