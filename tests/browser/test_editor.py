"""The boundary editor in the browser: every tool, undo, refusals, keys, nothing from outside."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.editing import EditorOnPage
from tests.fakes.striped_town import CANAL, HOSTILE, TITLE, cell_code, corner, grid_code

pytestmark = pytest.mark.browser


def _drag_corner(editor: EditorOnPage) -> None:
    """Hold the corner (2, 2), on the border of the first two grids, 0.3 cells to the east."""
    editor.show_nodes(0)
    editor.hold([corner(2, 2), corner(2.15, 2), corner(2.3, 2)])


@pytest.mark.offline
def test_what_a_drag_does_is_seen_before_the_mouse_is_released(editor: EditorOnPage) -> None:
    before = editor.shapes()
    _drag_corner(editor)
    expect(editor.frame.locator("aside .impact.preview")).to_be_visible()
    expect(editor.frame.locator(".grids tr", has_text="面积")).to_contain_text("→")
    assert editor.told("editor.draft.step") == 0
    editor.page.mouse.up()
    editor.expect_step(1)
    assert editor.shapes() != before


def test_undo_and_redo_give_back_the_very_shapes(editor: EditorOnPage) -> None:
    before = editor.shapes()
    _drag_corner(editor)
    editor.page.mouse.up()
    editor.expect_step(1)
    after = editor.shapes()
    editor.press("Control+z")
    editor.expect_step(0)
    assert editor.shapes() == before
    editor.frame.locator("[data-tool=redo]").click()
    editor.expect_step(1)
    assert editor.shapes() == after


def test_a_wrong_move_springs_back_and_says_why(editor: EditorOnPage) -> None:
    before = editor.shapes()
    _drag_corner(editor)
    editor.page.mouse.move(*editor.point(corner(4.5, 2)), steps=5)
    editor.page.mouse.up()
    expect(editor.notice()).to_contain_text("相交")
    assert editor.shapes() == before
    editor.expect_step(0)


def test_brushed_cells_change_their_grid(editor: EditorOnPage) -> None:
    editor.select(0)
    editor.press("r")
    editor.frame.get_by_role("button", name="画笔").click()
    editor.hold([corner(2.5, 1.5), corner(2.5, 2.5)])
    editor.page.mouse.up()
    editor.expect_step(1)
    assert editor.grid_of(2, 1) == editor.grid_of(2, 2) == grid_code(0)
    assert editor.grid_of(3, 1) == grid_code(1)
    # Two cells of ten households each.
    expect(editor.history()).to_contain_text("20 户")
    expect(editor.frame.locator(".people")).to_contain_text("20 户")


def test_cells_are_taken_by_a_box_as_well(editor: EditorOnPage) -> None:
    editor.select(3)
    editor.press("r")
    editor.frame.get_by_role("button", name="框选").click()
    editor.hold([corner(4.9, 0.1), corner(5.6, 1.0), corner(6.1, 1.9)])
    editor.page.mouse.up()
    editor.expect_step(1)
    assert [editor.grid_of(5, row) for row in range(4)] == [grid_code(3)] * 2 + [grid_code(2)] * 2


def test_a_line_splits_a_grid(editor: EditorOnPage) -> None:
    editor.select(2)
    editor.press("x")
    editor.draw([corner(3.8, 1.6), corner(6.2, 1.6)])
    editor.expect_step(1)
    assert editor.told("editor.draft.grids.size") == 5


def test_what_was_refused_half_drawn_is_forgotten_once_the_line_is_whole(
    editor: EditorOnPage,
) -> None:
    editor.select(2)
    editor.press("x")
    editor.told("editor.desk.onHint('half a line')")
    expect(editor.frame.get_by_text("half a line")).to_have_class(re.compile("warm"))
    editor.draw([corner(3.8, 1.6), corner(6.2, 1.6)])
    editor.expect_step(1)
    expect(editor.frame.get_by_text("half a line")).to_have_count(0)
    expect(editor.frame.locator(".warm", has_text="切分")).to_have_count(0)


def test_two_grids_become_one(editor: EditorOnPage) -> None:
    editor.select(2)
    editor.press("m")
    editor.click(corner(6.5, 1.5))
    editor.expect_step(1)
    assert editor.grid_of(7, 0) == grid_code(2)
    assert editor.told("editor.draft.grids.size") == 3


def test_a_border_follows_a_drawn_line(editor: EditorOnPage) -> None:
    editor.select(0)
    editor.press("b")
    editor.draw([corner(2, 1), corner(2.4, 2), corner(2, 3)])
    editor.expect_step(1)
    expect(editor.frame.locator(".grids tr", has_text="面积")).to_contain_text("→")


def test_a_border_follows_the_canal_between_two_points_on_it(editor: EditorOnPage) -> None:
    editor.select(2)
    editor.press("b")
    editor.draw([corner(*CANAL[0]), corner(*CANAL[-1])])
    editor.expect_step(1)
    places = editor.told(f"[...editor.view.borders.get({grid_code(2)!r}).values()].flat()")
    lon, lat = corner(*CANAL[2])
    assert any(abs(x - lon) < 2e-5 and abs(y - lat) < 2e-5 for x, y in places)


def test_a_drawn_piece_is_cut_out_and_given_away(editor: EditorOnPage) -> None:
    editor.select(0)
    editor.press("t")
    editor.draw([corner(1.9, 1.2), corner(2.6, 1.2), corner(2.6, 1.8), corner(1.9, 1.8)])
    editor.press("Enter")
    editor.expect_step(1)


def test_a_locked_grid_refuses_and_says_so(editor: EditorOnPage) -> None:
    editor.press("l")
    editor.click(corner(6.5, 1.5))
    editor.expect_step(1)
    editor.select(2)
    editor.press("m")
    editor.click(corner(6.5, 1.5))
    expect(editor.notice()).to_contain_text("已锁定")
    editor.expect_step(1)


def test_a_grid_falls_apart_only_with_a_reason(editor: EditorOnPage) -> None:
    editor.select(0)
    editor.press("r")
    editor.frame.get_by_role("button", name="画笔").click()
    editor.hold([corner(3.5, 3.5), corner(3.6, 3.6)])
    editor.page.mouse.up()
    expect(editor.notice()).to_contain_text("断成")
    editor.expect_step(0)
    editor.frame.get_by_role("textbox", name="理由").fill("飞地")
    editor.frame.get_by_role("button", name="仍要这样改").click()
    editor.expect_step(1)
    expect(editor.history()).to_contain_text("飞地")


def test_names_from_files_are_text_wherever_they_stand(editor: EditorOnPage) -> None:
    editor.select(0)
    editor.press("m")
    editor.click(corner(2.5, 1.5))
    editor.expect_step(1)
    expect(editor.frame.locator("header .title")).to_have_text(TITLE)
    expect(editor.history()).to_contain_text(HOSTILE)
    expect(editor.frame.locator(".grids th").filter(has_text=HOSTILE)).to_have_count(1)
    assert editor.frame.locator("img").count() == 0


def test_a_node_is_moved_by_keys_alone(editor: EditorOnPage) -> None:
    editor.show_nodes(1)
    for key in ("]", "]", "ArrowRight"):
        editor.press(key)
    editor.expect_step(1)


def test_outer_cells_are_taken_out_of_the_town(editor: EditorOnPage) -> None:
    editor.select(3)
    editor.press("r")
    editor.frame.get_by_role("button", name="移出辖区").click()
    editor.hold([corner(7.5, 3.5), corner(7.6, 3.6)])
    editor.page.mouse.up()
    editor.frame.locator("form.notice").get_by_role("button", name="确定").click()
    editor.expect_step(1)
    assert editor.told(f"editor.cells.get({cell_code(7, 3)!r})") is None


def test_every_tool_has_its_key_and_escape_lets_go(editor: EditorOnPage) -> None:
    keys = {
        "v": "select",
        "n": "nodes",
        "b": "reshape",
        "x": "split",
        "m": "merge",
        "t": "transfer",
    }
    for key, tool in (keys | {"r": "brush", "l": "lock"}).items():
        editor.press(key)
        assert editor.pressed() == tool
    editor.select(1)
    editor.press("Escape")
    assert editor.told("editor.desk.selected") is None
    editor.frame.locator("[data-tool=select]").focus()
    editor.page.keyboard.press("ArrowDown")
    ring = editor.frame.locator("[data-tool=nodes]").evaluate(
        "one => getComputedStyle(one).outlineStyle"
    )
    assert ring == "solid"


def test_the_whole_editor_stands_on_an_office_screen(editor: EditorOnPage) -> None:
    main = editor.page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollHeight - one.clientHeight") == 0
    box = editor.page.locator("iframe").first.bounding_box()
    assert box
    assert box["y"] + box["height"] <= 768


def test_a_rerun_of_the_page_leaves_the_editor_as_it_was(editor: EditorOnPage) -> None:
    editor.select(1)
    editor.told("(window.mark = 1, editor.view.map.jumpTo({zoom: 15.25}))")
    editor.page.locator(".st-key-search input").fill("东格")
    editor.page.locator(".st-key-search input").press("Enter")
    expect(editor.page.locator(".st-key-found_places")).to_be_visible()
    assert editor.told("[window.mark, editor.view.map.getZoom()]") == [1, 15.25]
    assert editor.told("editor.desk.selected") == grid_code(1)
