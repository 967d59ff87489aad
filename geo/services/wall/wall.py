"""The wall's three services on one store, put together."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo.ports.store import Store
from geo.services.snapshot import Snapshot
from geo.services.suggestions import hours_per_worker
from geo.services.wall.board import WallBoard, scene_ids
from geo.services.wall.control import WallControl
from geo.services.wall.scene_shelf import Read, SceneShelf


@dataclass(frozen=True, slots=True)
class Wall:
    """What walls show, what leads them, and the file that their scenes come from."""

    board: WallBoard
    control: WallControl
    shelf: SceneShelf


def wall_on(
    store: Store, current: Callable[[], Snapshot], files: tuple[Path, Path], read: Read
) -> Wall:
    """Return the services of a store's walls.

    `files` are the town's own scenes, shown where there is such a file, and the usual ones.
    """
    shelf = SceneShelf(*files, read)
    control = WallControl(store, lambda: scene_ids(shelf.current().book))
    return Wall(WallBoard(store, current, hours_per_worker, shelf, control), control, shelf)
