"""Camera sites and mediation stations in the browser: what comes first, and table to map."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.maps import map_on
from tests.browser.opening import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("address", "figure", "table"),
    [("/cameras", "失效", "table_sites"), ("/stations", "积压", "table_far")],
)
def test_a_row_outlines_its_grid_on_the_map(
    open_cold: Open, address: str, figure: str, table: str
) -> None:
    page = open_cold(address)
    expect(page.locator(".wg-cards")).to_contain_text(figure)
    map_on(page)
    page.locator(f".st-key-{table} .dvn-scroller").click(position={"x": 16, "y": 52})
    expect(page).to_have_url(re.compile(r"grid=6328\d+-\d+"))


def test_the_distance_says_that_it_is_a_line_times_a_detour(open_cold: Open) -> None:
    panel = open_cold("/stations").locator(".st-key-panel_far")
    expect(panel).to_contain_text("直线 × 绕行系数")
