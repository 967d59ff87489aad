"""Nothing on any page breaks WCAG 2.2 A or AA by axe-core's judgement, in either language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.ui.navigation import Screen, screens
from tests.browser.axe import faults
from tests.browser.conftest import OFFICE_SCREEN
from tests.browser.opening import PATIENCE_MS, wait_until_drawn
from tests.browser.walls import open_wall

LANGUAGES = pytest.mark.parametrize("language", ["zh_CN", "en"])
EVERY_PAGE = pytest.mark.parametrize("screen", screens(), ids=lambda screen: str(screen.name))
BRIEF = "a[href*='/print/brief']"


@pytest.fixture(scope="module")
def kept_page(browser: Browser, app_url: str) -> Iterator[Page]:
    """Yield one page for all tests here, so that its files are fetched once."""
    width, height = OFFICE_SCREEN
    context = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN", base_url=app_url
    )
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@LANGUAGES
@EVERY_PAGE
def test_no_page_nor_a_frame_on_it_breaks_the_rules(
    kept_page: Page, screen: Screen, language: str
) -> None:
    if screen.is_bare:
        open_wall(kept_page, f"/{screen.address}?embed=true&lang={language}")
    else:
        kept_page.goto(f"/{screen.address}?lang={language}")
        wait_until_drawn(kept_page)
    assert faults(kept_page) == []


@LANGUAGES
def test_the_page_for_the_meeting_breaks_no_rule(kept_page: Page, language: str) -> None:
    kept_page.goto(f"/?lang={language}")
    wait_until_drawn(kept_page)
    kept_page.goto(str(kept_page.locator(BRIEF).first.get_attribute("href")))
    expect(kept_page.locator("h1")).to_be_visible()
    assert faults(kept_page) == []
