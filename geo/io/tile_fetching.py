"""Fetches one picture over http or https, and lets nobody lead the server elsewhere.

The name is resolved once, every address it has is judged, and the connection goes to the one that
was judged: a name that changes its mind between the two gains nothing.
"""

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from geo.domain.errors import BackdropDown
from geo.io.tile_pictures import image_type
from geo.ports.tiles import TileImage

_TIMEOUT_S, _WHOLE_S, _WAIT_S, _REST_S = 5.0, 8.0, 6.0, 20.0
_AT_ONCE, _INSIDE_MAX, _REDIRECTS_MAX = 6, 16, 2
_BYTES_MAX, _CHUNK_BYTES = 2_000_000, 65_536
_USUAL_S, _LEAST_S, _MOST_S = 7 * 86_400, 3_600, 90 * 86_400
_HEADERS = {"User-Agent": "Wangge/0.1", "Accept": "image/*", "Connection": "close"}
_AGE = re.compile(r"max-age=(\d+)")
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _Pinned(http.client.HTTPConnection):
    """A connection to one address under another name."""

    def __init__(self, parts: SplitResult, address: str) -> None:
        self._secure = parts.scheme == "https"
        port = parts.port or (443 if self._secure else 80)
        super().__init__(parts.hostname or "", port, timeout=_TIMEOUT_S)
        self._address = address

    def connect(self) -> None:
        """Connect to the address, and prove the name where the way is encrypted."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            context = ssl.create_default_context()
            self.sock = context.wrap_socket(self.sock, server_hostname=self.host)


@dataclass(slots=True)
class TileFetcher:
    """Fetches for a whole process: a few at once, and a host that failed is left alone a while.

    Few may wait for their turn too, so that a slow source never takes every thread of the server.
    """

    _turns: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(_AT_ONCE)
    )
    _inside: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(_INSIDE_MAX)
    )
    _resting: dict[str, float] = field(default_factory=dict)

    def fetch(self, address: str, *, is_local: bool) -> TileImage:
        """Return the picture at an address (BackdropDown)."""
        host = urlsplit(address).netloc
        if self._resting.get(host, 0.0) > time.monotonic():
            raise BackdropDown("resting", host=_name(host))
        if not self._inside.acquire(blocking=False):
            raise BackdropDown("busy", host=_name(host))
        try:
            return self._in_turn(address, host, is_local=is_local)
        finally:
            self._inside.release()

    def _in_turn(self, address: str, host: str, *, is_local: bool) -> TileImage:
        if not self._turns.acquire(timeout=_WAIT_S):
            raise BackdropDown("busy", host=_name(host))
        try:
            return _followed(address, is_local=is_local)
        except (OSError, http.client.HTTPException, ValueError):
            self._resting[host] = time.monotonic() + _REST_S
            # Not chained: what failed may carry the address, and with it the key.
            raise BackdropDown("unreachable", host=_name(host)) from None
        finally:
            self._turns.release()


def _followed(address: str, *, is_local: bool) -> TileImage:
    first = urlsplit(address)
    for _ in range(_REDIRECTS_MAX + 1):
        parts = urlsplit(address)
        if (parts.scheme, parts.netloc) != (first.scheme, first.netloc):
            break
        with closing(_Pinned(parts, judged(parts, is_local=is_local))) as connection:
            target = urlunsplit(("", "", parts.path or "/", parts.query, ""))
            connection.request("GET", target, headers=_HEADERS)
            with connection.getresponse() as answer:
                if answer.status not in _REDIRECTS:
                    return _picture(answer, _name(first.netloc))
                address = urljoin(address, answer.headers.get("Location", ""))
    raise BackdropDown("redirected", host=_name(first.netloc))


def _picture(answer: http.client.HTTPResponse, host: str) -> TileImage:
    if answer.status != 200:
        raise BackdropDown("status", host=host, status=answer.status)
    body = _body(answer, host)
    kind = image_type(body)
    said = answer.headers.get_content_type()
    if kind is None or not (said.startswith("image/") or said == "application/octet-stream"):
        raise BackdropDown("no_picture", host=host)
    return TileImage(body, kind, _kept_s(answer.headers.get("Cache-Control", "")))


def _body(answer: http.client.HTTPResponse, host: str) -> bytes:
    """Return what comes, unless it is too much or drips for too long."""
    body, until = bytearray(), time.monotonic() + _WHOLE_S
    while chunk := answer.read1(_CHUNK_BYTES):
        body += chunk
        if len(body) > _BYTES_MAX:
            raise BackdropDown("large", host=host)
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(body)


def _kept_s(control: str) -> int:
    """Return for how long a tile is kept: as its source says, within an hour and a quarter."""
    if "no-store" in control or "no-cache" in control:
        return _LEAST_S
    age = _AGE.search(control)
    return min(max(int(age[1]) if age else _USUAL_S, _LEAST_S), _MOST_S)


def judged(parts: SplitResult, *, is_local: bool) -> str:
    """Return the address to connect to, once all that the name has may be asked.

    Raises:
        BackdropDown: the name has an address that no backdrop may have.
        OSError: the name has none.
    """
    host, port = parts.hostname or "", parts.port or 0
    found = [str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(may_be_asked(one, is_local=is_local) for one in found):
        raise BackdropDown("private", host=_name(parts.netloc))
    return found[0]


def may_be_asked(address: str, *, is_local: bool) -> bool:
    """Return whether the server may fetch from an address.

    Without leave only public ones; with it the local network and this machine too, yet never what
    machines tell themselves (169.254…, fe80::), nor what is no single machine.
    """
    where = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(where, "ipv4_mapped", None)
    where = mapped or where
    if where.is_link_local or where.is_multicast or where.is_unspecified:
        return False
    return where.is_global or (is_local and (where.is_private or where.is_loopback))


def _name(netloc: str) -> str:
    """Return a host's name without what may precede it."""
    return netloc.rpartition("@")[2]
