"""A plan on its way: led by whom the chain names, brought into force, stopped by a conflict."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.domain.edits import Reassign
from tests.browser.app_server import serving
from tests.browser.maps import map_on
from tests.browser.opening import PATIENCE_MS, wait_until_drawn
from tests.browser.planning import Drawn, PlanOnPage, prepared
from tests.fakes.striped_town import NAMES, TITLE, cell_code, corner, grid_code, make_town

# Two southern cells of the third column, ten households each, from the second grid to the first.
TO_THE_FIRST = Reassign((cell_code(2, 0), cell_code(2, 1)), grid_code(0))
TO_THE_SECOND = Reassign((cell_code(1, 0), cell_code(1, 1)), grid_code(1))
REACHES = """([code, east]) => {
  const layers = [];
  window.wanggeMaps?.main.eachLayer((layer) => {
    if (layer.feature?.id === code && layer.getBounds) layers.push(layer.getBounds().getEast());
  });
  return layers.length > 0 && Math.abs(Math.max(...layers) - east) < 1e-6;
}"""


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Return the path of a store with the small town."""
    make_town(tmp_path / "town.sqlite")
    return tmp_path / "town.sqlite"


@pytest.fixture
def pages(browser: Browser) -> Iterator[list[Page]]:
    """Yield two pages of two persons, each with a profile of its own."""
    profiles = [
        browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        for _ in range(2)
    ]
    for one in profiles:
        one.set_default_timeout(PATIENCE_MS)
    yield [one.new_page() for one in profiles]
    for one in profiles:
        one.close()


def _expect_reach(page: Page, grid: int, column: int) -> None:
    """Wait until the overview's map shows a grid that reaches east to a column's western side."""
    expect(page.locator("iframe")).to_have_count(1, timeout=PATIENCE_MS)
    places = [grid_code(grid), corner(column, 0)[0]]
    map_on(page).frame.wait_for_function(REACHES, arg=places, timeout=PATIENCE_MS)


def test_a_plan_is_led_by_planner_and_leader_and_its_boundaries_are_then_todays(
    store: Path, pages: list[Page]
) -> None:
    (plan,) = prepared(store, [Drawn(TITLE, [TO_THE_FIRST])])
    planner, leader = PlanOnPage(pages[0]), PlanOnPage(pages[1])
    with serving(store, store.parent / "server.log") as address:
        planner.open(address, plan, "planner")
        planner.expect_at("草案")
        planner.press("转到：征求村（社区）意见")
        planner.expect_at("征求村（社区）意见")
        planner.fill("文号", "郭镇综〔2026〕3号")
        planner.press("转到：镇审核")
        planner.expect_at("镇审核")
        expect(planner.panel("ways")).to_contain_text("下一步“市综治中心同意”由镇领导办理")

        leader.open(address, plan, "leader")
        expect(leader.here()).to_contain_text("郭镇综〔2026〕3号")
        leader.press("转到：市综治中心同意")
        leader.expect_at("市综治中心同意")
        leader.press("转到：备案")
        leader.expect_at("备案")
        expect(leader.panel("chain")).to_contain_text("20 户更换网格员")
        expect(leader.panel("ahead")).to_contain_text("80 → 100")
        expect(leader.page.get_by_role("button", name="使方案生效")).to_be_disabled()
        leader.confirm()
        leader.press("使方案生效")
        expect(leader.page.get_by_text("起生效：新编网格代码 0 个")).to_be_visible(
            timeout=PATIENCE_MS
        )
        leader.expect_at("生效")
        leader.page.get_by_role("link", name="在总览看新的边界").click()
        wait_until_drawn(leader.page)
        # The first grid now reaches to the east of the third column.
        _expect_reach(leader.page, 0, 3)
        assert leader.page.evaluate("window.hacked") is None


