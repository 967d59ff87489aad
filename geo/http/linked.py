"""Endpoints that open only to a signed link: verifies, answers, and words every refusal."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.http.answers import refusal
from geo.http.callers import Caller
from geo.services.links import Claim, LinkKind
from geo.services.view_choice import BOUNDS

Opened = Callable[[], Container]
Endpoint = Callable[[Request, Container, Claim], Response]


def linked(kind: LinkKind, opened: Opened, endpoint: Endpoint) -> Route:
    """Return the route of a kind of link; the endpoint sees only verified claims.

    It is a plain function, so the server runs it beside its event loop. A claim may name other
    boundaries than today's: the endpoint is given the services on those.
    """

    def serve(request: Request) -> Response:
        try:
            container = opened()
            token = request.query_params.get("t", "")
            said = container.links.verified(token, kind, time.time())
            secret = Caller(request).secret
            claim = container.access.opened(said, secret, datetime.now(UTC))
            view = container.view_choice.view(claim.actor, claim.choices.get(BOUNDS, ""))
            return kept_by_nobody(claim, endpoint(request, container.on(view.name), claim))
        except WanggeError as error:
            return refusal(error)

    return Route(kind.value, serve, methods=["GET"])


def kept_by_nobody(claim: Claim, answer: Response) -> Response:
    """Let a browser ask again each time: what it holds must not outlive the session."""
    if claim.session and "max-age" in answer.headers.get("cache-control", ""):
        answer.headers["cache-control"] = "private, no-cache"
    return answer
