"""From a red grid to what to do: need against staff, remedies with arithmetic, decisions kept."""

import re

from playwright.sync_api import Page, expect

from tests.browser.opening import Open, wait_until_drawn

GRID = "632801100218-003"
NAME = "红柳村第三网格"


def test_the_most_short_grids_and_the_moves_stand_beside_the_map(open_cold: Open) -> None:
    page = open_cold("/staffing")
    expect(page.locator(".st-key-worst_need_1")).to_contain_text(NAME)
    expect(page.get_by_text("机动力量怎么调")).to_be_visible()
    expect(page.locator(".wg-card").first).to_contain_text("名全职")


def test_a_grid_in_the_address_opens_its_need_its_remedies_and_its_arithmetic(
    open_cold: Open,
) -> None:
    page = open_cold(f"/staffing?grid={GRID}")
    expect(page.locator(".wg-head h2")).to_have_text(NAME)
    expect(page.locator(".wg-need")).to_contain_text("误差")
    expect(page.locator(".wg-action").first).to_contain_text("小时")
    expect(page.get_by_text(f"{NAME}的算式")).to_be_visible()


def _decide(page: Page, reason: str, button: str) -> None:
    remedy = page.locator(".st-key-remedy_0")
    remedy.get_by_role("button", name=re.compile("采纳或不采纳")).click()
    form = page.get_by_test_id("stForm").first
    form.locator("textarea").fill(reason)
    form.get_by_role("button", name=button, exact=True).click()


def test_accepting_needs_a_reason_and_is_recorded_with_who_when_and_why(open_cold: Open) -> None:
    page = open_cold(f"/staffing?grid={GRID}")
    _decide(page, "", "采纳")
    expect(page.get_by_text("请填写理由。")).to_be_visible()
    page = open_cold(f"/staffing?grid={GRID}")
    _decide(page, "<b>合并报表</b> [x](y)", "不采纳")
    decided = page.locator(".st-key-remedy_0 .wg-decided")
    expect(decided).to_contain_text("未采纳：镇领导")
    expect(decided).to_contain_text("<b>合并报表</b> [x](y)")


def test_an_administrator_reads_remedies_but_is_told_that_he_does_not_decide(
    open_cold: Open,
) -> None:
    page = open_cold(f"/staffing?grid={GRID}&person=administrator")
    expect(page.get_by_text("不能采纳或拒绝")).to_be_visible()
    expect(page.locator(".st-key-remedy_0").get_by_role("button")).to_have_count(0)


def test_a_headcount_is_shared_out_anew_and_one_too_small_is_refused_in_words(
    open_cold: Open,
) -> None:
    page = open_cold("/staffing?headcount=160")
    # the demo's 130 persons are worth 75.1 full-time workers: 0.58 each
    expect(page.get_by_text("按 160 人重新分配的结果，每人折合 0.58 名全职")).to_be_visible()
    page = open_cold("/staffing?headcount=3")
    expect(page.get_by_text("下面按现有人员计算")).to_be_visible()
    wait_until_drawn(page)
    expect(page.locator(".wg-card").nth(1)).to_contain_text("现有")
