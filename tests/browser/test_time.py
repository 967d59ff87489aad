"""The overview's months on the map: played, stepped by key, told to the page where they rest."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from tests.browser.maps import MapOnPage, map_on
from tests.browser.opening import Open, wait_until_drawn

_FILLS = """() => Object.values(window.wanggeMaps.main._layers)
  .map((one) => one.feature && one.options.fillColor).filter(Boolean).join()"""
_AT_REST = "() => !document.querySelector('.other-month')"


@pytest.fixture
def still(browser: Browser, app_url: str) -> Iterator[Page]:
    """Yield the overview in a browser that asks for no motion."""
    profile = browser.new_context(
        viewport={"width": 1366, "height": 768}, base_url=app_url, reduced_motion="reduce"
    )
    page = profile.new_page()
    page.goto("/")
    wait_until_drawn(page)
    yield page
    profile.close()


def shown_month(frame: Frame) -> str:
    return frame.locator(".time-month").inner_text()


def classes(frame: Frame) -> list[str]:
    return frame.locator(".legend .class span").all_inner_texts()


def start(drawn: MapOnPage) -> None:
    drawn.frame.get_by_role("button", name="播放", exact=True).click()


def pause(drawn: MapOnPage) -> None:
    drawn.frame.get_by_role("button", name="暂停").click()


def test_the_bar_stands_at_the_page_s_month_and_covers_neither_legend_nor_scale(
    open_cold: Open,
) -> None:
    frame = map_on(open_cold("/?month=2022-08")).frame
    expect(frame.locator(".time-month")).to_have_text("2022年8月")
    bar = frame.locator(".time-bar").bounding_box()
    assert bar
    for other in (".legend", ".corner"):
        box = frame.locator(other).bounding_box()
        assert box
        assert box["y"] + box["height"] <= bar["y"]


def test_playing_recolours_the_map_under_the_same_classes_and_reruns_nothing(
    open_cold: Open,
) -> None:
    page = open_cold("/?measure=incidents")
    drawn = map_on(page)
    drawn.hide_points()
    held, before = classes(drawn.frame), drawn.frame.evaluate(_FILLS)
    ran: list[str] = []
    page.on("request", lambda asked: ran.append(asked.url))
    start(drawn)
    expect(drawn.frame.locator(".time-month")).to_have_text("2021年3月")
    # One body holds all months; the page's panel, which a rerun would draw anew, stands.
    assert [one.split("?")[0].split("/")[-1] for one in ran] == ["periods"]
    expect(page.get_by_text("本月哪里最吃紧？")).to_be_visible()
    assert drawn.frame.evaluate(_FILLS) != before
    assert classes(drawn.frame) == held
    expect(drawn.frame.locator(".legend-title small")).to_have_text("各月统一分级")
    expect(page.locator(".wg-while-playing")).to_be_visible()
    expect(page.locator(".wg-while-playing")).to_contain_text("2022年12月")
    pause(drawn)


def test_where_it_stops_panel_ranking_and_chart_follow(open_cold: Open) -> None:
    page = open_cold("/")
    drawn = map_on(page)
    start(drawn)
    expect(drawn.frame.locator(".time-month")).to_have_text("2021年3月")
    pause(drawn)
    stopped = shown_month(drawn.frame)
    expect(page.get_by_text(f"{stopped}哪里最吃紧？")).to_be_visible()
    year, month = re.findall(r"\d+", stopped)
    expect(page).to_have_url(re.compile(f"month={year}-{int(month):02d}"))
    expect(page.locator(".wg-while-playing")).to_be_hidden()
    expect(drawn.frame.locator(".time-month")).to_have_text(stopped)


def test_keys_step_and_play(open_cold: Open) -> None:
    page = open_cold("/")
    frame = map_on(page).frame
    bar = frame.get_by_role("slider", name="按月播放")
    bar.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(frame.locator(".time-month")).to_have_text("2022年10月")
    expect(page).to_have_url(re.compile("month=2022-10"))
    assert bar.get_attribute("aria-valuetext") == "2022年10月"
    page.keyboard.press("Home")
    expect(frame.locator(".time-month")).to_have_text("2021年1月")
    page.keyboard.press("Space")
    expect(frame.locator(".time-month")).to_have_text("2021年2月")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile("month=2021-0"))


def test_incidents_are_those_of_the_month_that_the_bar_stands_at(open_cold: Open) -> None:
    page = open_cold("/")
    drawn = map_on(page)
    bar = drawn.frame.get_by_role("slider", name="按月播放")
    with page.expect_request(
        lambda asked: "/layers/incidents" in asked.url and "at=2022-11" in asked.url
    ):
        bar.focus()
        page.keyboard.press("ArrowLeft")
    drawn.frame.wait_for_function(_AT_REST)
    expect(page).to_have_url(re.compile("month=2022-11"))


def test_without_motion_a_press_is_one_step(still: Page) -> None:
    frame = map_on(still).frame
    expect(frame.locator(".time-speed")).to_be_hidden()
    frame.get_by_role("button", name="下一月").click()
    expect(frame.locator(".time-month")).to_have_text("2021年1月")
    expect(still).to_have_url(re.compile("month=2021-01"))
    frame.get_by_role("button", name="下一月").click()
    expect(still).to_have_url(re.compile("month=2021-02"))


def test_a_measure_without_months_has_no_bar(open_cold: Open) -> None:
    frame = map_on(open_cold("/?measure=households")).frame
    expect(frame.locator(".time-bar")).to_be_hidden()
    expect(frame.locator(".legend-title small")).to_have_count(0)


def test_on_a_phone_the_bar_has_its_line(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    wait_until_drawn(page)
    box = map_on(page).frame.locator(".time-bar").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["height"] <= 40
