"""Who asks, as far as a request shows it: from this machine or not, encrypted or not, by a page."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import Response

from geo.services.binding import is_loopback
from geo.services.sessions import SESSION_COOKIE

_COOKIE_LIFE_S = 400 * 24 * 3_600
"""As long as browsers allow, for walls; when a session ends is for the store to say."""

_ENCRYPTED = frozenset({"https", "wss"})
_FORWARDING = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True, slots=True)
class Caller:
    """One request or websocket. The server has put a trusted proxy's client and scheme in place."""

    connection: HTTPConnection

    @property
    def is_here(self) -> bool:
        """Return whether a browser on this machine asks for this machine, with nothing between.

        The name it asked for counts too: another site's name led here is not this machine.
        """
        headers, client = self.connection.headers, self.connection.client
        if client is None or any(name in headers for name in _FORWARDING):
            return False
        return is_loopback(client.host) and is_loopback(self.connection.url.hostname or "")

    @property
    def is_encrypted(self) -> bool:
        """Return whether the way from the browser is encrypted, as the trusted proxy says."""
        return self.connection.url.scheme in _ENCRYPTED

    @property
    def navigates(self) -> bool:
        """Return whether a page is being opened, which can be led elsewhere."""
        is_http = self.connection.scope["type"] == "http"
        return is_http and "text/html" in self.connection.headers.get("accept", "")

    @property
    def secret(self) -> str:
        """Return the session's secret, empty without one."""
        return self.connection.cookies.get(SESSION_COOKIE, "")

    @property
    def posts_from_our_page(self) -> bool:
        """Return whether a form or script of ours sends this: no other site can claim so."""
        headers = self.connection.headers
        origin = headers.get("origin")
        if origin is None:
            return headers.get("sec-fetch-site") == "same-origin"
        sent_from = urlsplit(origin)
        ours = (self.connection.url.scheme, headers.get("host"))
        return (sent_from.scheme, sent_from.netloc) == ours

    def hand_over(self, secret: str, response: Response) -> None:
        """Let the browser keep the secret where no script reads it and no other site sends it."""
        response.set_cookie(
            SESSION_COOKIE,
            secret,
            max_age=_COOKIE_LIFE_S,
            httponly=True,
            samesite="lax",
            secure=self.is_encrypted,
        )

    def take_back(self, response: Response) -> None:
        """Let the browser forget the secret."""
        response.delete_cookie(
            SESSION_COOKIE, httponly=True, samesite="lax", secure=self.is_encrypted
        )
