"""Two sets of boundaries beside each other: linked maps, what changed, hand-overs, trends."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from geo import bootstrap
from geo.domain.edits import Reassign
from geo.domain.kinds import Language
from geo.services.draft_values import Editing
from tests.browser.app_server import serving
from tests.browser.opening import PATIENCE_MS, wait_until_drawn
from tests.browser.visible_text import untranslated
from tests.browser.watching import Watch
from tests.fakes.striped_town import NAMES, PLANNER, cell_code, grid_code, make_town

_POLL_MS = 100
_DRAWN = "() => window.wanggeMaps && document.querySelector('.veil')?.hidden"
_LOOK = "(() => { const at = window.wanggeMaps.main.getCenter(); return [at.lng, at.lat]; })()"


@pytest.fixture(scope="module")
def town_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the app over the small town, with a plan that gives one cell of the first grid away."""
    folder = tmp_path_factory.mktemp("compare")
    _draw_plan(folder / "town.sqlite")
    with serving(folder / "town.sqlite", folder / "server.log") as address:
        yield address


def _draw_plan(store: Path) -> None:
    plan = make_town(store)
    drafts = bootstrap.container(str(store)).drafts
    edit = Reassign((cell_code(1, 0),), grid_code(1))
    drafts.apply(Editing(PLANNER, plan, Language.ZH_CN), 0, edit, "")
    bootstrap.close_containers()


@pytest.fixture
def opened(browser: Browser, town_app: str) -> Iterator[Page]:
    """Yield the page of comparison, opened cold; nothing foreign or false may have happened."""
    watch = Watch(town_app)
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    watch.attach(context)
    page = context.new_page()
    page.goto(f"{town_app}/compare?person=planner")
    wait_until_drawn(page)
    yield page
    assert page.evaluate("window.hacked") is None
    assert watch.left_the_machine == []
    assert watch.errors == []
    context.close()


def _maps(page: Page) -> tuple[Frame, Frame]:
    """Return the two maps once they have drawn."""
    expect(page.locator("iframe")).to_have_count(2)
    found = []
    for place in range(2):
        handle = page.locator("iframe").nth(place).element_handle()
        frame = handle.content_frame()
        assert frame
        frame.wait_for_function(_DRAWN, timeout=PATIENCE_MS)
        found.append(frame)
    return found[0], found[1]


def _wait_until_alike(page: Page, one: Frame, other: Frame) -> list[float]:
    """Wait until both maps look at one place and return it."""
    for _ in range(PATIENCE_MS // _POLL_MS):
        here, there = one.evaluate(_LOOK), other.evaluate(_LOOK)
        if here == pytest.approx(there, abs=1e-4):
            return list(here)
        page.wait_for_timeout(_POLL_MS)
    raise AssertionError((here, there))


def test_the_page_says_what_changes_and_names_the_grids(opened: Page) -> None:
    expect(opened.get_by_text("2 个网格有变，10 户换网格员")).to_be_visible()
    expect(opened.locator(".st-key-panel_handed h3")).to_have_text(
        ["1 对网格之间有交接，合计 10 户"]
    )
    cells = opened.locator(".st-key-panel_changed [role='gridcell']")
    expect(cells.filter(has_text=NAMES[0]).first).to_be_attached()
    expect(cells.filter(has_text="80 → 70").first).to_be_attached()


def test_where_the_left_map_is_moved_to_the_right_one_follows_and_back(opened: Page) -> None:
    left, right = _maps(opened)
    before = _wait_until_alike(opened, left, right)
    left.evaluate("window.wanggeMaps.main.panBy([90, 40], { animate: false })")
    after = _wait_until_alike(opened, left, right)
    assert after != pytest.approx(before, abs=1e-4)
    right.evaluate("window.wanggeMaps.main.setZoom(12, { animate: false })")
    for _ in range(PATIENCE_MS // _POLL_MS):
        if left.evaluate("window.wanggeMaps.main.getZoom()") == 12:
            break
        opened.wait_for_timeout(_POLL_MS)
    assert left.evaluate("window.wanggeMaps.main.getZoom()") == 12


def test_changed_grids_are_outlined_on_both(opened: Page) -> None:
    for frame in _maps(opened):
        expect(frame.locator(".key-changed")).to_be_visible()


def test_a_grid_that_is_chosen_is_told_on_both_boundaries(opened: Page) -> None:
    opened.goto(f"{opened.url}&grid={grid_code(0)}")
    wait_until_drawn(opened)
    expect(opened.locator(".st-key-panel_trend h3").first).to_contain_text(NAMES[0])
    opened.get_by_role("button", name="左右对调").click()
    expect(opened.get_by_text("2 个网格有变，10 户换网格员")).to_be_visible()
    expect(opened).to_have_url(re.compile("other=now"))


def test_every_word_of_a_comparison_comes_from_a_catalogue(opened: Page) -> None:
    opened.goto(f"{opened.url}&lang=pseudo")
    wait_until_drawn(opened)
    _maps(opened)
    data = {"<b>均衡</b>", *NAMES}
    assert [words for words in untranslated(opened) if not any(one in words for one in data)] == []
