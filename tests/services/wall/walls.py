"""A wall over the town of four squares; its scenes from a few lines of a file."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from geo.domain.kinds import Language
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.io import text_of
from geo.messages.wall_scenes import Scene, Shown
from geo.services.snapshots import Snapshots
from geo.services.suggestions import hours_per_worker
from geo.services.wall.board import WallBoard, scene_ids
from geo.services.wall.control import WallControl
from geo.services.wall.scene_shelf import SceneShelf
from geo.spatial import frames
from tests.fakes.memory_store import MemoryStore
from tests.services.town import ADMINISTRATOR, SCREEN, SmallTown, square


def scenes(*kinds: str, public: bool, more: str = "") -> str:
    """Return the text of a file with these scenes; `more` stands before them."""
    head = f"public = {str(public).lower()}\n{more}\n"
    return head + "\n".join(f'[[scene]]\nkind = "{kind}"\ncamera = ["oasis"]' for kind in kinds)


class SmallWall:
    """The services over one store and one file; grids A and B are one village, C and D another."""

    def __init__(self, folder: Path, text: str, town: SmallTown) -> None:
        self.path = folder / "wall.toml"
        self.path.write_text(text, encoding="utf-8")
        self.store = _with_villages(town.store())
        shelf = SceneShelf(self.path, self.path, text_of)
        self.control = WallControl(self.store, lambda: scene_ids(shelf.current().book))
        current = Snapshots(self.store).current
        self.shelf = shelf
        self.board = WallBoard(self.store, current, hours_per_worker, shelf, self.control)

    def shown(self, actor: Actor = SCREEN, language: Language = Language.ZH_CN) -> Shown:
        return self.board.shown(actor, language)

    def scene(self, place: int = 0) -> Scene:
        return self.shown().scenes[place]


def _with_villages(store: MemoryStore) -> MemoryStore:
    """Give the four grids twelve-digit codes of two villages, and the villages their names."""
    rows = [
        {"code": "632801100100-001", "name": "A网格", "kind": "all_purpose", "households": 100},
        {"code": "632801100100-002", "name": "B网格", "kind": "all_purpose", "households": 200},
        {"code": "632801100200-001", "name": "C网格", "kind": "all_purpose", "households": 50},
        {"code": "632801100200-002", "name": "D网格", "kind": "all_purpose", "households": 50},
    ]
    areas = [
        {"code": "632801100100", "name": "南村委会", "level": "village"},
        {"code": "632801100200", "name": "北村委会", "level": "village"},
    ]
    shapes = [square(code) for code in "ABCD"]
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "t", datetime.now(UTC)) as opened:
        opened.clear(Layer.GRIDS)
        opened.append(Layer.GRIDS, _shaped(rows, shapes))
        opened.append(Layer.AREAS, _shaped(areas, [shapes[0].union(shapes[1]), shapes[2]]))
    return store


def _shaped(rows: Sequence[dict], shapes: Sequence) -> frames.StorageFrame:
    return frames.from_wkb(pd.DataFrame(list(rows)), [shape.wkb for shape in shapes])
