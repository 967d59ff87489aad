"""What stands beside and around the editor's map: violations, balancing, locks, lists, keys."""

import json
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.editing import EditorOnPage
from tests.fakes.striped_town import CANAL, NAMES, cell_code, corner, grid_code

pytestmark = pytest.mark.browser
ON_LINE_DEG = 2e-6
SEARCH_WITHIN_MS = 60_000
"""A search of two or three seconds, on a machine that does much else."""
TABS_MOST = 60


@pytest.fixture(autouse=True)
def _whole_town(editor: EditorOnPage) -> None:
    """Begin every test with the whole town in view."""
    editor.told("editor.view.fit(editor.whole, 0)")


def _paint(editor: EditorOnPage, number: int, *cells: tuple[int, int]) -> None:
    """Give some cells of a column to a grid, in one stroke."""
    editor.select(number)
    editor.press("r")
    editor.frame.get_by_role("button", name="画笔").click()
    middles = [corner(column + 0.5, row + 0.5) for column, row in cells]
    editor.hold([*middles, corner(cells[-1][0] + 0.6, cells[-1][1] + 0.5)])
    editor.page.mouse.up()


def _focused(editor: EditorOnPage, selector: str) -> bool:
    return bool(editor.told(f"document.activeElement?.matches({json.dumps(selector)}) ?? false"))


def _tab_to(editor: EditorOnPage, selector: str) -> None:
    """Press Tab until something of the editor has the focus, and see that it shows."""
    for _ in range(TABS_MOST):
        editor.press("Tab")
        if _focused(editor, selector):
            break
    assert _focused(editor, selector), selector
    assert editor.told("getComputedStyle(document.activeElement).outlineStyle") != "none"


def _column(table: Locator, number: int) -> list[str]:
    return table.locator(f"tr > :nth-child({number + 2})").all_inner_texts()


def test_the_grids_of_the_last_step_stand_first_until_another_is_chosen(
    editor: EditorOnPage,
) -> None:
    _paint(editor, 0, (2, 0))
    editor.expect_step(1)
    _paint(editor, 2, (6, 2))
    editor.expect_step(2)
    heads = editor.frame.locator("table.grids th[scope=col]")
    expect(heads).to_have_text(["", NAMES[2], NAMES[3]])
    editor.select(0)
    expect(heads.nth(1)).to_have_text(NAMES[0])
    # Who changes worker and what is broken stand above the totals of the town.
    order = editor.told(
        "[...document.querySelectorAll('.people, .violations, table.totals')]"
        ".map((one) => one.className)"
    )
    assert order == ["people", "violations", "totals"]


def test_a_click_on_a_violation_goes_to_its_place(editor: EditorOnPage) -> None:
    # The canal runs through the two cells: the third grid did not hold it before.
    _paint(editor, 2, (6, 1), (6, 2))
    editor.expect_step(1)
    violation = editor.frame.locator(".violation.blocks")
    expect(violation).to_contain_text("不能生效")
    editor.told("editor.view.map.jumpTo({center: [95.2, 36.6], zoom: 15})")
    violation.locator("span").click()
    inside = f"editor.view.map.getBounds().contains({json.dumps(corner(5, 2))})"
    editor.wait_for(inside, value=True)
    editor.wait_for("editor.view.map.getSource('marks').serialize().data.features.length", 1)


def test_outer_land_is_added_by_a_ring_drawn_outside(editor: EditorOnPage) -> None:
    editor.told("editor.view.map.jumpTo({zoom: editor.view.map.getZoom() - 1})")
    cells = int(editor.told("editor.cells.shown.size"))
    editor.select(0)
    editor.press("t")
    editor.draw([corner(0, 1), corner(-0.8, 1), corner(-0.8, 2), corner(0, 2)])
    editor.press("Enter")
    editor.frame.get_by_role("button", name="确定").click()
    editor.expect_step(1)
    assert editor.told("editor.cells.shown.size") == cells + 1
    # Eight cells of one size, and one of 0.8 beside them.
    before, after = editor.told(
        "['before', 'after'].map((when) => editor.draft.impact.grids"
        f".find((grid) => grid.code === {grid_code(0)!r})[when].area_km2)"
    )
    assert after / before == pytest.approx(8.8 / 8, rel=1e-3)


