"""What a leader does on the overview, as the timed tasks have it, on the demo town."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.maps import map_on
from tests.browser.opening import Open, wait_until_drawn, wait_until_quiet

WORST = "632801100219-002"
WORST_NAME = "和谐村第二网格"
OTHER = "632801100218-001"
SCREEN_PX = (1366, 768)


def test_the_three_worst_grids_and_why_stand_above_the_fold(open_cold: Open) -> None:
    page = open_cold("/")
    for rank in (1, 2, 3):
        line = page.locator(f".st-key-worst_{rank}")
        expect(line).to_be_visible()
        expect(line).to_contain_text("件逾期")
        box = line.bounding_box()
        assert box
        assert box["y"] + box["height"] <= SCREEN_PX[1]


def test_better_or_worse_than_last_month_and_last_year_is_said_in_words(open_cold: Open) -> None:
    card = open_cold("/").locator(".wg-card").first
    expect(card).to_contain_text("按期办结率")
    expect(card).to_contain_text("比上月")
    expect(card).to_contain_text("比去年同月")


def test_the_map_is_the_page(open_cold: Open) -> None:
    page = open_cold("/")
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["width"] >= 0.6 * SCREEN_PX[0]
    assert box["height"] >= 0.65 * SCREEN_PX[1]
    assert box["y"] + box["height"] <= SCREEN_PX[1]


def test_a_bimodal_town_has_two_frames(open_cold: Open) -> None:
    drawn = map_on(open_cold("/"))
    expect(drawn.frame.locator(".inset")).to_contain_text("牧区片")
    assert drawn.frame.locator(".folium-map").count() == 2


def test_a_click_on_the_map_opens_the_card_and_keeps_the_choice_in_the_url(
    open_cold: Open,
) -> None:
    page = open_cold("/")
    drawn = map_on(page)
    drawn.hide_points()
    drawn.click(WORST)
    expect(page.locator(".wg-head h2")).to_have_text(WORST_NAME)
    expect(page).to_have_url(re.compile(f"grid={WORST}"))
    expect(page.locator(".wg-action").first).to_be_visible()


def test_from_a_red_grid_to_what_to_do_and_its_arithmetic(open_cold: Open) -> None:
    page = open_cold("/")
    page.get_by_role("button", name=re.compile(WORST_NAME)).click()
    expect(page.locator(".wg-head h2")).to_have_text(WORST_NAME)
    expect(page.get_by_text("怎么办？").first).to_be_visible()
    page.get_by_text("算式").click()
    expect(page.locator(".wg-lines tr").first).to_be_visible()


def test_moving_the_map_reruns_nothing_and_a_rerun_keeps_the_view(
    page: Page, open_cold: Open
) -> None:
    sent: list[object] = []

    def note(message: str | bytes) -> None:
        sent.append(message)

    page.on("websocket", lambda socket: socket.on("framesent", note))
    drawn = map_on(open_cold("/"))
    drawn.hide_points()
    drawn.frame.evaluate("window.kept = true")
    before = len(sent)
    drawn.frame.evaluate(_LOOK_AT, WORST)
    wait_until_quiet(page)
    assert len(sent) == before
    drawn.click(WORST)
    page.locator(".wg-head").wait_for()
    assert len(sent) > before
    assert drawn.zoom() == 12
    assert drawn.frame.evaluate("window.kept") is True


_LOOK_AT = """code => {
  const map = window.wanggeMaps.main;
  map.eachLayer((layer) => {
    if (layer.feature?.id === code)
      map.setView(layer.getBounds().getCenter(), 12, { animate: false });
  });
}"""


def test_the_selected_grid_is_outlined_in_both_frames(open_cold: Open) -> None:
    drawn = map_on(open_cold(f"/?grid={WORST}"))
    outlines = """name => {
      let count = 0;
      window.wanggeMaps[name].eachLayer((layer) => {
        const { weight, pane, color } = layer.options ?? {};
        const isDrawn = layer.getLatLngs && weight === 3 && pane === "outline";
        if (isDrawn && color === window.wanggeSettings.ink) count += 1;
      });
      return count;
    }"""
    assert drawn.frame.evaluate(outlines, "main") == 1
    assert drawn.frame.evaluate(outlines, "inset") == 1


def test_the_link_shows_a_colleague_the_same_view(open_cold: Open, context: BrowserContext) -> None:
    page = open_cold(f"/?month=2022-08&measure=incidents&channel=patrol&grid={OTHER}&lang=en")
    title = page.locator(".wg-head h2").inner_text()
    colleague = context.new_page()
    colleague.goto(page.url)
    wait_until_drawn(colleague)
    expect(colleague.locator(".wg-head h2")).to_have_text(title)
    expect(colleague.get_by_text("Aug 2022").filter(visible=True).first).to_be_visible()
    expect(colleague.locator("html")).to_have_attribute("lang", "en")


def test_the_month_prints_on_one_page(open_cold: Open, context: BrowserContext) -> None:
    page = open_cold("/?month=2022-08")
    with context.expect_page() as opened:
        page.get_by_text("会前一页纸").click()
    brief: Page = opened.value
    brief.wait_for_load_state("networkidle")
    expect(brief.locator("h1")).to_contain_text("2022年8月")
    expect(brief.get_by_text("演示数据（虚构）")).to_be_visible()
    printed = brief.pdf(format="A4", prefer_css_page_size=True)
    assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == 1


def test_the_language_switch_keeps_the_view(open_cold: Open) -> None:
    page = open_cold(f"/?grid={WORST}")
    page.locator(".wg-switch a").click()
    expect(page.get_by_text("What to do?")).to_be_visible()
    expect(page).to_have_url(re.compile(f"grid={WORST}"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_who_may_not_see_staffing_sees_the_rest(open_cold: Open) -> None:
    page = open_cold(f"/?person=dispatcher&grid={WORST}")
    expect(page.locator(".wg-head h2")).to_have_text(WORST_NAME)
    card = page.locator(".st-key-panel_grid")
    expect(card).to_contain_text("催办：先清逾期")
    for withheld in ("每周需", "减任务", "兼职转专职", "人手", "算式"):
        expect(card).not_to_contain_text(withheld)
    expect(page.locator(".wg-card")).to_have_count(3)


def test_the_worst_grid_is_never_told_that_nothing_need_change(open_cold: Open) -> None:
    page = open_cold("/")
    page.locator(".st-key-worst_1 button").click()
    card = page.locator(".st-key-panel_grid")
    expect(card).to_contain_text("催办：先清逾期")
    expect(card).not_to_contain_text("不需要调整")
    card.get_by_text("看这个网格还没办结的工单").click()
    expect(page).to_have_url(re.compile(r"/incidents\?.*state=open"))


def test_the_ranking_follows_the_measure_chosen(open_cold: Open) -> None:
    page = open_cold("/")
    page.get_by_role("combobox", name="指标").click()
    page.get_by_role("option", name="每人每周工时").click()
    expect(page).to_have_url(re.compile("measure=hours_per_worker"))
    expect(page.locator(".st-key-panel_grid")).to_contain_text("每人每周工时")
    assert "ranked=" not in page.url
