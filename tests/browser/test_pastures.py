"""The overview shows where herding grids are on the day it shows: by outline, label and card."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.maps import PATIENCE_MS, map_on
from tests.browser.opening import Open

HERDING_GRIDS = 6
QINGSHUI = "632801100213-001"


@pytest.mark.parametrize(("bounds", "season"), [("2022-07-01", "夏秋"), ("2022-12-31", "冬春")])
def test_the_map_shows_the_pastures_of_the_day(open_cold: Open, bounds: str, season: str) -> None:
    shown = map_on(open_cold(f"/?bounds={bounds}"))
    labels = shown.frame.locator(".range-label b")
    expect(labels).to_have_text([season] * HERDING_GRIDS, timeout=PATIENCE_MS)
    shown.frame.locator(".switch-ranges input").uncheck()
    expect(labels).to_have_count(0)


def test_the_card_of_a_herding_grid_says_until_when_it_stays_and_where_it_goes(
    open_cold: Open,
) -> None:
    page = open_cold(f"/?bounds=2022-07-01&grid={QINGSHUI}")
    season = page.get_by_text(re.compile("当前夏秋牧场"))
    expect(season).to_contain_text("6月2日至10月25日；10月26日转入冬春牧场。", timeout=PATIENCE_MS)
