"""Asks routes or a whole app for a path without a server or a socket."""

import asyncio
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import ASGIApp


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by lower-case name, and the whole body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Way:
    """How a request comes in: from which machine, by which scheme, asking for which host."""

    client: str | None = "127.0.0.1"
    scheme: str = "http"
    host: str = "127.0.0.1"


HERE = Way()
ENCRYPTED = Way("10.1.2.3", "https", "wangge.example")


def get(routes: Sequence[BaseRoute], path: str, headers: Mapping[str, str]) -> Answer:
    """Return the answer to GET."""
    return ask(Starlette(routes=list(routes)), path, headers=headers)


def ask(
    app: ASGIApp,
    path: str,
    *,
    method: str = "GET",
    headers: Mapping[str, str] | None = None,
    body: bytes = b"",
    way: Way = HERE,
) -> Answer:
    """Return the answer of an app."""
    named = {"host": way.host} | {name.lower(): one for name, one in (headers or {}).items()}
    scope = _scope("http", path, named, way) | {"method": method}
    sent = asyncio.run(_exchanged(app, scope, [{"type": "http.request", "body": body}]))
    start = next(message for message in sent if message["type"] == "http.response.start")
    found = {name.decode(): value.decode() for name, value in start["headers"]}
    parts = (m.get("body", b"") for m in sent if m["type"] == "http.response.body")
    return Answer(start["status"], found, b"".join(parts))


def enters(app: ASGIApp, path: str, headers: Mapping[str, str], way: Way = HERE) -> bool:
    """Return whether a websocket is let through to the app, which accepts every one."""
    scheme = way.scheme.replace("http", "ws")
    scope = _scope("websocket", path, {"host": way.host, **headers}, way) | {"scheme": scheme}
    sent = asyncio.run(_exchanged(app, scope, [{"type": "websocket.connect"}]))
    return sent[0]["type"] == "websocket.accept"


def _scope(kind: str, path: str, headers: Mapping[str, str], way: Way) -> dict[str, Any]:
    bare, _, query = path.partition("?")
    return {
        "type": kind,
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": way.scheme,
        "server": (way.host, 80),
        "client": (way.client, 1) if way.client else None,
        "root_path": "",
        "path": unquote(bare),
        "raw_path": bare.encode(),
        "query_string": query.encode(),
        "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
    }


async def _exchanged(
    app: ASGIApp, scope: dict[str, Any], messages: Sequence[dict[str, Any]]
) -> list[MutableMapping[str, Any]]:
    sent: list[MutableMapping[str, Any]] = []
    asked = iter(messages)

    async def receive() -> dict[str, Any]:
        return next(asked, {"type": f"{scope['type']}.disconnect"})

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return sent
