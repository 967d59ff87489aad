"""Other boundaries in the URL: marked with a way back, or refused with nothing left of them."""

import re

from playwright.sync_api import expect

from tests.browser.opening import Open, wait_until_drawn

MARK = ".st-key-bounds_mark"


def test_an_earlier_day_is_marked_on_every_page_and_left_by_one_click(open_cold: Open) -> None:
    page = open_cold("/?bounds=2022-06-30")
    expect(page.locator(MARK)).to_contain_text("截至 2022-06-30")
    expect(page.locator(".wg-standing")).to_have_text([re.compile("2022-06-30")])
    page.get_by_role("link", name="调解站").click()
    wait_until_drawn(page)
    expect(page.locator(MARK)).to_contain_text("截至 2022-06-30")
    page.get_by_role("button", name="回到现行边界").click()
    expect(page.locator(MARK)).to_have_count(0)
    expect(page.locator(".wg-standing")).to_have_text([re.compile("2022-12-31")])


def test_a_day_without_data_is_refused_and_the_bar_dates_what_is_shown(open_cold: Open) -> None:
    page = open_cold("/?bounds=2031-01-01")
    expect(page.get_by_text("没有 2031-01-01 的资料")).to_be_visible()
    expect(page.locator(MARK)).to_have_count(0)
    expect(page.locator(".wg-standing")).to_have_text([re.compile("2022-12-31")])
