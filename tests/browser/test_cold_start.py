"""The app opened cold, as a stranger's first click does."""

import pytest
from playwright.sync_api import expect

from tests.browser.opening import Open


@pytest.mark.offline
def test_the_first_page_opens_cold_and_says_that_its_data_are_invented(open_cold: Open) -> None:
    page = open_cold("/")
    expect(page.get_by_text("演示数据（虚构）").first).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)
