"""Endpoints of the map's layers: each reads a verified claim and answers with one body."""

from starlette.requests import Request
from starlette.responses import Response

from geo.bootstrap import Container
from geo.http.answers import layer_answer
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
