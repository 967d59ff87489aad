"""Weighs what crosses the wire: websocket messages both ways and the bodies of answers, as packed.

Sizes come from Chromium itself (DevTools protocol): an answer out of its own cache weighs nothing.
"""

import base64
import time
from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.browser.opening import wait_until_drawn

QUIET_MS, STEP_MS, PATIENCE_STEPS = 1_000, 100, 900
_BINARY = 2


class Scales:
    """Adds up what one page sends and receives, frames inside it included."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._bytes = 0
        self._runs = 0
        self._last_s = 0.0
        protocol = page.context.new_cdp_session(page)
        protocol.send("Network.enable")
        protocol.on("Network.webSocketFrameSent", self._sent)
        protocol.on("Network.webSocketFrameReceived", self._received)
        protocol.on("Network.loadingFinished", self._answered)

    def tare(self) -> None:
        """Begin anew once all that is under way has come."""
        wait_until_drawn(self._page)
        self._wait_until_quiet()
        self._bytes = self._runs = 0

    def read(self) -> int:
        """Return the bytes since the last `tare`, once a run of the script and its answers end."""
        for _ in range(PATIENCE_STEPS):
            if self._runs:
                break
            self._page.wait_for_timeout(STEP_MS)
        assert self._runs, "the script did not run to its end"
        self._wait_until_quiet()
        return self._bytes

    @property
    def last_s(self) -> float:
        """Return when the last byte came, by the monotonic clock."""
        return self._last_s

    def _wait_until_quiet(self) -> None:
        before = -1
        while before != self._bytes:
            before = self._bytes
            self._page.wait_for_timeout(QUIET_MS)

    def _received(self, event: Mapping[str, Any]) -> None:
        message = _payload(event)
        self._weigh(len(message))
        self._runs += ForwardMsg.FromString(message).WhichOneof("type") == "script_finished"

    def _sent(self, event: Mapping[str, Any]) -> None:
        self._weigh(len(_payload(event)))

    def _answered(self, event: Mapping[str, Any]) -> None:
        self._weigh(int(event["encodedDataLength"]))

    def _weigh(self, count: int) -> None:
        self._bytes += count
        self._last_s = time.monotonic()


def _payload(event: Mapping[str, Any]) -> bytes:
    message = event["response"]
    said = str(message["payloadData"])
    return base64.b64decode(said) if message["opcode"] == _BINARY else said.encode()
