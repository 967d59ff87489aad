"""Before every request and websocket: nobody enters without a session, once there is an account.

Without any account only a browser on this machine is served; with accounts, others are served over
an encrypted way alone.
"""

from datetime import UTC, datetime

from starlette.concurrency import run_in_threadpool
from starlette.requests import HTTPConnection
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from geo.domain.errors import Refused, SignInRefused, WanggeError
from geo.http.answers import refusal
from geo.http.callers import Caller
from geo.http.doors import SIGN_IN, SIGN_OUT, STATE, refused_page, sign_in_address
from geo.http.index_page import language_of
from geo.http.linked import Opened
from geo.views.assets import MOUNT

_OPEN = ("/health", "/_stcore/health", SIGN_IN, SIGN_OUT, STATE)
_OPEN_BELOW = (f"{MOUNT}/", "/static/", f"{SIGN_IN}/")
_POLICY_VIOLATION = 1008


class Gate:
    """ASGI middleware around everything that the app serves."""

    def __init__(self, app: ASGIApp, opened: Opened) -> None:
        self._app = app
        self._opened = opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what may enter; answer the rest with words, a way to sign in, or a close."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        caller = Caller(HTTPConnection(scope))
        # Files that hold nothing of a town need no look into the store.
        is_free = caller.is_here and _is_open(scope["path"])
        refused = None if is_free else await run_in_threadpool(self._refused, caller)
        if refused is None:
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocketClose(code=_POLICY_VIOLATION)(scope, receive, send)
        else:
            await _worded(caller, refused)(scope, receive, send)

    def _refused(self, caller: Caller) -> WanggeError | None:
        try:
            self._require(caller)
        except WanggeError as error:
            return error
        return None

    def _require(self, caller: Caller) -> None:
        access = self._opened().access
        if not access.is_sign_in_on():
            if not caller.is_here:
                raise Refused("not_local")
            return
        if not caller.is_here and not caller.is_encrypted:
            raise Refused("not_encrypted")
        if not _is_open(caller.connection.url.path):
            access.account(caller.secret, datetime.now(UTC))


def _is_open(path: str) -> bool:
    return path in _OPEN or path.startswith(_OPEN_BELOW)


def _worded(caller: Caller, error: WanggeError) -> Response:
    url = caller.connection.url
    language = language_of(caller.connection.query_params.get("lang"))
    if not caller.navigates:
        return refusal(error, language, 403)
    if not isinstance(error, SignInRefused):
        return refused_page(language, error)
    asked = f"{url.path}?{url.query}" if url.query else url.path
    return RedirectResponse(sign_in_address(asked, language), 303)
