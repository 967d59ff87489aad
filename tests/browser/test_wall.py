"""The wall as whoever stands before it sees it: alone on the screen, led, cut off, never empty."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.app_server import running
from tests.browser.walls import frame_of, open_wall, said, wait_for
from tests.browser.watching import Watch

SIZES = [(1920, 1080), (3840, 2160), (5760, 1920)]
LEAST_PX = 40
NO_WEBGL = "HTMLCanvasElement.prototype.getContext = () => null;"
"""What is not about the map is tested without one: it has no graphics card to draw on here."""


@pytest.mark.offline
def test_the_wall_stands_alone_and_asks_nothing_of_other_machines(page: Page) -> None:
    wall = open_wall(page)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(wall.locator("h1")).to_have_text(["郭勒木德镇 · 今天哪里吃紧"])
    expect(wall.locator(".note")).to_contain_text("演示数据（虚构）")
    box = page.locator("#wangge-wall").bounding_box()
    assert box == {"x": 0, "y": 0, **(page.viewport_size or {})}
    assert frame_of(page).evaluate("getComputedStyle(document.body).cursor") == "none"
    top = page.evaluate("document.elementFromPoint(innerWidth / 2, 10).id")
    assert top == "wangge-wall"


def test_the_bar_says_scene_clock_data_time_and_next(page: Page) -> None:
    wall = open_wall(page)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    expect(wall.locator(".next")).to_have_text(["下一场景：一周里什么时候事多"])
    expect(wall.locator(".data")).to_have_text(["数据 2022-12-31 18:00"])
    expect(wall.locator(".clock")).to_have_text([re.compile(r"^\d\d:\d\d$")])
    expect(wall.locator(".dots i")).to_have_count(8)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_number_can_be_read_from_six_metres(page: Page, size: tuple[int, int]) -> None:
    width, height = size
    page.add_init_script(NO_WEBGL)
    page.set_viewport_size({"width": width, "height": height})
    wall = open_wall(page)
    page.keyboard.press("Escape")
    for key in "13468":
        page.keyboard.press(key)
        wait_for(page, f"said.scene.startsWith('{key}-')")
        least = LEAST_PX * height / 1080
        sizes = frame_of(page).evaluate(
            "[...document.querySelectorAll('.figure b, .row b, .fact b, .clock')]"
            ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes) >= least
        assert len(sizes) - 1 <= 7
        words = frame_of(page).evaluate(
            "[...document.querySelectorAll('.title, .note, .label, .unit, .told, .panel h2,"
            " .row .words span, .fact small, .legend, .next, .data')]"
            ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(words) >= least
        sides = frame_of(page).evaluate(
            "[...document.querySelectorAll('.figure, .row, .fact, .title')].map((one) => {"
            "const box = one.getBoundingClientRect();"
            "return [box.left, box.top, innerWidth - box.right, innerHeight - box.bottom]; })"
        )
        assert all(min(box) >= 0 for box in sides)
    expect(wall.locator("h1")).to_be_visible()


def test_keys_hold_step_and_choose(page: Page) -> None:
    wall = open_wall(page)
    page.keyboard.press("Escape")
    page.keyboard.press("4")
    wait_for(page, "said.kind === 'stations'")
    page.keyboard.press("ArrowRight")
    wait_for(page, "said.kind === 'coverage'")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    wait_for(page, "said.kind === 'villages'")
    page.keyboard.press(" ")
    expect(wall.locator(".next")).to_have_text(["已暂停"])
    page.keyboard.press(" ")
    expect(wall.locator(".next")).to_have_text(["下一场景：调解站忙不忙"])


NOTE_KINDS = """
window.kindsSeen = [document.documentElement.dataset.kind];
new MutationObserver(() => {
  const { kind } = document.documentElement.dataset;
  if (window.kindsSeen.at(-1) !== kind) window.kindsSeen.push(kind);
}).observe(document.documentElement, { attributeFilter: ["data-kind"] });
"""
ROUND = ["workload", "hours", "villages", "stations", "coverage", "due", "trend", "plan"]


def test_the_tour_goes_round_by_itself_and_shows_every_scene(page: Page) -> None:
    page.add_init_script(NO_WEBGL)
    open_wall(page, "/wall?embed=true&pace=40")
    frame = frame_of(page)
    frame.evaluate(NOTE_KINDS)
    frame.wait_for_function("() => window.kindsSeen.length > 10", timeout=240_000)
    seen = [kind for kind in frame.evaluate("window.kindsSeen") if kind != "takeover"]
    first = ROUND.index(seen[0])
    assert seen[:8] == ROUND[first:] + ROUND[:first]


def test_a_serious_incident_takes_the_screen_and_gives_it_back(page: Page) -> None:
    wall = open_wall(page)
    assert said(page, "kind") == "takeover"
    expect(wall.locator("h1")).to_have_text(["郭勒木德镇 · 消防隐患"])
    expect(wall.locator(".fact .label")).to_have_text(
        ["责任网格", "上报时间", "网格员", "最近机动力量", "最近站点", "附近视频"]
    )
    lowest, bar = frame_of(page).evaluate(
        "[Math.max(...[...document.querySelectorAll('.fact')].map("
        "(one) => one.getBoundingClientRect().bottom)),"
        " document.querySelector('.next').getBoundingClientRect().top]"
    )
    assert lowest <= bar
    page.keyboard.press("Escape")
    wait_for(page, "said.kind === 'workload'")


def test_without_webgl_the_same_scene_stands_on_a_flat_map(page: Page) -> None:
    page.add_init_script(NO_WEBGL)
    wall = open_wall(page)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    assert said(page, "map") == "flat"
    expect(wall.locator(".map path").first).to_be_visible()
    expect(wall.locator(".map circle")).not_to_have_count(0)
    expect(wall.locator(".figure")).to_have_count(6)


def test_a_cut_line_leaves_the_picture_and_says_since_when(page: Page, watch: Watch) -> None:
    wall = open_wall(page)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    wait_for(page, "said.kind === 'workload'")

    def cut(route: Route) -> None:
        route.abort()

    page.route("**/walls**", cut)
    expect(wall.locator(".stale")).to_have_text(
        [re.compile(r"^与服务器断开，数据停在 \d\d:\d\d$")], timeout=60_000
    )
    expect(wall.locator(".figure")).to_have_count(6)
    page.unroute("**/walls**", cut)
    expect(wall.locator(".stale")).to_have_text([""], timeout=60_000)
    # A browser notes each request that was cut as an error of its own.
    watch.errors = [one for one in watch.errors if "ERR_FAILED" not in one]


@pytest.fixture
def quiet_page(browser: Browser) -> Iterator[Page]:
    """Yield a page that may write errors: its server goes away."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    context.set_default_timeout(60_000)
    yield context.new_page()
    context.close()


