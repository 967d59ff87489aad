"""The duty desk's page in the browser: a work order looked up, and an address that is hostile."""

import pytest
from playwright.sync_api import expect

from tests.browser.opening import Open

pytestmark = pytest.mark.browser


def test_a_broken_lamp_is_found_with_its_grid_worker_and_deadline(open_cold: Open) -> None:
    card = open_cold("/incidents?q=路灯 和谐村").locator(".st-key-panel_order")
    expect(card).to_contain_text("路灯损坏")
    for name in ("期限", "和谐村", "网格员"):
        expect(card).to_contain_text(name)


def test_markup_in_an_unknown_number_is_shown_as_text(open_cold: Open) -> None:
    page = open_cold("/incidents?incident=**bold**")
    expect(page.get_by_text("**bold**").first).to_be_visible()
