"""The tools on the map: draw a shape and read what is inside, measure, by mouse, key and finger."""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser, Page, expect
from pyproj import Geod

from geo.services.area_query.shape import shape_in
from tests.browser.maps import MapOnPage, map_on
from tests.browser.opening import Open, wait_until_drawn

WGS84 = Geod(ellps="WGS84")
CORNERS = [(0.35, 0.4), (0.6, 0.38), (0.65, 0.6), (0.4, 0.62)]
"""Shares of the map's width and height, clear of everything that lies over the map."""
WITHIN = re.compile(r"within=([\w-]+)")


def places(page: Page, shares: list[tuple[float, float]]) -> list[tuple[float, float]]:
    box = page.locator("iframe").first.bounding_box()
    assert box
    return [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in shares]


def take(shown: MapOnPage, *names: str) -> None:
    """Take up a tool, for a shape by way of the query button."""
    for name in names:
        shown.frame.locator(f"[data-tool={name}]").click()
    shown.frame.locator(".shield").wait_for()


def click_all(page: Page, shares: list[tuple[float, float]]) -> None:
    for place in places(page, shares):
        page.mouse.click(*place)


def asked(page: Page) -> str:
    expect(page).to_have_url(WITHIN)
    found = WITHIN.search(page.url)
    assert found
    return found[1]


def panel_title(page: Page) -> str:
    title = page.locator(".st-key-beside_map h3").filter(has_text="圈内").first
    title.wait_for()
    return title.inner_text()


def test_a_drawn_polygon_is_answered_kept_in_the_link_and_saved(open_cold: Open) -> None:
    page = open_cold("/")
    shown = map_on(page)
    take(shown, "query", "polygon")
    click_all(page, CORNERS)
    expect(shown.frame.locator(".tool-told")).to_contain_text("km²")
    page.keyboard.press("Enter")
    shape = shape_in(asked(page))
    assert len(shape.points) == len(CORNERS)
    answered = panel_title(page)
    assert re.search(r"圈内有 [\d,]+ 件事件", answered)
    expect(page.locator(".wg-facts").filter(has_text="估算")).to_have_count(1)
    expect(shown.frame.locator(".tool-bar")).to_be_hidden()
    page.reload()
    wait_until_drawn(page)
    assert panel_title(page) == answered
    link = page.get_by_role("link", name="Excel")
    with page.expect_download() as begun:
        link.click()
    book = openpyxl.load_workbook(io.BytesIO(Path(begun.value.path()).read_bytes()))
    assert book["圈查"].cell(1, 2).value == answered


def test_a_click_while_drawing_selects_no_grid_and_clearing_brings_the_page_back(
    open_cold: Open,
) -> None:
    page = open_cold("/")
    shown = map_on(page)
    take(shown, "query", "rectangle")
    click_all(page, [CORNERS[0], CORNERS[2]])
    assert len(shape_in(asked(page)).points) == 4
    panel_title(page)
    assert "grid=" not in page.url
    page.get_by_role("button", name="清除圈").click()
    expect(page).not_to_have_url(WITHIN)
    title = page.locator(".st-key-beside_map h3").filter(has_text="本月哪里最吃紧")
    expect(title).to_have_count(1)


def test_a_circle_takes_its_radius_from_a_number(open_cold: Open) -> None:
    page = open_cold("/cameras")
    shown = map_on(page)
    take(shown, "query", "circle")
    click_all(page, CORNERS[:1])
    radius = shown.frame.locator(".tool-radius input")
    radius.fill("2500")
    radius.press("Enter")
    assert shape_in(asked(page)).radius_m == 2500
    facts = page.locator(".wg-facts").filter(has_text="半径")
    expect(facts).to_contain_text("2.50 km")


def test_a_shape_is_drawn_by_keyboard_alone(open_cold: Open) -> None:
    page = open_cold("/")
    shown = map_on(page)
    shown.frame.locator("[data-tool=query]").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    shown.frame.locator(".shield").wait_for()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft"):
        page.keyboard.press("Space")
        before = shown.frame.evaluate("window.wanggeMaps.main.getCenter().toString()")
        page.keyboard.press(key)
        moved = f"window.wanggeMaps.main.getCenter().toString() !== {before!r}"
        expect_true(shown, moved)
    page.keyboard.press("Space")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    assert len(shape_in(asked(page)).points) == 3


def expect_true(shown: MapOnPage, said: str) -> None:
    """Wait until it holds and the map has come to rest."""
    shown.frame.evaluate(
        f"""() => new Promise((done) => {{
          const look = () => ({said}) ? setTimeout(done, 400) : requestAnimationFrame(look);
          look();
        }})"""
    )


