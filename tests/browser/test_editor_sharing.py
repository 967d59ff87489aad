"""Drafts outlive servers and pages, two planners meet on one, a list serves without WebGL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.app_server import serving
from tests.browser.conftest import CHROMIUM_ARGUMENTS
from tests.browser.editing import EditorOnPage, editor_on
from tests.browser.opening import PATIENCE_MS, wait_until_drawn
from tests.browser.visible_text import untranslated
from tests.fakes.striped_town import NAMES, TITLE, cell_code, corner, grid_code, make_town

pytestmark = pytest.mark.browser
PAGE = "/borders?person=planner"


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the path of a store with the small town and one draft."""
    make_town(tmp_path / "town.sqlite")
    return tmp_path / "town.sqlite"


@pytest.fixture
def address(store: Path) -> Iterator[str]:
    """Yield the address of the app over the small town."""
    with serving(store, store.parent / "server.log") as url:
        yield url


@contextmanager
def _profile(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


def _opened(context: BrowserContext, address: str) -> EditorOnPage:
    page = context.new_page()
    page.goto(f"{address}{PAGE}")
    return editor_on(page)


def _paint(editor: EditorOnPage, column: int, row: int, grid: int) -> None:
    """Give one cell to a neighbouring grid with the brush."""
    editor.press("v")
    editor.click(corner(grid * 2 + 0.5, 0.5))
    editor.press("r")
    editor.hold([corner(column + 0.5, row + 0.5), corner(column + 0.6, row + 0.5)])
    editor.page.mouse.up()


def test_a_draft_is_found_again_after_the_server_was_restarted(
    browser: Browser, store: Path
) -> None:
    for step in (0, 1):
        with serving(store, store.parent / "server.log") as address, _profile(browser) as context:
            editor = _opened(context, address)
            editor.expect_step(step)
            if step == 0:
                _paint(editor, 2, 1, 0)
                editor.expect_step(1)
            assert editor.grid_of(2, 1) == grid_code(0)


def test_two_planners_meet_and_nothing_is_lost(browser: Browser, address: str) -> None:
    with _profile(browser) as mine, _profile(browser) as others:
        # My page does not hear of the other's step before it sends its own.
        mine.route("**/drafts/since*", lambda route: route.fulfill(status=204))
        editor, other = _opened(mine, address), _opened(others, address)
        _paint(other, 2, 1, 0)
        other.expect_step(1)
        _paint(editor, 4, 1, 1)
        expect(editor.notice().first).to_be_visible()
        expect(editor.frame.locator(".unplaced")).to_have_count(1)
        # The other's step is on my map at once, mine is not.
        editor.expect_step(1)
        assert (editor.grid_of(2, 1), editor.grid_of(4, 1)) == (grid_code(0), grid_code(2))
        editor.frame.get_by_role("button", name="重做", exact=True).last.click()
        editor.expect_step(2)
        expect(editor.frame.locator(".unplaced")).to_have_count(0)
        # The other page hears of it by itself.
        other.expect_step(2)
        assert other.grid_of(4, 1) == grid_code(1)
        expect(other.notice().first).to_contain_text("规划员")


def test_an_unplaced_step_survives_a_reload_and_can_be_let_go(
    browser: Browser, address: str
) -> None:
    with _profile(browser) as context:
        editor = _opened(context, address)
        context.route("**/drafts/edit", lambda route: route.abort())
        _paint(editor, 2, 1, 0)
        expect(editor.frame.locator(".unplaced")).to_have_count(1)
        editor.page.reload()
        editor = editor_on(editor.page)
        expect(editor.frame.locator(".unplaced")).to_have_count(1)
        editor.frame.get_by_role("button", name="丢弃").click()
        expect(editor.frame.locator(".unplaced")).to_have_count(0)
        editor.expect_step(0)


def test_a_lapsed_link_is_renewed_and_editing_goes_on(browser: Browser, address: str) -> None:
    with _profile(browser) as context:
        editor = _opened(context, address)
        good = editor.told("editor.api.token")
        editor.told("editor.api.renew('lapsed')")
        # The next look for news is refused, and the page hands over a link that holds.
        editor.wait_for("editor.api.token", good)
        _paint(editor, 2, 1, 0)
        editor.expect_step(1)


def test_every_word_of_the_editor_comes_from_a_catalogue(browser: Browser, address: str) -> None:
    with _profile(browser) as context:
        page = context.new_page()
        page.goto(f"{address}{PAGE}&lang=pseudo")
        editor_on(page)
        given = f"{TITLE} {' '.join(NAMES)}"
        assert [words for words in untranslated(page) if words not in given] == []


def test_a_browser_without_webgl_reassigns_by_list(
    browser: Browser, chromium_path: str, address: str
) -> None:
    arguments = [*CHROMIUM_ARGUMENTS, "--disable-3d-apis"]
    chromium = browser.browser_type.launch(executable_path=chromium_path, args=arguments)
    with _profile(chromium) as context:
        page = context.new_page()
        page.goto(f"{address}{PAGE}")
        wait_until_drawn(page)
        _reassign_by_list(page)
    chromium.close()


def _reassign_by_list(page: Page) -> None:
    panel = page.locator(".st-key-panel_by_list")
    expect(panel).to_contain_text("按清单划转单元")
    wait_until_drawn(page)
    for number, code in ((1, cell_code(1, 1)), (2, grid_code(1))):
        panel.get_by_role("combobox").nth(number).click()
        page.get_by_role("option", name=code).click()
        page.keyboard.press("Escape")
        wait_until_drawn(page)
    panel.get_by_role("button", name="划转").click()
    expect(panel).to_contain_text("10 户")
