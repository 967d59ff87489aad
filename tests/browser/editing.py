"""A small town to redraw, and the boundary editor as a test sees and handles it.

The town is 8 × 4 square cells of 0.005°, in four grids of 2 × 4; two grids have hostile names.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import shapely
from playwright.sync_api import Frame, Locator, Page, expect

from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.services.plans import Plans, PlanText
from geo.spatial import frames
from geo.store import open_store

WEST, SOUTH, STEP = 94.9, 36.4, 0.005
COLUMNS, ROWS, GRID_COLUMNS = 8, 4, 2
HOSTILE = "<img src=x onerror=window.hacked=1>"
NAMES = ("东格", HOSTILE, "${window.hacked=1}", "西格")
TITLE = "<b>均衡</b>"
AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
ADMINISTRATOR = Actor("local-administrator", Role.ADMINISTRATOR)
PLANNER = Actor("local-planner", Role.PLANNER)
PATIENCE_MS = 30_000
_POLL_MS = 100

Place = tuple[float, float]


def grid_code(number: int) -> str:
    """Return the code of the grid `number`, 0 in the west."""
    return f"632801100201-{number + 1:03d}"


def cell_code(column: int, row: int) -> str:
    """Return the code of a cell; columns run east, rows north."""
    return f"632801100201{column * ROWS + row + 1:03d}"


def corner(column: float, row: float) -> Place:
    """Return lon and lat of a corner of the raster; halves lie in the middle of cells."""
    return WEST + column * STEP, SOUTH + row * STEP


def make_town(path: Path) -> str:
    """Write the town and one draft into a new store and return the draft's id."""
    places = [(column, row) for column in range(COLUMNS) for row in range(ROWS)]
    cells = pd.DataFrame(
        {
            "code": [cell_code(*place) for place in places],
            "grid_code": [grid_code(column // GRID_COLUMNS) for column, _ in places],
            "residents": 30,
            "households": 10,
        }
    )
    squares = [
        shapely.box(*corner(column, row), *corner(column + 1, row + 1)) for column, row in places
    ]
    bands = range(COLUMNS // GRID_COLUMNS)
    grids = pd.DataFrame(
        {
            "code": [grid_code(number) for number in bands],
            "name": NAMES,
            "kind": "all_purpose",
            "residents": 240,
            "households": 80,
        }
    )
    stripes = [
        shapely.box(*corner(number * GRID_COLUMNS, 0), *corner((number + 1) * GRID_COLUMNS, ROWS))
        for number in bands
    ]
    store = open_store(str(path), create=True)
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "town", AT) as transaction:
        transaction.append(
            Layer.GRIDS, frames.from_wkb(grids, [shapely.to_wkb(one) for one in stripes])
        )
        transaction.append(
            Layer.CELLS, frames.from_wkb(cells, [shapely.to_wkb(one) for one in squares])
        )
    draft = Plans(store).begin(PLANNER, PlanText(TITLE), AT)
    store.close()
    return draft.id


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
