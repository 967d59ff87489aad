"""The door to drafts: verifies the link, reads a bounded JSON body, words every refusal.

A write carries its link in a header, which no form or link of another site can send.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from geo.domain.errors import BadEdit, EditRefused, NotFound, WanggeError
from geo.domain.kinds import Language
from geo.http.answers import refusal
from geo.http.callers import Caller
from geo.http.draft_service import BalanceService, DraftService
from geo.http.linked import kept_by_nobody
from geo.messages import sentence
from geo.services.draft_values import Editing
from geo.services.links import Claim, LinkKind, Links
from geo.services.settings import DEFAULT_TIMEZONE

HEADER = "x-wangge-link"
_BODY_LIMIT = 2_000_000


@dataclass(frozen=True, slots=True)
class DraftDesk:
    """What the routes of drafts stand on.

    `holder` looks who holds a link now, given the secret of the session that asks; `zone` names
    the town's time zone.
    """

    links: Links
    drafts: DraftService
    holder: Callable[[Claim, str], Claim]
    balances: BalanceService | None = None
    zone: Callable[[], str] = lambda: DEFAULT_TIMEZONE


@dataclass(frozen=True, slots=True)
class Asked:
    """A verified request: who edits which draft, and the JSON body (empty for GET)."""

    request: Request
    desk: DraftDesk
    claim: Claim
    editing: Editing
    body: Mapping[str, Any]

    def told(self, error: WanggeError) -> dict[str, Any]:
        """Return a refusal in the language of the link."""
        return _told(error, self.editing.language)


OpenedDesk = Callable[[], DraftDesk]
Endpoint = Callable[[Asked], Response]


def draft_route(method: str, path: str, opened: OpenedDesk, endpoint: Endpoint) -> Route:
    """Return a route under the link of a draft; the endpoint runs beside the event loop."""

    async def serve(request: Request) -> Response:
        try:
            body = await _body(request) if method == "POST" else {}
        except BadEdit as error:
            return refusal(error)
        return await run_in_threadpool(_answered, request, opened, endpoint, body)

    return Route(path, serve, methods=[method])


def _answered(
    request: Request, opened: OpenedDesk, endpoint: Endpoint, body: Mapping[str, Any]
) -> Response:
    language = Language.ZH_CN
    try:
        desk = opened()
        is_write = request.method == "POST"
        token = request.headers.get(HEADER) if is_write else request.query_params.get("t")
        said = desk.links.verified(token or "", LinkKind.DRAFT, time.time())
        claim = desk.holder(said, Caller(request).secret)
        language = claim.language
        editing = Editing(claim.actor, claim.choices.get("plan", ""), language)
        return kept_by_nobody(claim, endpoint(Asked(request, desk, claim, editing, body)))
    except WanggeError as error:
        return _refused(error, language)


def _told(error: WanggeError, language: Language) -> dict[str, Any]:
    """Return code and sentence, and for an edit the place in degrees where it fails."""
    told: dict[str, Any] = {"code": error.code, "message": sentence(language, error)}
    if isinstance(error, EditRefused):
        lon, lat = error.values.get("lon_deg"), error.values.get("lat_deg")
        told["at"] = None if lon is None or lat is None else [lon, lat]
    return told


def _refused(error: WanggeError, language: Language) -> Response:
    if isinstance(error, EditRefused):
        return JSONResponse({"error": _told(error, language)}, status_code=422)
    return refusal(error, language)


async def _body(request: Request) -> dict[str, Any]:
    """Return the JSON object sent (BadEdit when it is none, or larger than an edit can be)."""
    read = bytearray()
    async for chunk in request.stream():
        read += chunk
        if len(read) > _BODY_LIMIT:
            raise BadEdit(kind="")
    try:
        values = json.loads(bytes(read) or b"{}")
    except ValueError as error:
        raise BadEdit(kind="") from error
    if not isinstance(values, dict):
        raise BadEdit(kind="")
    return values


def whole(values: Mapping[str, Any], name: str) -> int:
    """Return a whole number of a body or a query (BadEdit when it is none)."""
    try:
        return int(values.get(name, ""))
    except (TypeError, ValueError) as error:
        raise BadEdit(kind=name) from error


def balances_of(asked: Asked) -> BalanceService:
    """Return the service that balances (NotFound where there is none)."""
    if asked.desk.balances is None:
        raise NotFound(what="rebalance", key=asked.editing.plan_id)
    return asked.desk.balances
