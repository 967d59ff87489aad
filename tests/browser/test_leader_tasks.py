"""A leader's way from a red grid to what to do, and the page for the meeting, on the demo town."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.opening import Open, wait_until_drawn

TOP = (1, 2, 3)


def grid_name(page: Page, key: str) -> str:
    """Return the name on a ranked line, without its rank and its figure."""
    line = page.locator(f".st-key-{key} button")
    expect(line).to_be_visible()
    words = line.inner_text().split()
    return next(word for word in words if not re.fullmatch(r"[\d.,·%]+", word))


def test_from_a_red_grid_to_what_to_do_in_two_clicks(open_cold: Open) -> None:
    page = open_cold("/?measure=hours_per_worker")
    name = grid_name(page, "worst_1")
    page.locator(".st-key-worst_1 button").click()
    expect(page.locator(".wg-head h2")).to_have_text(name)
    expect(page.get_by_text("怎么办？").first).to_be_visible()
    page.get_by_text("去采纳或搁置，写明理由").click()
    expect(page).to_have_url(re.compile(r"/staffing\?.*grid="))
    wait_until_drawn(page)
    expect(page.locator(".wg-head h2")).to_have_text(name)


def test_the_remedies_of_the_grid_most_short_come_in_order_each_with_hours_and_why(
    open_cold: Open,
) -> None:
    page = open_cold("/staffing")
    page.locator(".st-key-worst_need_1 button").click()
    remedies = page.locator(".wg-action")
    expect(remedies.first).to_contain_text("减任务")
    written = remedies.all_inner_texts()
    order = ["减任务", "调边界", "兼职转专职", "设专属网格", "机动力量支援", "增员"]
    kinds = [next(kind for kind in order if kind in one) for one in written]
    assert kinds == sorted(kinds, key=order.index)
    assert all("小时" in one for one in written)
    expect(page.locator(".st-key-panel_grid").get_by_text("为什么")).to_be_visible()


def test_the_page_for_the_meeting_tells_the_same_month_and_the_same_three_grids(
    open_cold: Open, context: BrowserContext
) -> None:
    page = open_cold("/?month=2022-08")
    names = [grid_name(page, f"worst_{rank}") for rank in TOP]
    with context.expect_page() as opened:
        page.get_by_text("会前一页纸").click()
    brief: Page = opened.value
    brief.wait_for_load_state("networkidle")
    expect(brief.locator("h1")).to_contain_text("2022年8月")
    for rank, name in zip(TOP, names, strict=True):
        expect(brief.locator("tbody tr").nth(rank - 1)).to_contain_text(name)
