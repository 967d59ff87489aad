"""The bar above every page: the search on a phone, and the name of the town."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.opening import Open, wait_until_drawn

pytestmark = pytest.mark.browser

NAME = "郭勒木德镇"


def test_the_search_is_reached_and_answers_on_a_phone(page: Page, open_cold: Open) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    open_cold("/")
    field = page.locator(".st-key-search input")
    expect(field).to_be_in_viewport()
    field.fill("hxcde")
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-found_places button").first).to_be_in_viewport()


def test_the_administrator_names_the_town_and_the_bar_follows(open_cold: Open) -> None:
    page = open_cold("/imports?person=administrator")
    for name in (f"{NAME}（试）", NAME):
        page.get_by_label("名称（显示在页面顶端和月报上）").fill(name)
        page.get_by_role("button", name="保存名称").click()
        expect(page.locator(".wg-town")).to_have_text(name)
        wait_until_drawn(page)


def test_only_who_manages_the_store_sees_that_form(open_cold: Open) -> None:
    page = open_cold("/imports?person=planner")
    expect(page.get_by_role("button", name="保存名称")).to_have_count(0)