def _ask_for_balance(editor: EditorOnPage) -> Locator:
    editor.press("e")
    form = editor.frame.locator(".balance")
    form.get_by_label("容差").select_option("0.05")
    form.get_by_label("按什么均衡").select_option("households")
    form.get_by_role("button", name="开始").click()
    return editor.frame.locator(".balance-box .status")


def _cells_of_each(editor: EditorOnPage) -> list[int]:
    return [int(editor.told(f"editor.cells.of({grid_code(n)!r}).length")) for n in range(4)]


def test_answers_are_compared_looked_at_taken_and_undone(editor: EditorOnPage) -> None:
    _paint(editor, 0, (2, 1), (2, 2))
    editor.expect_step(1)
    _ask_for_balance(editor)
    table = editor.frame.locator(".answers")
    expect(table.locator(".look-at").first).to_be_visible(timeout=SEARCH_WITHIN_MS)
    assert 1 <= table.locator(".look-at").count() <= 3
    # 100, 60, 80 and 80 households: 25 % off the mean of 80, and two cells of ten lead back.
    assert _column(table, 0)[:6] == ["现在", "", "—", "—", "—", "25.0%"]
    assert _column(table, 1)[1:6] == ["✓ 均在内", "20", "6.3%", "2", "0.0%"]
    told = editor.frame.locator(".answer")
    expect(told).to_contain_text("偏差按 4 个综合网格的户数")
    look = table.locator(".look-at").first
    look.click()
    expect(look).to_have_attribute("aria-pressed", "true")
    expect(editor.frame.locator("aside .impact.preview")).to_be_visible()
    assert _cells_of_each(editor) == [8, 8, 8, 8]
    editor.expect_step(1)
    table.locator(".primary").first.click()
    editor.expect_step(2)
    expect(editor.frame.locator(".balance-box")).to_be_hidden()
    assert _cells_of_each(editor) == [8, 8, 8, 8]
    editor.press("Control+z")
    editor.expect_step(1)
    assert _cells_of_each(editor) == [10, 6, 8, 8]


def test_a_search_shows_how_far_it_is_and_can_be_stopped(editor: EditorOnPage) -> None:
    best = {"max_deviation": 0.125, "moved_share": 0.1}
    seen = {"progress": 0.4, "best": best, "answers": [], "infeasible": None}

    def half_way(route: Route) -> None:
        route.fulfill(json=seen)

    editor.page.route("**/drafts/rebalance?*", half_way)
    status = _ask_for_balance(editor)
    expect(status.locator("progress")).to_have_attribute("value", "0.4")
    expect(status).to_contain_text("12.5%")
    with editor.page.expect_request("**/drafts/rebalance/stop") as stopped:
        status.get_by_role("button", name="停止").click()
    assert json.loads(stopped.value.post_data or "")["job"]
    editor.page.unroute("**/drafts/rebalance?*", half_way)


def test_a_locked_grid_is_hatched_and_left_out_of_what_may_change(editor: EditorOnPage) -> None:
    hatched = "editor.view.map.queryRenderedFeatures({layers: ['locked']}).map(f => f.properties"
    editor.press("l")
    editor.click(corner(2.5, 1.5))
    editor.expect_step(1)
    editor.wait_for(f"new Set({hatched}.code)).size", 8)
    assert editor.told(f"[...new Set({hatched}.grid))]") == [grid_code(1)]
    editor.select(0)
    editor.frame.locator(".listing summary").click()
    expect(editor.frame.locator(".listing")).to_contain_text("没有可以划入的单元")
    _paint(editor, 0, (2, 1))
    expect(editor.notice()).to_contain_text("已锁定")
    editor.expect_step(1)
    editor.frame.locator(".listing summary").click()


