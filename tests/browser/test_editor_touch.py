"""The boundary editor on a phone: a narrow screen, one finger draws, two move the map."""

from collections.abc import Iterator, Sequence

import pytest
from playwright.sync_api import Browser, CDPSession, ViewportSize, expect

from tests.browser.editing import NODES_DRAWN, EditorOnPage, editor_on
from tests.browser.opening import PATIENCE_MS
from tests.fakes.striped_town import Place, corner, grid_code

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 390, "height": 844}
LEAST_TARGET_PX = 24
"""WCAG 2.2, 2.5.8 Target Size (Minimum)."""


@pytest.fixture(scope="module")
def phone(browser: Browser, striped_app: str) -> Iterator[EditorOnPage]:
    """Yield the editor on a phone, open through all tests."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto(f"{striped_app}/borders?person=planner")
    yield editor_on(page)
    context.close()


@pytest.fixture
def editor(phone: EditorOnPage) -> Iterator[EditorOnPage]:
    """Yield the editor with the first grid selected and in view; its steps are undone."""
    phone.told("editor.view.fit(editor.whole, 0)")
    phone.frame.locator(".picker select").select_option(grid_code(0))
    phone.wait_for("editor.view.map.isMoving()", value=False)
    yield phone
    phone.undo_all()


class Fingers:
    """Fingers on the glass, as Chromium takes them."""

    def __init__(self, editor: EditorOnPage) -> None:
        self._editor = editor
        self._glass: CDPSession = editor.page.context.new_cdp_session(editor.page)

    def stroke(self, *places: Place) -> None:
        """Put one finger down, move it through places and lift it."""
        self.strokes([[place] for place in places])

    def strokes(self, moments: Sequence[Sequence[Place]]) -> None:
        """Put fingers down, move them from moment to moment, lift them."""
        for number, places in enumerate(moments):
            points = [dict(zip("xy", self._editor.point(place), strict=True)) for place in places]
            self._send("touchMove" if number else "touchStart", points)
        self._send("touchEnd", [])

    def _send(self, kind: str, points: Sequence[dict[str, float]]) -> None:
        self._glass.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})


def test_everything_stands_on_a_phone_and_can_be_touched(editor: EditorOnPage) -> None:
    wide = "document.documentElement.scrollWidth - window.innerWidth"
    assert (editor.page.evaluate(wide), editor.told(wide)) == (0, 0)
    main = editor.page.get_by_test_id("stMain")
    assert main.evaluate("one => one.scrollHeight - one.clientHeight") == 0
    tools = editor.frame.locator(".tool:visible")
    assert tools.count() == 11
    for number in range(tools.count()):
        box = tools.nth(number).bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= LEAST_TARGET_PX
    tops = {round(tools.nth(number).bounding_box()["y"]) for number in range(11)}  # type: ignore[index]
    assert len(tops) == 1
    expect(editor.frame.locator(".legend .entry").first).to_be_hidden()
    editor.frame.locator(".legend summary").tap()
    expect(editor.frame.locator(".legend .entry").first).to_be_visible()
    editor.frame.locator(".legend summary").tap()


def test_a_finger_paints_cells_as_one_step(editor: EditorOnPage) -> None:
    editor.frame.locator("[data-tool=brush]").tap()
    centre = editor.told("editor.view.map.getCenter().toArray()")
    Fingers(editor).stroke(corner(2.5, 1.4), corner(2.5, 1.8), corner(2.5, 2.2))
    editor.expect_step(1)
    assert editor.grid_of(2, 1) == editor.grid_of(2, 2) == grid_code(0)
    assert editor.told("editor.view.map.getCenter().toArray()") == centre


def test_two_fingers_move_the_map_and_paint_nothing(editor: EditorOnPage) -> None:
    editor.frame.locator("[data-tool=brush]").tap()
    zoom = editor.told("editor.view.map.getZoom()")
    apart = [[corner(2.5 - wide, 2), corner(2.5 + wide, 2)] for wide in (0.3, 0.5, 0.7, 0.9)]
    Fingers(editor).strokes(apart)
    editor.wait_for(f"editor.view.map.getZoom() > {zoom} + 0.5", value=True)
    assert editor.told("editor.steps.waiting") == 0
    editor.expect_step(0)


def test_a_finger_drags_a_node(editor: EditorOnPage) -> None:
    before = editor.shapes()
    editor.frame.locator("[data-tool=nodes]").tap()
    editor.wait_for(NODES_DRAWN, value=True)
    # Put down beside the node, as fingers are; further than the glass lets a tap slip.
    Fingers(editor).stroke(corner(2.02, 2), corner(2.25, 2), corner(2.4, 2))
    editor.expect_step(1)
    assert editor.shapes() != before


def test_a_line_of_taps_splits_a_grid(editor: EditorOnPage) -> None:
    editor.frame.locator("[data-tool=split]").tap()
    for place in (corner(-0.15, 1.6), corner(2.15, 1.6), corner(2.15, 1.6)):
        editor.page.touchscreen.tap(*editor.point(place))
    editor.expect_step(1)
    assert editor.told("editor.draft.grids.size") == 5
