"""The boundary editor as a test sees and handles it."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Frame, Locator, Page, expect

from tests.browser.opening import PATIENCE_MS
from tests.fakes.striped_town import NAMES, Place, cell_code, corner, grid_code

_POLL_MS = 100
NODES_DRAWN = "editor.view.map.queryRenderedFeatures({layers: ['nodes']}).length > 0"


@dataclass(frozen=True, slots=True)
class EditorOnPage:
    """The editor in its frame; open it with `editor_on`."""

    page: Page
    frame: Frame

    def told(self, expression: str) -> Any:
        """Return what an expression over `editor` says."""
        return self.frame.evaluate(
            f"(() => {{ const editor = window.wanggeEditor; return {expression}; }})()"
        )

    def wait_for(self, expression: str, value: object) -> None:
        """Wait until an expression over `editor` says that."""
        for _ in range(PATIENCE_MS // _POLL_MS):
            if self.told(expression) == value:
                return
            self.page.wait_for_timeout(_POLL_MS)
        raise AssertionError(expression)

    def point(self, place: Place) -> tuple[float, float]:
        """Return where a place lies on the page."""
        inside = self.told(f"editor.view.map.project({json.dumps(place)})")
        box = self.frame.locator(".map").bounding_box()
        assert box
        return box["x"] + inside["x"], box["y"] + inside["y"]

    def click(self, place: Place) -> None:
        """Click a place."""
        self.page.mouse.click(*self.point(place))

    def press(self, key: str) -> None:
        """Press a key; the editor has the focus unless a test took it away."""
        self.page.keyboard.press(key)

    def select(self, number: int) -> None:
        """Click a grid of the small town."""
        self.press("v")
        self.click(corner(number * 2 + 1.5, 1.5))
        assert self.told("editor.desk.selected") == grid_code(number)

    def show_nodes(self, number: int) -> None:
        """Select a grid of the small town and take the node tool; its nodes are drawn."""
        self.select(number)
        self.press("n")
        expect(self.frame.locator(".hint")).to_contain_text(NAMES[number])
        self.wait_for(NODES_DRAWN, value=True)

    def undo_all(self) -> None:
        """Take every step back."""
        for step in range(int(self.told("editor.draft.step")), 0, -1):
            self.press("Control+z")
            self.expect_step(step - 1)

    def hold(self, places: Sequence[Place]) -> None:
        """Press the mouse at the first place and move it through the others; it stays down."""
        self.page.mouse.move(*self.point(places[0]))
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*self.point(place), steps=4)

    def draw(self, places: Sequence[Place]) -> None:
        """Click along a line; the last place is clicked twice, which ends it."""
        for place in (*places, places[-1]):
            x, y = self.point(place)
            self.page.mouse.move(x, y, steps=3)
            self.page.mouse.click(x, y)

    def status(self) -> Locator:
        """Return the line that says at which step the draft is."""
        return self.frame.locator("header .status")

    def expect_step(self, number: int) -> None:
        """Wait until the draft stands at a step."""
        expect(self.status()).to_contain_text(f"第 {number} 步", timeout=PATIENCE_MS)

    def history(self) -> Locator:
        """Return the steps in words."""
        return self.frame.locator(".history li")

    def notice(self) -> Locator:
        """Return the words over the map."""
        return self.frame.locator(".notice")

    def grid_of(self, column: int, row: int) -> str:
        """Return the grid that a cell is shown in."""
        return str(
            self.told(f"editor.cells.get({json.dumps(cell_code(column, row))}).properties.grid")
        )

    def shapes(self) -> str:
        """Return every cell as shown, to compare."""
        return str(self.told("JSON.stringify([...editor.cells.shown].sort())"))

    def pressed(self) -> str:
        """Return the tool in hand."""
        return str(self.frame.locator(".tool[aria-pressed=true]").get_attribute("data-tool"))


def editor_on(page: Page) -> EditorOnPage:
    """Return the page's editor once it has drawn its map."""
    page.locator("iframe").first.wait_for(timeout=PATIENCE_MS)
    for _ in range(PATIENCE_MS // _POLL_MS):
        found = [frame for frame in page.frames if "/drafts/frame" in frame.url]
        if found and found[0].evaluate("Boolean(window.wanggeEditor)"):
            expect(found[0].locator(".veil")).to_be_hidden(timeout=PATIENCE_MS)
            return EditorOnPage(page, found[0])
        page.wait_for_timeout(_POLL_MS)
    raise AssertionError("the editor did not start")