def test_a_way_is_measured_as_the_ellipsoid_has_it_and_escape_ends(open_cold: Open) -> None:
    page = open_cold("/")
    shown = map_on(page)
    take(shown, "distance")
    click_all(page, CORNERS[:3])
    told = shown.frame.locator(".tool-told")
    expect(told).to_contain_text("km")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    points = shown.frame.evaluate(
        """() => {
          const found = [];
          window.wanggeMaps.main.eachLayer((layer) => {
            if (layer.options.pane === "sketch" && layer.getRadius) {
              const at = layer.getLatLng();
              found.push([at.lng, at.lat]);
            }
          });
          return found;
        }"""
    )
    assert len(points) == 2
    metres = sum(WGS84.inv(*one, *other)[2] for one, other in pairwise(points))
    assert float(told.inner_text().split(" ")[0]) == pytest.approx(metres / 1000, abs=0.006)
    page.keyboard.press("Escape")
    expect(shown.frame.locator(".tool-bar")).to_be_hidden()
    assert shown.frame.evaluate("document.activeElement.dataset.tool") == "distance"


def test_a_crossed_border_is_refused_in_one_sentence(open_cold: Open) -> None:
    page = open_cold("/")
    shown = map_on(page)
    take(shown, "query", "polygon")
    click_all(page, [CORNERS[0], CORNERS[2], CORNERS[1], CORNERS[3]])
    page.keyboard.press("Enter")
    warning = page.locator("[data-testid=stAlert]").filter(has_text="自己相交")
    expect(warning).to_have_count(1)


@pytest.fixture
def phone(browser: Browser, app_url: str) -> Iterator[Page]:
    """Yield a page on a phone, with fingers instead of a mouse."""
    context = browser.new_context(
        viewport={"width": 390, "height": 780}, locale="zh-CN", has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(app_url)
    wait_until_drawn(page)
    yield page
    context.close()


def test_a_finger_draws_a_shape_on_a_phone(phone: Page) -> None:
    shown = map_on(phone)
    phone.locator("iframe").first.scroll_into_view_if_needed()
    for name in ("query", "polygon"):
        shown.frame.locator(f"[data-tool={name}]").tap()
    shown.frame.locator(".shield").wait_for()
    for place in places(phone, [(0.3, 0.45), (0.7, 0.45), (0.5, 0.65)]):
        phone.touchscreen.tap(*place)
        phone.wait_for_timeout(350)
    shown.frame.locator(".tool-act").first.tap()
    assert len(shape_in(asked(phone)).points) == 3


LINES = [
    [(94.9, 36.4), (94.95, 36.41)],
    [(94.9, 36.4), (94.900_01, 36.4)],
    [(93.6, 35.5), (95.5, 37.6)],
    [(-76.7, 39.2), (-76.7, 39.4)],
    [(94.9, 36.4), (94.9, 36.4)],
]
RINGS = [
    [(94.9, 36.4), (94.91, 36.4), (94.91, 36.41), (94.9, 36.41)],
    [(93.6, 35.5), (95.5, 35.6), (95.4, 37.6), (93.7, 37.5)],
    [(-76.7, 39.2), (-76.5, 39.2), (-76.6, 39.37)],
    [(94.9, 36.4), (94.900_1, 36.4), (94.900_1, 36.400_1)],
]
MEASURED = """async ([lines, rings]) => {
  const { areaM2, lengthM, perimeterM } = await import("/assets/js/frame/drawing/geodesic.js");
  const at = ([lng, lat]) => ({ lat, lng });
  const both = (ring) => [areaM2(ring), perimeterM(ring)];
  return [lines.map(([a, b]) => lengthM(at(a), at(b))), rings.map((ring) => both(ring.map(at)))];
}"""


def test_lengths_and_areas_are_those_of_the_ellipsoid(page: Page, app_url: str) -> None:
    page.route(f"{app_url}/bare", lambda route: route.fulfill(body="", content_type="text/html"))
    page.goto(f"{app_url}/bare")
    lengths, areas = page.evaluate(MEASURED, [LINES, RINGS])
    expected = [WGS84.inv(*one, *other)[2] for one, other in LINES]
    assert lengths == pytest.approx(expected, rel=1e-4, abs=1e-6)
    for ring, (area_m2, perimeter_m) in zip(RINGS, areas, strict=True):
        exact_m2, exact_m = WGS84.polygon_area_perimeter(*zip(*ring, strict=True))
        assert area_m2 == pytest.approx(abs(exact_m2), rel=1e-3)
        assert perimeter_m == pytest.approx(exact_m, rel=1e-4)
