"""Many walls that refresh at one moment: each asks for what is shown and for its ground."""

import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

from tests.fakes.page_client import tab

TOKEN = re.compile(rb"walls/frame\?t=([A-Za-z0-9_.-]+)")
PARTS = ("", "/ground")
LIMIT_S = 120


@dataclass(slots=True)
class Wall:
    """One wall, its line held open; what it knows already is asked for by its tag."""

    address: str
    token: str
    bytes_read: int = 0
    tags: dict[str, str] = field(default_factory=dict)
    ended_s: float = 0.0
    fault: Exception | None = None

    def refresh(self, together: threading.Barrier) -> None:
        """Wait for the others, then ask as a wall's browser does."""
        try:
            line = HTTPConnection(urlsplit(self.address).netloc, timeout=LIMIT_S)
            line.connect()
            together.wait(LIMIT_S)
            for part in PARTS:
                self._ask(line, part)
            line.close()
        except Exception as fault:
            self.fault = fault
            together.abort()
        self.ended_s = time.monotonic()

    def _ask(self, line: HTTPConnection, part: str) -> None:
        known = {"If-None-Match": self.tags[part]} if part in self.tags else {}
        line.request(
            "GET", f"/walls{part}?t={self.token}", headers={"Accept-Encoding": "gzip", **known}
        )
        answer = line.getresponse()
        self.bytes_read += len(answer.read())
        if answer.status not in (200, 304):
            raise RuntimeError(f"a wall was answered {answer.status}")
        self.tags[part] = answer.headers.get("ETag", "")


def wall_token(address: str) -> str:
    """Return what opens the wall of that app, as its page gives it."""
    with tab(address) as opened:
        drawn = opened.open("wall", embed="true")
    written = b"".join(one.SerializeToString() for one in drawn.messages)
    found = TOKEN.search(written)
    assert found, "the page of the wall carries no link to its frame"
    return found.group(1).decode()


def walls_of(address: str, count: int) -> list[Wall]:
    """Return so many walls, none of which holds anything yet."""
    token = wall_token(address)
    return [Wall(address, token) for _ in range(count)]


def refreshed_s(walls: Sequence[Wall]) -> float:
    """Let all walls refresh at one moment; return how long the last of them took."""
    together = threading.Barrier(len(walls) + 1)
    threads = [threading.Thread(target=one.refresh, args=(together,)) for one in walls]
    for thread in threads:
        thread.start()
    together.wait(LIMIT_S)
    began_s = time.monotonic()
    for thread in threads:
        thread.join()
    fault = next((one.fault for one in walls if one.fault), None)
    if fault:
        raise fault
    return max(one.ended_s for one in walls) - began_s
