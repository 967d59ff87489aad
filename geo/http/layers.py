"""Endpoints of the map's layers: each reads a verified claim and answers with one body."""

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.http.answers import layer_answer
from geo.services.incident_filter import from_choices
from geo.services.links import Claim


def grids(request: Request, container: Container, _claim: Claim) -> Response:
    """Return the shapes and names of grids."""
    return layer_answer(request, container.map_layers.grids())


def backdrop(request: Request, container: Container, _claim: Claim) -> Response:
    """Return borders, water, roads and names."""
    return layer_answer(request, container.map_layers.backdrop())


def stations(request: Request, container: Container, _claim: Claim) -> Response:
    """Return stations."""
    return layer_answer(request, container.map_layers.stations())


def cameras(request: Request, container: Container, _claim: Claim) -> Response:
    """Return camera sites with what they see."""
    return layer_answer(request, container.map_layers.cameras())


def incidents(request: Request, container: Container, claim: Claim) -> Response:
    """Return the incidents of the claim's filter; with the choice `ids`, their ids as well."""
    mask = from_choices(claim.choices).mask(container.snapshots.current())
    with_ids = claim.choices.get("ids") == "1"
    body = container.map_layers.incidents(mask, claim.actor, with_ids=with_ids)
    return layer_answer(request, body)