def test_the_second_of_two_plans_is_stopped_and_told_grid_by_grid_what_the_first_changed(
    store: Path, pages: list[Page]
) -> None:
    first, second = prepared(
        store, [Drawn("先行方案", [TO_THE_FIRST], 4), Drawn("后到方案", [TO_THE_SECOND], 4)]
    )
    fast, slow = PlanOnPage(pages[0]), PlanOnPage(pages[1])
    with serving(store, store.parent / "server.log") as address:
        fast.open(address, first, "leader")
        slow.open(address, second, "planner")
        slow.confirm()
        fast.confirm()
        fast.press("使方案生效")
        fast.expect_at("生效")
        # This page was drawn before the other plan came into force.
        slow.press("使方案生效")
        expect(slow.page.get_by_text("此后另有方案").first).to_contain_text("先行方案")
        slow.expect_at("备案")
        ahead = slow.panel("ahead")
        expect(ahead).to_contain_text("方案“先行方案”已于")
        expect(ahead).to_contain_text("由镇领导使其生效")
        for name in NAMES[:2]:
            expect(ahead.get_by_role("link", name=name, exact=True)).to_be_visible()
        expect(ahead.get_by_role("link", name=NAMES[3], exact=True)).to_have_count(0)
        expect(ahead.get_by_text("本方案也改动了它")).to_have_count(2)
        expect(slow.page.get_by_role("button", name="使方案生效")).to_be_disabled()
        ahead.get_by_role("link", name=NAMES[0], exact=True).click()
        wait_until_drawn(slow.page)
        expect(slow.page).to_have_url(re.compile(f"grid={grid_code(0)}"))
        # What is shown there are the boundaries of the plan that was first.
        _expect_reach(slow.page, 0, 3)


def test_a_leader_reads_and_a_worker_is_refused(store: Path, pages: list[Page]) -> None:
    (plan,) = prepared(store, [Drawn("试看", [TO_THE_FIRST], 2)])
    leader, worker = PlanOnPage(pages[0]), PlanOnPage(pages[1])
    with serving(store, store.parent / "server.log") as address:
        leader.open(address, plan, "leader")
        leader.expect_at("镇审核")
        expect(leader.panel("texts").get_by_role("textbox")).to_have_count(0)
        expect(leader.page.get_by_role("button", name="使方案生效")).to_have_count(0)
        expect(leader.page.get_by_role("link", name="审批环节设置")).to_have_count(0)
        worker.open(address, plan, "worker")
        expect(worker.page.get_by_text("查看方案").first).to_be_visible()
        expect(worker.page.locator(".wg-chain")).to_have_count(0)
        expect(worker.page.get_by_role("link", name="方案", exact=True)).to_have_count(0)


def test_a_draft_is_set_aside_found_in_the_list_and_taken_up_again(
    store: Path, pages: list[Page]
) -> None:
    (plan,) = prepared(store, [Drawn("不急", [TO_THE_FIRST])])
    planner = PlanOnPage(pages[0])
    with serving(store, store.parent / "server.log") as address:
        planner.open(address, plan, "planner")
        planner.press("作废")
        expect(planner.panel("chain").get_by_role("heading")).to_have_text(["不急 · 作废"])
        expect(planner.here()).to_have_count(0)
        expect(planner.panel("ahead")).to_have_count(0)
        planner.press("恢复为草案")
        planner.expect_at("草案")
        expect(planner.panel("ahead")).to_contain_text("80 → 100")


def test_an_administrator_adds_a_step_and_plans_take_it(store: Path, pages: list[Page]) -> None:
    (plan,) = prepared(store, [Drawn("试走", [TO_THE_FIRST])])
    page, planner = pages[0], PlanOnPage(pages[1])
    with serving(store, store.parent / "server.log") as address:
        page.goto(f"{address}/chain?person=administrator")
        wait_until_drawn(page)
        page.get_by_label("名称", exact=True).fill("村民代表会议")
        page.locator(".st-key-chain_chain_new_planner").get_by_text("规划员").click()
        page.get_by_role("button", name="保存").click()
        expect(page.get_by_text("已保存，共 8 步")).to_be_visible()
        expect(page.get_by_text("现用本地设定的环节")).to_be_visible()
        planner.open(address, plan, "planner")
        planner.press("转到：村民代表会议")
        planner.expect_at("村民代表会议")
        # The plan stands there now: a chain without the step is refused by the plan's name.
        page.get_by_role("button", name="恢复默认环节").click()
        expect(page.get_by_text("试走").first).to_contain_text("村民代表会议")
        expect(page.get_by_text("现用本地设定的环节")).to_be_visible()