def test_a_drawn_line_holds_to_the_canal_near_it(editor: EditorOnPage) -> None:
    editor.select(3)
    editor.press("x")
    (x0, y0), (x1, y1) = corner(*CANAL[1]), corner(*CANAL[2])
    x, y = editor.point(((x0 + x1) / 2, (y0 + y1) / 2))
    editor.page.mouse.move(x + 2, y + 1, steps=3)
    editor.page.mouse.click(x + 6, y + 3)
    drawn = "editor.desk.sketch.draw.getSnapshot().find((one) => one.geometry.type !== 'Point')"
    lon, lat = editor.told(f"{drawn}.geometry.coordinates[0]")
    # On the stretch between two bends of the canal, not beside it.
    share = (lat - y0) / (y1 - y0)
    assert 0 < share < 1
    assert abs(x0 + share * (x1 - x0) - lon) < ON_LINE_DEG


def test_an_edit_moves_and_draws_what_changed_alone(editor: EditorOnPage) -> None:
    editor.told(
        "(window.drawn = [], ['cells', 'borders'].forEach((name) => {"
        " const source = editor.view.map.getSource(name); const update = source.updateData;"
        " source.updateData = function (news) { window.drawn.push([name, news]);"
        " return update.call(this, news); };"
        " source.setData = () => window.drawn.push([name, 'anew']); }))"
    )
    asked: list[str] = []
    editor.page.on("request", lambda request: asked.append(request.url))
    with editor.page.expect_response("**/drafts/edit") as answered:
        _paint(editor, 0, (2, 1), (2, 2))
    editor.expect_step(1)
    body = answered.value.body()
    changed = {cell_code(2, 1), cell_code(2, 2)}
    assert {str(one["id"]) for one in json.loads(body)["changed"]["features"]} == changed
    assert len(body) < 8_000
    # One write; before it previews of it alone; the cells are not asked for again.
    ours = [url.partition("/drafts/")[2].partition("?")[0] for url in asked if "/drafts/" in url]
    assert ours.count("edit") == 1
    assert set(ours) <= {"edit", "preview", "since"}
    assert _drawn(editor, "cells") == changed
    assert _drawn(editor, "borders") == {grid_code(0), grid_code(1)}


def _drawn(editor: EditorOnPage, source: str) -> set[str]:
    """Return the ids of all that was drawn in a source, or removed from it."""
    news: list[Any] = [one for name, one in editor.told("window.drawn") if name == source]
    assert "anew" not in news
    key = "code" if source == "cells" else "grid"
    return {made["properties"][key] for one in news for made in one["add"]} | {
        code for one in news for code in one["remove"]
    }


def test_without_a_mouse_a_grid_is_chosen_and_takes_a_cell_by_list(editor: EditorOnPage) -> None:
    editor.frame.locator(".picker select").focus()
    for _ in range(5):
        if editor.told("editor.desk.selected") == grid_code(0):
            break
        editor.press("ArrowDown")
    assert editor.told("editor.desk.selected") == grid_code(0)
    _tab_to(editor, ".tool")
    editor.press("r")
    assert editor.pressed() == "brush"
    _tab_to(editor, ".listing summary")
    editor.press("Enter")
    # The four cells of the column beside it; the first is taken.
    expect(editor.frame.locator(".listing input")).to_have_count(4)
    _tab_to(editor, ".listing input")
    editor.press("Space")
    expect(editor.frame.locator("aside .impact.preview")).to_be_visible()
    _tab_to(editor, ".listing .primary")
    expect(editor.frame.locator(".listing .primary")).to_contain_text(NAMES[0])
    editor.press("Enter")
    editor.expect_step(1)
    assert editor.grid_of(2, 0) == grid_code(0)
    editor.frame.locator(".listing summary").click()


