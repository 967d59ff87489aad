"""Two months or two measures beside each other: linked maps, same classes, what differs most."""

import re

import pytest
from playwright.sync_api import BrowserContext, Frame, Locator, Page, expect

from tests.browser.maps import PATIENCE_MS
from tests.browser.opening import Open, wait_until_drawn

WORST = "632801100219-002"
_DRAWN = "() => window.wanggeMaps && document.querySelector('.veil')?.hidden"
_LOOK = "(() => { const at = window.wanggeMaps.main.getCenter(); return [at.lng, at.lat]; })()"
_ZOOM = "window.wanggeMaps.main.getZoom()"


def maps(page: Page) -> tuple[Frame, Frame]:
    """Return the two maps once both have drawn."""
    expect(page.locator("iframe")).to_have_count(2, timeout=PATIENCE_MS)
    left, right = (_frame(one) for one in page.locator("iframe").all())
    return left, right


def _frame(iframe: Locator) -> Frame:
    frame = iframe.element_handle().content_frame()
    assert frame
    frame.wait_for_function(_DRAWN, timeout=PATIENCE_MS)
    return frame


def labels(frame: Frame) -> list[str]:
    return frame.locator(".legend .class span").all_inner_texts()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option, exact=True).click()


def test_one_control_lays_the_same_month_of_last_year_beside(open_cold: Open) -> None:
    page = open_cold("/?measure=incidents")
    choose(page, "对比", "时段")
    left, right = maps(page)
    expect(page).to_have_url(re.compile("beside=month"))
    expect(page.get_by_role("heading", name="2022年12月 · 本月事件")).to_be_visible()
    expect(page.get_by_role("combobox", name="右图的时段")).to_have_value("2021年12月 · 本月事件")
    assert [one for one in labels(left) if one != "未知"] == [
        one for one in labels(right) if one != "未知"
    ]
    for one in (left, right):
        expect(one.locator(".legend-title small")).to_have_text("各月统一分级")
        expect(one.locator(".time-bar")).to_be_hidden()


def test_where_one_map_is_moved_the_other_follows(open_cold: Open) -> None:
    left, right = maps(open_cold("/?beside=month"))
    left.evaluate(
        "() => { window.wanggeMaps.main.setView([36.42, 95.01], 13, { animate: false }); }"
    )
    right.wait_for_function(f"() => {_ZOOM} === 13", timeout=PATIENCE_MS)
    assert right.evaluate(_LOOK) == pytest.approx([95.01, 36.42], abs=1e-4)


def test_the_table_names_the_largest_changes_and_a_row_selects_on_both_maps(
    open_cold: Open,
) -> None:
    page = open_cold("/?beside=month")
    left, right = maps(page)
    expect(page.get_by_text("与2021年12月相比，哪里变化最大？")).to_be_visible()
    table = page.locator(".st-key-panel_differences [data-testid='stDataFrameResizable']")
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box
    page.mouse.click(box["x"] + 60, box["y"] + 53)
    expect(page).to_have_url(re.compile("grid="))
    for one in (left, right):
        one.wait_for_function(
            "() => Object.values(window.wanggeMaps.main._layers)"
            ".some((shape) => shape.feature && shape.options.weight === 3)",
            timeout=PATIENCE_MS,
        )


def test_two_measures_stand_in_their_own_classes_with_their_ranks(open_cold: Open) -> None:
    page = open_cold("/?beside=measure&with=incidents")
    left, right = maps(page)
    assert labels(left) != labels(right)
    expect(left.locator(".legend-title")).to_contain_text("逾期率")
    expect(right.locator(".legend-title")).to_contain_text("本月事件")
    expect(page.get_by_text("两项指标的名次，哪里差得最远？")).to_be_visible()


def test_nonsense_beside_is_nothing_beside(open_cold: Open) -> None:
    page = open_cold("/?beside=%3Cb%3E&with=1999-13")
    expect(page.locator("iframe")).to_have_count(1)


def test_on_a_phone_the_maps_stand_one_below_the_other(context: BrowserContext) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/?beside=month")
    wait_until_drawn(page)
    maps(page)
    boxes = [one.bounding_box() for one in page.locator("iframe").all()]
    upper, lower = boxes
    assert upper
    assert lower
    assert lower["y"] >= upper["y"] + upper["height"]
    assert max(upper["x"] + upper["width"], lower["x"] + lower["width"]) <= 390
