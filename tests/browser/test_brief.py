"""The printed page in the browser: one sheet of A4 with all that its map must say."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from tests.browser.opening import Open, wait_until_quiet


def opened(page: Page) -> Page:
    link = page.locator("a[href*='/print/']").first.get_attribute("href")
    assert link
    parts = urlsplit(link)
    page.goto(f"{parts.path}?{parts.query}")
    wait_until_quiet(page)
    return page


@pytest.mark.parametrize(("language", "unknown"), [("zh", "未知"), ("en", "unknown")])
def test_the_map_names_places_has_a_scale_and_shows_the_pastures_on_one_page(
    open_cold: Open, language: str, unknown: str
) -> None:
    page = opened(open_cold(f"/?lang={language}"))
    maps = page.locator(".map svg[role='img']")
    assert maps.count() == 2
    assert page.locator("text.scale").all_text_contents() == ["10 km", "20 km"]
    names = maps.nth(1).locator("text.name").all_text_contents()
    assert sum(name.endswith("牧委会") for name in names) == 6
    assert "红柳村" in maps.nth(0).locator("text.name").all_text_contents()
    assert unknown in page.locator(".swatches").inner_text()
    printed = page.pdf(prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1


def test_ranks_that_do_not_fit_one_sheet_are_left_out(open_cold: Open) -> None:
    page = open_cold("/")
    page.route(
        "**/css/brief.css",
        lambda route: route.fulfill(body=TALL, content_type="text/css"),
    )
    rows = opened(page).locator("tbody tr")
    assert 1 <= rows.count() < 8


TALL = "body { margin: 0; } main { width: 186mm; } tr { height: 40mm; } svg { max-height: 60mm; }"
