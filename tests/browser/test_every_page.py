"""Every registered page, opened cold by its address: it draws, and in the language asked for."""

import pytest
from playwright.sync_api import expect

from geo.ui.navigation import Screen, screens
from tests.browser.opening import PATIENCE_MS, Open
from tests.browser.visible_text import outside_brackets, untranslated

EVERY_PAGE = pytest.mark.parametrize("screen", screens(), ids=lambda screen: str(screen.name))


@pytest.mark.offline
@EVERY_PAGE
def test_the_page_opens_cold_by_its_address(open_cold: Open, screen: Screen) -> None:
    page = open_cold(f"/{screen.address}")
    # A wall is one frame over all of the page.
    place = page.frame_locator("iframe").first if screen.is_bare else page
    expect(place.get_by_text("演示数据（虚构）").first).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_test_id("stException")).to_have_count(0)


@EVERY_PAGE
def test_every_word_on_the_page_comes_from_a_catalogue(open_cold: Open, screen: Screen) -> None:
    page = open_cold(f"/{screen.address}?lang=pseudo")
    assert untranslated(page) == []


def test_words_outside_the_brackets_are_found_wherever_the_message_is_split() -> None:
    assert outside_brackets(["⟦by ", "day⟧", " G109 · 12 km", "Deploy"]) == ["Deploy"]
