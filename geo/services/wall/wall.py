"""The wall's three services on one store, put together."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.ports.store import Store
from geo.services.snapshot import Snapshot
from geo.services.suggestions import hours_per_worker
from geo.services.wall.board import WallBoard, scene_ids
from geo.services.wall.control import WallControl
from geo.services.wall.scene_shelf import SceneShelf

SCENES_VARIABLE = "WANGGE_WALL"
_OWN = Path("data/local/wall.toml")
_USUAL = Path("data/reference/wall.toml")


@dataclass(frozen=True, slots=True)
class Wall:
    """What walls show, what leads them, and the file that their scenes come from."""

    board: WallBoard
    control: WallControl
    shelf: SceneShelf


def wall_on(store: Store, current: Callable[[], Snapshot], root: Path) -> Wall:
    """Return the services of a store's walls; `root` is the folder of the product.

    The scenes are the file that `WANGGE_WALL` names, else the town's own, else the product's.
    """
    shelf = SceneShelf(lambda: Path(os.environ.get(SCENES_VARIABLE) or root / _OWN), root / _USUAL)
    control = WallControl(lambda: scene_ids(shelf.current().book))
    return Wall(WallBoard(store, current, hours_per_worker, shelf, control), control, shelf)
