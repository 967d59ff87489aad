"""Watches one browser context: every request that leaves this machine and every console error."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebSocket

LOCAL_SCHEMES = {"blob", "data", "about"}


@dataclass  # no slots: Playwright hangs its own names on the handlers' owner
class Watch:
    """What a test may assert on, and what its page fixture asserts in the end."""

    address: str
    left_the_machine: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def attach(self, context: BrowserContext) -> None:
        """Listen to every page of the context, those to come included."""
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("page", self._on_page)

    def is_local(self, url: str) -> bool:
        """Return whether that address stays on the app's own origin."""
        parts = urlsplit(url)
        return parts.scheme in LOCAL_SCHEMES or parts.netloc == urlsplit(self.address).netloc

    def _on_page(self, page: Page) -> None:
        page.on("websocket", self._on_websocket)

    def _on_websocket(self, websocket: WebSocket) -> None:
        self._note(websocket.url)

    def _on_request(self, request: Request) -> None:
        self._note(request.url)

    def _note(self, url: str) -> None:
        if not self.is_local(url):
            self.left_the_machine.append(url)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")
