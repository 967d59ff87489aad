"""A draft in the browser: grids renamed, exceptions reasoned, read by leaders, carried over."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo import bootstrap
from geo.domain.edits import Edit, Reassign
from geo.domain.kinds import Language, Role
from geo.domain.policy import Actor
from geo.services.draft_values import Editing
from geo.services.plans import ChainMove, PlanText
from tests.browser.app_server import serving
from tests.browser.editing import EditorOnPage, editor_on
from tests.browser.opening import PATIENCE_MS, wait_until_drawn
from tests.fakes.striped_town import CANAL, PLANNER, cell_code, corner, grid_code, make_town

pytestmark = pytest.mark.browser
LEADER = Actor("local-leader", Role.LEADER)
AT = datetime(2026, 2, 1, 8, tzinfo=UTC)
GIVE = Reassign((cell_code(2, 1),), grid_code(0))
FURTHER = Reassign((cell_code(5, 0),), grid_code(3))


@contextmanager
def _town(folder: Path) -> Iterator[tuple[bootstrap.Container, str]]:
    """Give the services on a new small town and the id of its draft, before it is served."""
    plan = make_town(folder / "town.sqlite")
    yield bootstrap.container(str(folder / "town.sqlite")), plan
    bootstrap.close_containers()


@contextmanager
def _page(browser: Browser, folder: Path, address: str) -> Iterator[Page]:
    with serving(folder / "town.sqlite", folder / "server.log") as url:
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(f"{url}{address}")
        yield page
        context.close()


def _edited(container: bootstrap.Container, plan: str, *edits: Edit) -> None:
    editing = Editing(PLANNER, plan, Language.ZH_CN)
    for edit in edits:
        revision = container.drafts.open(editing).revision
        container.drafts.apply(editing, revision, edit, "")


def _in_force(container: bootstrap.Container, *edits: Edit) -> None:
    """Put another plan in force."""
    other = container.plans.begin(PLANNER, PlanText("另案"), AT).id
    _edited(container, other, *edits)
    for actor, state in (
        (PLANNER, "consultation"),
        (PLANNER, "town_review"),
        (LEADER, "centre_agreed"),
        (LEADER, "filed"),
    ):
        container.plans.lead(actor, other, ChainMove(state), AT)
    container.publishing.publish(LEADER, other, ChainMove(""), AT)


def _selected(editor: EditorOnPage, number: int) -> None:
    editor.press("v")
    editor.click(corner(number * 2 + 1.5, 1.5))
    editor.wait_for("editor.desk.selected", grid_code(number))


def test_a_grid_is_renamed_by_a_key_and_its_name_stands_everywhere(
    browser: Browser, tmp_path: Path
) -> None:
    with _town(tmp_path):
        pass
    with _page(browser, tmp_path, "/borders?person=planner") as page:
        editor = editor_on(page)
        _selected(editor, 0)
        chosen = editor.frame.locator(".chosen")
        expect(chosen).to_contain_text("东格")
        editor.press("F2")
        expect(chosen.locator("input")).to_be_focused()
        chosen.locator("input").fill("河东一格")
        editor.press("Enter")
        editor.expect_step(1)
        expect(chosen).to_contain_text("河东一格")
        expect(editor.history()).to_contain_text("东格：改名为 河东一格")
        assert editor.told(f"editor.view.nameOf({grid_code(0)!r}).name") == "河东一格"
        # A name that another grid has is refused in words, and nothing is changed.
        chosen.get_by_role("button", name="改名").click()
        chosen.locator("input").fill("西格")
        chosen.get_by_role("button", name="保存").click()
        expect(editor.notice()).to_contain_text("已有网格叫“西格”")
        editor.expect_step(1)
        # Its kind is changed in the same place, and everything is undone with the usual key.
        chosen.get_by_role("button", name="改名").click()
        chosen.locator("select").select_option(label="专属网格")
        chosen.get_by_role("button", name="保存").click()
        editor.expect_step(2)
        expect(chosen).to_contain_text("专属网格")
        editor.frame.locator(".map canvas").click(position={"x": 5, "y": 300})
        editor.press("Control+z")
        editor.expect_step(1)
        editor.press("Control+z")
        editor.expect_step(0)
        assert editor.told(f"editor.view.nameOf({grid_code(0)!r}).name") == "东格"


def test_a_rule_that_blocks_is_set_aside_with_a_reason(browser: Browser, tmp_path: Path) -> None:
    # The canal bulges into the third grid: what lies east of it goes to the fourth, across it.
    with _town(tmp_path) as (container, plan):
        _edited(container, plan, Reassign((cell_code(6, 1), cell_code(6, 2)), grid_code(2)))
        view = container.drafts.open(Editing(PLANNER, plan, Language.ZH_CN))
        assert [one.code for one in view.impact.violations if one.blocks] == ["barrier"]
        assert len(CANAL) > 2
    with _page(browser, tmp_path, "/borders?person=planner") as page:
        editor = editor_on(page)
        violations = editor.frame.locator(".violations")
        expect(violations).to_contain_text("不能生效")
        violations.get_by_role("button", name="写明例外理由").click()
        editor.frame.get_by_role("textbox", name="理由").fill("渠上有桥")
        editor.frame.get_by_role("button", name="仍要这样改").click()
        editor.expect_step(2)
        expect(editor.history()).to_contain_text(["", "渠上有桥"])
        expect(editor.frame.locator(".violation.blocks")).to_have_count(0)
        expect(editor.frame.locator(".violation")).to_have_count(1)
        # Who is to approve the plan reads the reason on its page.
        page.goto(f"{page.url.split('/borders')[0]}/plans?person=leader&plan={plan}")
        expect(page.get_by_text("例外 1 处及理由")).to_be_visible()
        expect(page.get_by_text("渠上有桥")).to_be_visible()


def test_a_leader_reads_a_draft_and_has_no_tool(browser: Browser, tmp_path: Path) -> None:
    with _town(tmp_path) as (container, plan):
        _edited(container, plan, GIVE)
    with _page(browser, tmp_path, "/borders?person=leader") as page:
        editor = editor_on(page)
        editor.expect_step(1)
        expect(editor.status()).to_contain_text("只能查看")
        expect(editor.frame.locator(".strip")).to_be_hidden()
        expect(editor.frame.locator(".tool")).to_have_count(0)
        expect(editor.history()).to_contain_text("10 户")
        expect(editor.frame.locator(".people")).to_contain_text("10 户")
        expect(editor.frame.locator(".grids")).to_contain_text("→")
        editor.click(corner(0.5, 0.5))
        editor.wait_for("editor.desk.selected", grid_code(0))
        expect(editor.frame.locator(".chosen")).to_contain_text("东格")
        expect(editor.frame.locator(".chosen button")).to_have_count(0)
        for key in ("b", "Control+z", "F2", "e"):
            editor.press(key)
        editor.expect_step(1)
        expect(page.get_by_role("button", name="新建草案")).to_have_count(0)
        # What a page was made to send all the same is refused by the service.
        status = editor.frame.evaluate(
            """() => window.wanggeEditor.api.post("undo", { revision: 1 }).then(
                () => 200, (refusal) => refusal.status)"""
        )
        assert status == 403


def test_a_draft_is_carried_over_and_says_what_is_lost(browser: Browser, tmp_path: Path) -> None:
    with _town(tmp_path) as (container, plan):
        _edited(container, plan, GIVE, FURTHER)
        _in_force(container, GIVE)
    with _page(browser, tmp_path, f"/borders?person=planner&plan={plan}") as page:
        editor = editor_on(page)
        expect(editor.notice()).to_contain_text("方案“另案”已生效")
        page.get_by_role("button", name="边界已变：延续草案").click()
        asked = page.get_by_test_id("stPopoverBody")
        asked.get_by_role("button", name="查看哪些步骤能延续").click()
        expect(asked).to_contain_text("有 1 步不能延续")
        expect(asked).to_contain_text("现行边界已经是这样。")
        expect(asked).to_contain_text("照旧延续 1 步")
        go = asked.get_by_role("button", name="延续为新草案")
        expect(go).to_be_disabled()
        asked.get_by_text("我已看过，上列各步不延续").click()
        expect(go).to_be_enabled()
        go.click()
        expect(page.get_by_text("已延续为新草案")).to_be_visible()
        page.wait_for_function(f"!location.search.includes('{plan}')")
        wait_until_drawn(page)
        carried = editor_on(page)
        carried.wait_for("editor.draft.title.includes('延续')", value=True)
        carried.expect_step(1)
        assert carried.grid_of(5, 0) == grid_code(3)
        # The earlier one is still there to be read.
        page.goto(f"{page.url.split('?')[0]}?person=planner&plan={plan}")
        editor_on(page).expect_step(2)
