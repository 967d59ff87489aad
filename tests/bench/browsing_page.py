"""One browser page of the bench: opens an address cold, times it, weighs what came."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from time import monotonic
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page

STREAMLITS = ("/static/", "/_stcore/")
_DRAWN_COLOURS = 4
_POLL_MS = 20
_PATIENCE_S = 180.0

READY = {
    # The frame says when all that it was asked to show is drawn.
    "ours": "() => document.querySelector('.veil')?.hidden === true",
    "empty": "() => Boolean(document.querySelector('.leaflet-container .leaflet-pane'))",
    "folium": "() => Boolean(document.querySelector('.leaflet-overlay-pane canvas'))",
}


@dataclass(slots=True)
class Visit:
    """What one cold visit took: seconds to the first useful map, bytes beyond Streamlit's files."""

    shown_s: float = 0.0
    own_bytes: int = 0
    streamlit_bytes: int = 0
    websocket_bytes: int = 0
    asked: dict[str, str] = field(default_factory=dict)


def visited(browser: Browser, address: str, kind: str) -> tuple[Page, Visit]:
    """Return a page after its map is drawn, in a fresh profile, and what that took."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN").new_page()
    visit = _weighed(page)
    began = monotonic()
    page.goto(address, wait_until="commit")
    while not _is_drawn(page, kind):
        if monotonic() - began > _PATIENCE_S:
            raise TimeoutError(kind)
        page.wait_for_timeout(_POLL_MS)
    visit.shown_s = monotonic() - began
    return page, visit


def _is_drawn(page: Page, kind: str) -> bool:
    if kind == "pydeck":
        return _is_coloured(page)
    frames = [frame for frame in page.frames[1:] if frame.url]
    return any(_told(frame, READY[kind]) for frame in frames)


def _told(frame: Any, question: str) -> bool:
    try:
        return bool(frame.evaluate(question))
    except Exception:
        return False


def _is_coloured(page: Page) -> bool:
    """Return whether the middle of the chart shows the colours of several classes."""
    chart = page.locator("canvas").first
    if not chart.count():
        return False
    box = chart.bounding_box()
    if not box or box["width"] < 1:
        return False
    middle = {
        "x": box["x"] + box["width"] / 2 - 40,
        "y": box["y"] + box["height"] / 2 - 40,
        "width": 80,
        "height": 80,
    }
    picture = Image.open(BytesIO(page.screenshot(clip=middle))).convert("RGB")
    return len({colour for _, colour in picture.getcolors(6_400) or []}) >= _DRAWN_COLOURS


def _weighed(page: Page) -> Visit:
    visit = Visit()
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")

    def asked(event: Mapping[str, Any]) -> None:
        visit.asked[event["requestId"]] = event["request"]["url"]

    def answered(event: Mapping[str, Any]) -> None:
        size = int(event["encodedDataLength"])
        is_theirs = any(part in visit.asked.get(event["requestId"], "") for part in STREAMLITS)
        visit.streamlit_bytes += size if is_theirs else 0
        visit.own_bytes += 0 if is_theirs else size

    def received(event: Mapping[str, Any]) -> None:
        visit.websocket_bytes += len(event["response"]["payloadData"]) * 3 // 4

    protocol.on("Network.requestWillBeSent", asked)
    protocol.on("Network.loadingFinished", answered)
    protocol.on("Network.webSocketFrameReceived", received)
    return visit
