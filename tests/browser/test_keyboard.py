"""A leader's tasks by keyboard alone; a map that keeps still for who asked for little motion."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.maps import MapOnPage, map_on
from tests.browser.opening import PATIENCE_MS, Open, wait_until_drawn
from tests.browser.test_leader_tasks import grid_name

WORST = "/?measure=hours_per_worker"
SKIP = ".wg-skip a:focus"
_LOOK_AT = """code => {
  const map = window.wanggeMaps.main;
  map.eachLayer((layer) => {
    if (layer.feature?.id === code && layer.options.fill) {
      map.setView(layer.getBounds().getCenter(), 12, { animate: false });
    }
  });
}"""
_CENTRE = "window.wanggeMaps.main.getCenter().lng"
_MOVES = """async () => {
  const map = window.wanggeMaps.main;
  const seen = [];
  map.on("zoomanim", () => seen.push("zoom"));
  map.panBy([80, 0]);
  if (map.getPane("mapPane").classList.contains("leaflet-pan-anim")) seen.push("pan");
  map.setZoom(map.getZoom() + 2);
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let step = 0; step < 3; step += 1) await frame();
  return seen;
}"""


def skip(page: Page, to: str) -> None:
    """Go by Tab to the first link of that name, which only then is seen, and follow it."""
    link = page.locator(SKIP)
    page.keyboard.press("Tab")
    if link.inner_text() != to:
        page.keyboard.press("Tab")
    expect(link).to_have_text(to)
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")


def test_a_leader_goes_from_the_worst_grid_to_its_panel_by_keyboard(open_cold: Open) -> None:
    page = open_cold(WORST)
    map_on(page)
    name = grid_name(page, "worst_1")
    skip(page, "跳到内容")
    page.keyboard.press("Tab")
    expect(page.locator(".st-key-worst_1 button")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".wg-head h2")).to_have_text(name)


def test_the_page_for_the_meeting_is_reached_by_tab_and_printed(open_cold: Open) -> None:
    page = open_cold("/")
    map_on(page)
    link = page.get_by_role("link", name="会前一页纸")
    link.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("Enter")
    brief: Page = opened.value
    button = brief.get_by_role("button", name="打印")
    expect(button).to_be_visible()
    brief.evaluate("window.print = () => { window.isPrinted = true; }")
    for _ in range(brief.locator("a, button").count()):
        brief.keyboard.press("Tab")
        if button.evaluate("one => one === document.activeElement"):
            break
    brief.keyboard.press("Enter")
    assert brief.evaluate("window.isPrinted")


def test_the_map_tells_and_chooses_the_grid_at_its_cross_and_follows_the_arrows(
    open_cold: Open,
) -> None:
    page = open_cold(WORST)
    shown = map_on(page)
    shown.hide_points()
    shown.frame.evaluate(_LOOK_AT, "632801100219-002")
    page.get_by_role("link", name="跳到地图").focus()
    page.keyboard.press("Enter")
    town = shown.frame.locator("#map_main")
    expect(town).to_be_focused()
    assert town.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    told = shown.frame.locator("#map_main .unseen")
    expect(told).to_contain_text("网格")
    name = told.inner_text().split(" · ")[0]
    page.keyboard.press("Enter")
    expect(page.locator(".wg-head h2")).to_have_text(name)
    before, zoom = shown.frame.evaluate(_CENTRE), shown.zoom()
    page.keyboard.press("ArrowRight")
    shown.frame.wait_for_function(f"() => {_CENTRE} > {before}")
    page.keyboard.press("+")
    shown.frame.wait_for_function(f"() => window.wanggeMaps.main.getZoom() > {zoom}")


@pytest.fixture
def still_map(browser: Browser, app_url: str) -> Iterator[MapOnPage]:
    """Yield the overview's map for who asked for little motion."""
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, reduced_motion="reduce", base_url=app_url
    )
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto("/")
    wait_until_drawn(page)
    yield map_on(page)
    context.close()


def test_the_map_keeps_still_for_who_asked_for_little_motion(still_map: MapOnPage) -> None:
    assert still_map.frame.evaluate(_MOVES) == []
    times = "[...document.querySelectorAll('*')].map((one) => getComputedStyle(one))"
    moving = f"{times}.filter((one) => parseFloat(one.transitionDuration) > 0).length"
    assert still_map.frame.evaluate(moving) == 0
    assert still_map.page.evaluate(moving) == 0


def test_for_others_the_map_glides(open_cold: Open) -> None:
    assert map_on(open_cold("/")).frame.evaluate(_MOVES) == ["pan", "zoom"]
