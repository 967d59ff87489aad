"""One viewer: a websocket tab that acts when its time has come, and the layers it then fetches."""

import random
import re
import threading
import time
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.fakes.page_client import Drawn, Tab, tab

LINK = re.compile(rb"/layers/[a-z-]+\?t=[A-Za-z0-9_.-]+")
TILED = b"/layers/incidents"
TILES = ("&z=9&x=390&y=200", "&z=9&x=391&y=200")
"""The two tiles that show the demo town's oasis in its first view."""
HEADER_BYTES = 700
"""What a request and an answer carry beside the body, as Chromium counts it here."""
HTTP_LIMIT_S = 60


@dataclass(frozen=True, slots=True)
class Act:
    """One action: how long after it was due it was done, and what moved for it."""

    due_s: float
    wait_s: float
    moved_bytes: int


@dataclass(slots=True)
class Viewer:
    """Acts at fixed times; an action that the one before delays counts from when it was due."""

    address: str
    page: str
    choices: Sequence[Mapping[str, str]]
    acts: list[Act] = field(default_factory=list)
    fault: Exception | None = None
    _fetched: set[bytes] = field(default_factory=set)

    def watch(self, due_s: Sequence[float], ready: threading.Barrier) -> None:
        """Open the page, wait for the others, then act at each time of the monotonic clock."""
        try:
            with tab(self.address) as opened:
                self._fetch(opened.open(self.page))
                start = self._together(ready)
                for after_s, chosen in zip(due_s, self.choices, strict=False):
                    self._act(opened, start + after_s, chosen)
        except Exception as fault:
            self.fault = fault
            ready.abort()

    def _together(self, ready: threading.Barrier) -> float:
        ready.wait()
        return time.monotonic()

    def _act(self, opened: Tab, due_s: float, chosen: Mapping[str, str]) -> None:
        time.sleep(max(0.0, due_s - time.monotonic()))
        before = opened.moved_bytes
        drawn = opened.use(self.page, [], **chosen)
        fetched = self._fetch(drawn)
        moved = opened.moved_bytes - before + fetched
        self.acts.append(Act(due_s, time.monotonic() - due_s, moved))

    def _fetch(self, drawn: Drawn) -> int:
        """Fetch what the page links to and the viewer does not hold yet; return its bytes."""
        written = b"".join(one.SerializeToString() for one in drawn.messages)
        new = set(LINK.findall(written)) - self._fetched
        self._fetched |= new
        return sum(self._body(link) for link in sorted(new))

    def _body(self, link: bytes) -> int:
        parts = TILES if link.startswith(TILED) else ("",)
        total = 0
        for part in parts:
            asked = urllib.request.Request(
                self.address + link.decode() + part, headers={"Accept-Encoding": "gzip"}
            )
            with urllib.request.urlopen(asked, timeout=HTTP_LIMIT_S) as answer:
                total += len(answer.read()) + HEADER_BYTES
        return total


def due_times_s(rng: random.Random, every_s: float, until_s: float) -> list[float]:
    """Return when one viewer acts: a first time within the interval, then every so often."""
    first = rng.uniform(0, every_s)
    count = int((until_s - first) // every_s) + 1
    return [first + every_s * turn for turn in range(count)]
