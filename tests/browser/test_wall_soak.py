"""Weeks in minutes: many accelerated scene changes leave the browser's heap and the server flat.

`WALL_CHANGES` asks for more than the usual; figures of 2,000 stand in docs/wall.md.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page

from tests.browser.app_server import ROOT, Server, running
from tests.browser.walls import open_wall, said, wait_for

CHANGES = int(os.environ.get("WALL_CHANGES", "20"))
ROUNDS = 4
PACE = 120
LIMIT_MS = 1_200_000
HEAP_GROWTH_MB = 8.0
RSS_GROWTH_MB = 40.0
MB = 1024 * 1024
KB_PER_MB = 1024
MEASURED = ROOT / "build" / "wall_soak.json"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def served(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Yield a server of its own over the demo town, so that its memory is the wall's alone."""
    log = tmp_path_factory.mktemp("soak") / "server.log"
    with running(demo_store, log) as server:
        yield server


def test_heap_and_server_stay_flat(own_page: Page, served: Server) -> None:
    own_page.set_viewport_size({"width": 640, "height": 360})
    open_wall(own_page, f"{served.address}/wall?embed=true&pace={PACE}")
    devtools = own_page.context.new_cdp_session(own_page)
    heaps, sizes = [], []
    for round_ in range(ROUNDS + 1):
        # The first round only warms up: fonts, shaders and every scene's first drawing.
        wanted = (round_ + 1) * CHANGES // (ROUNDS + 1)
        wait_for(own_page, f"Number(said.changes) >= {wanted}", LIMIT_MS)
        heaps.append(_heap_mb(devtools))
        sizes.append(_rss_mb(served.process))
    MEASURED.parent.mkdir(exist_ok=True)
    told = {"changes": said(own_page, "changes"), "heap_mb": heaps, "server_mb": sizes}
    MEASURED.write_text(json.dumps(told), encoding="utf-8")
    assert said(own_page, "state") == "live"
    assert heaps[-1] - heaps[1] < HEAP_GROWTH_MB
    assert sizes[-1] - sizes[1] < RSS_GROWTH_MB


def _heap_mb(devtools: CDPSession) -> float:
    devtools.send("HeapProfiler.collectGarbage")
    used = devtools.send("Runtime.getHeapUsage")["usedSize"]
    return round(used / MB, 1)


def _rss_mb(process: int) -> float:
    """Return the resident size of a process."""
    status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
    return round(int(line.split()[1]) / KB_PER_MB, 1)