@pytest.mark.slow
def test_a_server_that_begins_anew_is_found_again_without_a_hand(
    quiet_page: Page, demo_store: Path, tmp_path: Path
) -> None:
    with ExitStack() as first:
        address = first.enter_context(running(demo_store, tmp_path / "before.log")).address
        wall = open_wall(quiet_page, f"{address}/wall?embed=true")
        quiet_page.keyboard.press("Escape")
        wait_for(quiet_page, "said.kind === 'workload'")
    wait_for(quiet_page, "said.state === 'stale'", 120_000)
    expect(wall.locator(".figure")).not_to_have_count(0)
    # Streamlit tells of the lost connection; nothing of that is seen on the wall.
    shown = (
        "[...document.body.children].filter((one) => getComputedStyle(one).display !== 'none')"
        ".map((one) => one.id)"
    )
    assert quiet_page.evaluate(shown) == ["wangge-wall"]
    port = int(address.rsplit(":", 1)[1])
    with running(demo_store, tmp_path / "after.log", port=port):
        wait_for(quiet_page, "said.state === 'live'", 120_000)


def test_a_jump_of_the_clock_touches_only_the_clock(page: Page) -> None:
    page.clock.install()
    page.clock.resume()
    wall = open_wall(page)
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.keyboard.press(" ")
    wait_for(page, "said.kind === 'workload'")
    page.clock.set_system_time("2031-01-01T00:00:01+08:00")
    expect(wall.locator(".clock")).to_have_text(["00:00"])
    expect(wall.locator(".stale")).to_have_text([""])
    assert said(page, "kind") == "workload"
    assert said(page, "state") == "live"


def test_a_phone_holds_a_scene_and_lets_it_go(page: Page, browser: Browser, app_url: str) -> None:
    open_wall(page)
    page.keyboard.press("Escape")
    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", base_url=app_url
    ).new_page()
    phone.goto("/remote")
    phone.get_by_role("button", name="和去年比怎么样").click()
    wait_for(page, "said.kind === 'trend'")
    expect(phone.get_by_text("已固定在“和去年比怎么样”")).to_be_visible()
    phone.get_by_role("button", name="继续轮播").click()
    expect(phone.get_by_text("自动轮播中")).to_be_visible()
    phone.get_by_role("button", name="弹屏演练").click()
    wait_for(page, "said.kind === 'takeover'")
    expect(page.frame_locator("#wangge-wall").locator("h1")).to_contain_text("演练：")
    phone.context.close()


def test_the_page_of_scenes_says_whether_the_file_is_right(page: Page) -> None:
    page.goto("/scenes")
    expect(page.get_by_text("文件没有问题，共 8 个场景。")).to_be_visible()
    expect(page.frame_locator("iframe").locator("html[data-changes]")).to_have_count(
        1, timeout=60_000
    )
