"""Any place within seconds: by initials, by name, by code; and a name that is hostile."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.maps import map_on
from tests.browser.opening import Open

pytestmark = pytest.mark.browser


def test_initials_reach_a_grid_and_outline_it_from_a_page_without_a_map(open_cold: Open) -> None:
    page = open_cold("/norms")
    page.locator(".st-key-search input").fill("hxcde")
    page.keyboard.press("Enter")
    page.locator(".st-key-found_places").get_by_text("和谐村第二网格").click()
    expect(page).to_have_url(re.compile(r"grid=632801100219-002"))
    expect(page.locator(".st-key-panel_grid")).to_contain_text("和谐村第二网格")
    map_on(page)
    expect(page.locator(".st-key-found_places")).to_have_count(0)


def test_a_named_place_is_ringed_and_what_is_nowhere_is_said(open_cold: Open) -> None:
    page = open_cold("/?find=察尔汗")
    page.locator(".st-key-found_places button").first.click()
    expect(page).to_have_url(re.compile(r"at=9\d\.\d+"))
    page = open_cold("/?find=<b>nowhere</b>")
    expect(page.locator(".st-key-found_places")).to_contain_text("<b>nowhere</b>")


@pytest.mark.parametrize("place", ["x,y", "1e9,0", "nan,nan", "95"])
def test_a_place_that_is_none_in_the_address_changes_nothing(open_cold: Open, place: str) -> None:
    map_on(open_cold(f"/?at={place}"))


def test_an_address_that_is_no_page_opens_the_overview_and_says_so(open_cold: Open) -> None:
    page = open_cold("/nowhere?lang=zh_CN")
    expect(page.get_by_text("没有“nowhere”这个页面")).to_be_visible()
    map_on(page)
