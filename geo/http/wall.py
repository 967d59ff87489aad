"""The routes of the wall: its page, what all walls show, the ground, and a pulse to be led by.

Each answer renews the link it was asked by, so that a wall goes on for weeks without its page.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.http.answers import layer_answer, refusal
from geo.http.callers import Caller
from geo.http.content_policy import page_headers
from geo.http.index_page import LANGUAGE_TAGS
from geo.http.linked import Opened
from geo.messages import text
from geo.messages.catalogue import catalogue
from geo.services.links import Claim, LinkKind
from geo.services.map_layers import written
from geo.services.wall.board import Picture
from geo.views.wall import page
from geo.views.wall.playbill import Playbill

LINK_HEADER = "x-wangge-link"
_SECTION = "wall."


@dataclass(frozen=True, slots=True)
class Asked:
    """A verified request of a wall."""

    request: Request
    container: Container
    claim: Claim


def wall_routes(opened: Opened) -> list[Route]:
    """Return the routes; `opened` gives this process's container when one is first needed."""
    root = LinkKind.WALL.value
    endpoints = {
        root: _values,
        f"{root}/frame": _frame,
        f"{root}/ground": _ground,
        f"{root}/pulse": _pulse,
    }
    return [_route(path, opened, endpoint) for path, endpoint in endpoints.items()]


def _route(path: str, opened: Opened, endpoint: Callable[[Asked], Response]) -> Route:
    def serve(request: Request) -> Response:
        try:
            container = opened()
            token = request.query_params.get("t", "")
            said = container.links.verified(token, LinkKind.WALL, time.time())
            claim = container.access.opened(said, Caller(request).secret, datetime.now(UTC))
            answer = endpoint(Asked(request, container, claim))
            answer.headers[LINK_HEADER] = _renewed(container, claim)
            return answer
        except WanggeError as error:
            return refusal(error)

    return Route(path, serve, methods=["GET"])


def _renewed(container: Container, claim: Claim) -> str:
    return container.links.path(claim, time.time()).partition("?t=")[2]


def _values(asked: Asked) -> Response:
    picture = asked.container.wall.board.picture(asked.claim.actor, asked.claim.language)
    answer = layer_answer(asked.request, _body(picture))
    answer.headers["cache-control"] = "private, no-cache"
    return answer


@lru_cache(maxsize=2)
def _body(picture: Picture) -> bytes:
    grids = picture.snapshot.grids
    playbill = Playbill(grids.geometry.bounds.to_numpy(float), grids["area_km2"].to_numpy(float))
    return written(playbill.written(picture.shown))


def _ground(asked: Asked) -> Response:
    layers = asked.container.map_layers
    body = b'{"grids":' + layers.grids() + b',"backdrop":' + layers.backdrop() + b"}"
    answer = layer_answer(asked.request, body)
    answer.headers["cache-control"] = "private, no-cache"
    return answer


def _pulse(asked: Asked) -> Response:
    lead = asked.container.wall.control.lead(asked.claim.actor)
    body = {
        "term": lead.term,
        "revision": lead.revision,
        "pinned": lead.pinned,
        "steps": lead.steps,
        "is_paused": lead.is_paused,
        "drill": lead.drill,
    }
    return JSONResponse(body, headers={"cache-control": "no-store"})


def _frame(asked: Asked) -> Response:
    language = asked.claim.language
    words = {
        key.removeprefix(_SECTION): said
        for key, said in catalogue(language).items()
        if key.startswith(_SECTION)
    }
    words["demo"] = text(language, "common.demo")
    told = page.html(LANGUAGE_TAGS[language], words)
    return HTMLResponse(told, headers={**page_headers(told), "cache-control": "no-store"})
