"""The map with many grids and with hostile names: how little a rerun moves, and what runs."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, WebSocket

from geo.store import open_store
from tests.browser.app_server import serving
from tests.browser.maps import MapOnPage, map_on
from tests.browser.opening import wait_until_drawn
from tests.fakes.crowd_town import fill

MANY = 71  # 71 × 71 + 4 = 5,045 grids
MOST_BYTES = 30_000
HOSTILE = [
    '<img src=x onerror="window.top.hacked=1">',
    "<script>window.top.hacked=1</script>",
    "${window.top.hacked=1}",
    "`${window.top.hacked=1}`",
    "</script><svg onload=window.top.hacked=1>",
    "[x](javascript:window.top.hacked=1)",
    "**:red[x]**",
]


@contextmanager
def town(folder: Path, side: int, names: list[str] | None = None) -> Iterator[str]:
    """Yield the address of the app over a crowded town."""
    store = open_store(str(folder / "town.sqlite"), create=True)
    fill(store, side, 400, names)
    store.close()
    with serving(folder / "town.sqlite", folder / "server.log") as address:
        yield address


class Traffic:
    """Counts what a page receives: websocket messages and the bodies of answers."""

    def __init__(self, page: Page) -> None:
        self.bytes = 0
        page.on("websocket", self._listen)
        page.on("requestfinished", self._finished)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._add)
        socket.on("framesent", self._add)

    def _add(self, message: str | bytes) -> None:
        self.bytes += len(message)

    def _finished(self, request: Request) -> None:
        self.bytes += request.sizes()["responseBodySize"]


def opened(page: Page, address: str) -> MapOnPage:
    page.goto(address)
    wait_until_drawn(page)
    drawn = map_on(page)
    drawn.hide_points()
    return drawn


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """Yield a page that is watched for errors alone."""
    profile = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = profile.new_page()
    yield page
    profile.close()


def code_in_crowd(row: int, column: int) -> str:
    return f"632801100{MANY * row + column:06d}"


def test_a_rerun_over_five_thousand_grids_moves_at_most_30_kb(fresh: Page, tmp_path: Path) -> None:
    with town(tmp_path, MANY) as address:
        traffic = Traffic(fresh)
        drawn = opened(fresh, address)
        # The first card fetches the letters of the font that only it shows; they stay.
        drawn.click(code_in_crowd(40, 30))
        fresh.locator(".wg-head").wait_for()
        wait_until_drawn(fresh)
        before = traffic.bytes
        drawn.click(code_in_crowd(20, 30))
        fresh.locator(".wg-head", has_text=code_in_crowd(20, 30)).wait_for()
        wait_until_drawn(fresh)
        assert 0 < traffic.bytes - before <= MOST_BYTES


def test_another_measure_over_five_thousand_grids_moves_at_most_30_kb(
    fresh: Page, tmp_path: Path
) -> None:
    with town(tmp_path, MANY) as address:
        traffic = Traffic(fresh)
        opened(fresh, address)
        choice = fresh.get_by_role("combobox", name="指标")
        for _ in range(2):
            choice.click()
            before = traffic.bytes
            fresh.get_by_role("option").nth(2).click()
            wait_until_drawn(fresh)
            choice.click()
            fresh.get_by_role("option").nth(0).click()
            wait_until_drawn(fresh)
        assert 0 < traffic.bytes - before <= 2 * MOST_BYTES


def test_hostile_names_stay_text_wherever_they_are_shown(fresh: Page, tmp_path: Path) -> None:
    noted: list[str] = []
    fresh.on("dialog", lambda dialog: noted.append(dialog.message))
    fresh.on("pageerror", lambda error: noted.append(str(error)))
    with town(tmp_path, 3, HOSTILE) as address:
        drawn = opened(fresh, address)
        for place, name in enumerate(HOSTILE):
            code = f"632801100{place:06d}"
            fresh.mouse.move(*drawn.place_of(code))
            tip = drawn.frame.locator(".tip b")
            tip.wait_for()
            assert tip.inner_text() == name
            drawn.click(code)
            head = fresh.locator(".wg-head h2")
            head.filter(has_text=name).wait_for()
            assert fresh.evaluate("window.hacked") is None
    assert noted == []
