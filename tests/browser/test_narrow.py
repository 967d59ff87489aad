"""A phone in the field and 200 % zoom: no page is wider than its screen, nothing is laid over."""

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, expect

from geo.ui.navigation import Screen, screens
from tests.browser.axe import UNFINISHED
from tests.browser.editing import editor_on
from tests.browser.maps import map_on
from tests.browser.opening import PATIENCE_MS, wait_until_drawn

PHONE, ZOOMED = (390, 844), (683, 384)
"""Half of 1366×768 either way is what a page has at 200 % zoom."""
EVERY_PAGE = pytest.mark.parametrize(
    "screen", [one for one in screens() if not one.is_bare], ids=lambda one: str(one.name)
)
_BAR_PARTS = ".wg-identity b, .wg-badge, .st-key-search, .wg-standing, .wg-switch, .st-key-person"
_WIDTHS = """() => [document.scrollingElement, document.querySelector("[data-testid='stMain']")]
  .map((one) => one.scrollWidth)"""


@pytest.fixture(scope="module")
def narrow_page(browser: Browser, app_url: str) -> Iterator[Page]:
    """Yield one page for all tests here, so that its files are fetched once."""
    context = browser.new_context(locale="zh-CN", base_url=app_url, device_scale_factor=2)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def open_narrow(page: Page, size: tuple[int, int], path: str) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(path)
    wait_until_drawn(page)
    expect(page.locator(UNFINISHED)).to_have_count(0, timeout=PATIENCE_MS)


def boxes(drawn: Locator) -> list[FloatRect]:
    found = [one.bounding_box() for one in drawn.all() if one.is_visible()]
    return [box for box in found if box]


def overlaps(found: Sequence[FloatRect]) -> list[tuple[FloatRect, FloatRect]]:
    return [
        (one, other)
        for place, one in enumerate(found)
        for other in found[place + 1 :]
        if one["x"] < other["x"] + other["width"] - 1
        and other["x"] < one["x"] + one["width"] - 1
        and one["y"] < other["y"] + other["height"] - 1
        and other["y"] < one["y"] + one["height"] - 1
    ]


@EVERY_PAGE
def test_no_page_is_wider_than_a_phone(narrow_page: Page, screen: Screen) -> None:
    open_narrow(narrow_page, PHONE, f"/{screen.address}")
    assert max(narrow_page.evaluate(_WIDTHS)) <= PHONE[0]


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_parts_of_the_bar_stand_whole_beside_one_another(
    narrow_page: Page, size: tuple[int, int], language: str
) -> None:
    open_narrow(narrow_page, size, f"/?lang={language}")
    found = boxes(narrow_page.locator(_BAR_PARTS))
    assert len(found) >= 4
    assert overlaps(found) == []
    assert all(box["y"] >= 0 and box["x"] + box["width"] <= size[0] for box in found)
    assert max(narrow_page.evaluate(_WIDTHS)) <= size[0]


@pytest.mark.parametrize("size", [PHONE, ZOOMED], ids=["phone", "zoomed"])
def test_legend_scale_and_time_of_the_map_stand_clear_of_one_another(
    narrow_page: Page, size: tuple[int, int]
) -> None:
    open_narrow(narrow_page, size, "/")
    shown = map_on(narrow_page).frame
    found = boxes(shown.locator(".legend, .corner, .time-bar, .inset, .tools, .leaflet-bar"))
    assert len(found) >= 5
    assert overlaps(found) == []


def test_a_phone_opens_the_navigation(narrow_page: Page) -> None:
    open_narrow(narrow_page, PHONE, "/norms")
    narrow_page.get_by_test_id("stExpandSidebarButton").click()
    narrow_page.get_by_role("link", name="力量配置").click()
    expect(narrow_page).to_have_url("/staffing")


def test_the_editor_at_twice_the_size_is_no_wider_than_the_screen(
    browser: Browser, striped_app: str
) -> None:
    context = browser.new_context(
        viewport={"width": ZOOMED[0], "height": ZOOMED[1]}, device_scale_factor=2, locale="zh-CN"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{striped_app}/borders?person=planner")
    editor = editor_on(page)
    assert max(page.evaluate(_WIDTHS)) <= ZOOMED[0]
    assert editor.frame.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    context.close()
