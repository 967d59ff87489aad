"""A small town to redraw, with one draft, two of its grids under hostile names.

The town is 8 × 4 square cells of 0.005°, in four grids of 2 × 4; each cell has ten households.
"""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import shapely

from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.services.plans import Plans, PlanText
from geo.spatial import frames
from geo.spatial.frames import StorageFrame
from geo.store import open_store

WEST, SOUTH, STEP = 94.9, 36.4, 0.005
COLUMNS, ROWS, GRID_COLUMNS = 8, 4, 2
HOSTILE = "<img src=x onerror=window.hacked=1>"
NAMES = ("东格", HOSTILE, "${window.hacked=1}", "西格")
TITLE = "<b>均衡</b>"
AT = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
ADMINISTRATOR = Actor("local-administrator", Role.ADMINISTRATOR)
PLANNER = Actor("local-planner", Role.PLANNER)

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


CANAL = ((6, 1), (6.3, 1.5), (6.4, 2), (6.3, 2.5), (6, 3))
"""A canal that leaves the border of the last two grids and comes back to it."""


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
        transaction.append(Layer.BARRIERS, _canal())
        transaction.append(
            Layer.GRIDS, frames.from_wkb(grids, [shapely.to_wkb(one) for one in stripes])
        )
        transaction.append(
            Layer.CELLS, frames.from_wkb(cells, [shapely.to_wkb(one) for one in squares])
        )
    draft = Plans(store).begin(PLANNER, PlanText(TITLE), AT)
    store.close()
    return draft.id


def _canal() -> StorageFrame:
    rows = pd.DataFrame({"id": ["b1"], "name": ["渠"], "kind": ["canal"]})
    line = shapely.LineString([corner(*place) for place in CANAL])
    return frames.from_wkb(rows, [shapely.to_wkb(line)])
