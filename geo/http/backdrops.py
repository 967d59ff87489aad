"""Tiles of a configured backdrop: fetched and kept by the server, so that no key is ever sent."""

import hashlib

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.domain.errors import BackdropDown, BadValue
from geo.http.answers import refusal
from geo.services.links import Claim
from geo.spatial.tiles import Tile

_HELD_S = 86_400
_NOT_HAD = 404


def backdrop_tile(request: Request, container: Container, claim: Claim) -> Response:
    """Return tile `z`, `x`, `y` of a `layer` of the claim's backdrop."""
    asked = request.query_params
    tile = Tile.read(asked.get("z", "0"), asked.get("x", "0"), asked.get("y", "0"))
    layer = asked.get("layer", "0")
    if not layer.isdecimal() or len(layer) > 1:
        raise BadValue(field="layer", value=layer[:9])
    backdrop = claim.choices.get("ground", "")
    try:
        found = container.backdrops.tile(claim.actor, backdrop, int(layer), tile)
    except BackdropDown as error:
        return refusal(error, claim.language, _NOT_HAD)
    tag = f'"{hashlib.sha256(found.body).hexdigest()[:24]}"'
    headers = {
        "etag": tag,
        "cache-control": f"private, max-age={min(found.kept_s, _HELD_S)}",
        "x-content-type-options": "nosniff",
    }
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.media_type, headers=headers)