def test_the_map_is_moved_by_keys(editor: EditorOnPage) -> None:
    editor.press("v")
    editor.frame.locator(".map canvas").focus()
    lon, zoom = editor.told("[editor.view.map.getCenter().lng, editor.view.map.getZoom()]")
    editor.press("ArrowRight")
    editor.wait_for(f"editor.view.map.getCenter().lng > {lon}", value=True)
    editor.press("+")
    editor.wait_for(f"editor.view.map.getZoom() > {zoom} + 0.9", value=True)


def test_land_is_taken_out_of_the_town_after_it_is_asked_with_who_lives_there(
    editor: EditorOnPage,
) -> None:
    editor.select(0)
    editor.press("r")
    editor.frame.get_by_role("button", name="移出辖区").click()
    outer = [corner(0.5, 0.5), corner(0.6, 0.5)]
    editor.hold(outer)
    editor.page.mouse.up()
    asked = editor.frame.locator("form.notice")
    # One cell of ten households.
    expect(asked).to_contain_text("10 户")
    expect(asked).to_contain_text("km²")
    editor.press("Escape")
    expect(asked).to_have_count(0)
    editor.expect_step(0)
    editor.hold(outer)
    editor.page.mouse.up()
    asked.get_by_role("button", name="确定").click()
    editor.expect_step(1)
    totals = editor.told("editor.draft.impact.sums.map((one) => one.households)")
    assert totals[0] - totals[1] == 10
    expect(editor.frame.locator(".totals")).to_contain_text("户数")


def test_what_grids_exchange_leaves_the_totals_in_one_quiet_line(editor: EditorOnPage) -> None:
    _paint(editor, 0, (2, 1))
    editor.expect_step(1)
    expect(editor.frame.locator(".totals + .quiet")).to_contain_text("户数 320")


def test_a_part_split_off_joins_the_grid_that_has_a_code(editor: EditorOnPage) -> None:
    fresh, kept = f"{grid_code(0)}~1", grid_code(0)
    line = [corner(-0.5, 2), corner(2.5, 2)]
    edit = {"kind": "split", "grid": kept, "new_grid": fresh, "line": line}
    editor.told(f"editor.desk.commit({json.dumps(edit)})")
    editor.expect_step(1)
    editor.press("m")
    editor.told(f"editor.desk.select({fresh!r})")
    editor.click(corner(0.5, 0.5 if _holds(editor, kept, (0, 0)) else 3.5))
    editor.expect_step(2)
    assert editor.told(f"editor.draft.grids.has({kept!r})")
    assert not editor.told(f"editor.draft.grids.has({fresh!r})")


def _holds(editor: EditorOnPage, grid: str, cell: tuple[int, int]) -> bool:
    return editor.told(f"editor.view.cells.get({cell_code(*cell)!r}).properties.grid") == grid


def test_a_line_that_would_be_refused_shows_so_before_it_is_let_go(editor: EditorOnPage) -> None:
    # It crosses itself, which no border may.
    line = [corner(2, 1), corner(3, 2), corner(3, 1), corner(2, 2)]
    edit = {"kind": "reshape", "first": grid_code(0), "second": grid_code(1), "line": line}
    editor.told(f"editor.desk.preview({json.dumps(edit)})")
    expect(editor.frame.locator(".impact.preview p.violation")).to_be_visible()
    expect(editor.frame.locator(".impact .good")).to_have_count(0)
    editor.told("editor.desk.dropPreview()")
    expect(editor.frame.locator(".impact p.violation")).to_have_count(0)


def test_grids_are_listed_in_the_order_of_their_numerals(editor: EditorOnPage) -> None:
    names = ["第十一网格", "第二网格", "第十网格", "第一网格", "第三网格", "第二十网格"]
    grids = [{"code": str(at), "name": name} for at, name in enumerate(names)]
    editor.told(f"editor.picker.offer({json.dumps(grids)})")
    listed = editor.frame.locator(".picker option").all_inner_texts()[1:]
    assert listed == [
        "第一网格", "第二网格", "第三网格", "第十网格", "第十一网格", "第二十网格",
    ]  # fmt: skip
    editor.told("editor.picker.offer(editor.view.gridNames())")
