"""Backdrops on the map: tiles of a source that answers, and our own lines when it is off."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from geo import bootstrap
from geo.domain.backdrops import Backdrop, BackdropKind
from geo.io.tile_places import FOLDER_VARIABLE
from tests.browser.app_server import serving
from tests.browser.opening import PATIENCE_MS, wait_until_drawn
from tests.browser.watching import Watch
from tests.fakes.crowd_town import ADMINISTRATOR, fill
from tests.fakes.tile_server import TileServer, tile_server

KEY = "secret-of-the-town"
SAID = "© 试验底图"


@dataclass
class Town:
    address: str
    source: TileServer


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("ground")
    os.environ[FOLDER_VARIABLE] = str(folder)
    made = bootstrap.container(str(folder / "town.sqlite"), create=True)
    fill(made.store, 4, 100, None)
    with tile_server() as source:
        address = source.address("/{z}/{x}/{y}.png?tk={key}")
        ground = Backdrop("test", "试验", BackdropKind.XYZ, (address,), SAID, is_local=True)
        made.backdrops.put(ADMINISTRATOR, ground, KEY, datetime.now(UTC))
        bootstrap.close_containers()
        with serving(folder / "town.sqlite", folder / "server.log") as app:
            yield Town(app, source)
    del os.environ[FOLDER_VARIABLE]
    assert KEY not in (folder / "server.log").read_text(encoding="utf-8")


@pytest.fixture
def watched(browser: Browser, town: Town) -> Iterator[tuple[Page, Watch]]:
    watch = Watch(town.address)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    watch.attach(context)
    yield context.new_page(), watch
    context.close()
    assert watch.left_the_machine == []


def test_tiles_lie_under_the_grids_and_no_key_reaches_the_browser(
    watched: tuple[Page, Watch], town: Town
) -> None:
    page, watch = watched
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(town.address)
    wait_until_drawn(page)
    frame = page.frame_locator("iframe[title='网格地图']")
    frame.locator(".ground-pick select").select_option("test")
    expect(page).to_have_url(re.compile("ground=test"))
    expect(frame.locator("body.grounded")).to_have_count(1)
    expect(frame.locator("#map_main img.leaflet-tile-loaded").first).to_be_attached()
    expect(frame.locator(".ground-said")).to_have_text(SAID)
    expect(frame.locator(".corner")).to_contain_text("审图号")
    assert town.source.asked
    assert all(one.endswith(f"tk={KEY}") for one in town.source.asked)
    assert [one for one in asked if KEY in one or str(town.source.port) in one] == []
    assert watch.errors == []


def test_a_source_that_is_off_leaves_our_own_lines_and_a_word(
    watched: tuple[Page, Watch], town: Town
) -> None:
    page, _ = watched
    town.source.status = 503
    # Far out no tile was kept: the first test looked at the town alone.
    page.goto(f"{town.address}/?ground=test&view=6,100,30")
    wait_until_drawn(page)
    frame = page.frame_locator("iframe[title='网格地图']")
    expect(frame.locator(".ground-note")).to_have_text("底图暂时取不到，先用本地线条")
    expect(frame.locator("body.grounded")).to_have_count(0)
    expect(frame.locator(".veil")).to_be_hidden()
    expect(frame.locator(".ground-pick select")).to_have_value("test")
