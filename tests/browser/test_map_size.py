"""The map is the page: how much of a screen it takes on every page that has a panel beside it."""

import pytest
from playwright.sync_api import FloatRect, Locator, Page

from tests.browser.conftest import OFFICE_SCREEN
from tests.browser.opening import Open

PAGES = ["/", "/incidents", "/cameras", "/stations", "/staffing"]
LARGE_SCREEN = (1920, 1080)
LEAST_WIDTH_SHARE, LEAST_HEIGHT_SHARE = 0.6, 0.65


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_the_map_is_most_of_the_page_and_whole_without_scrolling(
    open_cold: Open, address: str, language: str
) -> None:
    page = open_cold(f"{address}?lang={language}")
    for width_px, height_px in (OFFICE_SCREEN, LARGE_SCREEN):
        page.set_viewport_size({"width": width_px, "height": height_px})
        shown, panel = box(page.locator("iframe")), box(panel_beside(page))
        assert shown["width"] >= LEAST_WIDTH_SHARE * width_px
        assert shown["height"] >= LEAST_HEIGHT_SHARE * height_px
        assert shown["y"] + shown["height"] <= height_px
        assert panel["height"] == pytest.approx(shown["height"], abs=1)


def panel_beside(page: Page) -> Locator:
    return page.locator(".st-key-beside_map [class*='st-key-panel_']").first


def box(shown: Locator) -> FloatRect:
    found = shown.bounding_box()
    assert found
    return found
