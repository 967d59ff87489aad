"""The map with hostile names: whatever a file holds, it stays text."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from geo.store import open_store
from tests.browser.app_server import serving
from tests.browser.maps import MapOnPage, map_on
from tests.browser.opening import wait_until_drawn
from tests.fakes.crowd_town import fill

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


def test_hostile_names_stay_text_wherever_they_are_shown(fresh: Page, tmp_path: Path) -> None:
    noted: list[str] = []
    fresh.on("dialog", lambda dialog: noted.append(dialog.message))
    fresh.on("pageerror", lambda error: noted.append(str(error)))
    with town(tmp_path, 3, HOSTILE) as address:
        drawn = opened(fresh, address)
        # It lies over the lowest grids of so small a town.
        drawn.frame.locator(".legend").evaluate("legend => legend.remove()")
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
