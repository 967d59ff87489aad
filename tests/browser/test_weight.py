"""One rerun over 5,000 grids moves at most 30 kB, whatever is chosen and however fresh the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from geo.store import open_store
from tests.browser.app_server import serving
from tests.browser.maps import MapOnPage, map_on
from tests.browser.weighing import Scales
from tests.fakes.crowd_town import fill

MANY = 71  # 71 × 71 + 4 = 5,045 grids
MOST_BYTES = 30_000
INCIDENTS, DAYS = 2_000, 90  # some 670 points a month, of about four bytes each


@pytest.fixture(scope="module")
def crowd_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of the app over 5,045 grids with three months of incidents."""
    folder = tmp_path_factory.mktemp("crowd")
    store = open_store(str(folder / "town.sqlite"), create=True)
    fill(store, MANY, INCIDENTS, days=DAYS)
    store.close()
    with serving(folder / "town.sqlite", folder / "server.log") as address:
        yield address


@pytest.fixture
def fresh(browser: Browser) -> Iterator[Page]:
    """Yield a page whose browser holds nothing yet."""
    profile = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    yield profile.new_page()
    profile.close()


def opened(page: Page, address: str) -> tuple[MapOnPage, Scales]:
    scales = Scales(page)
    page.goto(address)
    scales.read()  # the first run works the whole town out
    drawn = map_on(page)
    scales.tare()
    return drawn, scales


def code(row: int, column: int) -> str:
    return f"632801100{MANY * row + column:06d}"


def choose(page: Page, scales: Scales, label: str, place: int) -> int:
    """Choose one option of a filter and return what that weighed."""
    page.get_by_role("combobox", name=label).click()
    scales.tare()
    page.get_by_role("option").nth(place).click()
    return scales.read()


def select(page: Page, drawn: MapOnPage, scales: Scales, wanted: str) -> int:
    """Click a grid on the map and return what that weighed."""
    scales.tare()
    drawn.click(wanted)
    page.locator(".wg-head", has_text=wanted).wait_for()
    return scales.read()


def test_selecting_a_grid_moves_at_most_30_kb_even_the_first_time(
    fresh: Page, crowd_url: str
) -> None:
    drawn, scales = opened(fresh, crowd_url)
    drawn.hide_points()
    for wanted in (code(40, 30), code(20, 30)):
        assert 0 < select(fresh, drawn, scales, wanted) <= MOST_BYTES


def test_each_change_of_measure_moves_at_most_30_kb(fresh: Page, crowd_url: str) -> None:
    _, scales = opened(fresh, crowd_url)
    for place in (2, 1, 4, 0):
        assert 0 < choose(fresh, scales, "指标", place) <= MOST_BYTES


def test_each_change_of_month_moves_at_most_30_kb(fresh: Page, crowd_url: str) -> None:
    _, scales = opened(fresh, crowd_url)
    for place in (1, 2, 0):
        assert 0 < choose(fresh, scales, "时段", place) <= MOST_BYTES


def test_what_the_browser_already_holds_is_not_sent_again(fresh: Page, crowd_url: str) -> None:
    _, scales = opened(fresh, crowd_url)
    there = choose(fresh, scales, "指标", 2)
    back = choose(fresh, scales, "指标", 0)
    # Table, charts, cards and map links of the first view come back by name alone.
    assert back < 0.9 * there


def test_selecting_a_grid_on_the_staffing_page_moves_at_most_30_kb(
    fresh: Page, crowd_url: str
) -> None:
    drawn, scales = opened(fresh, f"{crowd_url}/staffing")
    for wanted in (code(40, 30), code(20, 30)):
        assert 0 < select(fresh, drawn, scales, wanted) <= MOST_BYTES
