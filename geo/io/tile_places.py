"""Where this machine fetches tiles, keeps them and has files of them."""

import os
from pathlib import Path

from geo.io.tile_archives import LocalArchives
from geo.io.tile_cache import DiskTiles
from geo.io.tile_fetching import TileFetcher
from geo.ports.tiles import TilePlaces

FOLDER_VARIABLE = "WANGGE_TILES"
"""Another folder than the project's for what is kept (`tiles`) and put there (`backdrops`)."""


def tile_places(root: Path) -> TilePlaces:
    """Return the places of a project's folder."""
    folder = Path(os.environ.get(FOLDER_VARIABLE) or root / "data" / "local")
    return TilePlaces(
        TileFetcher(), DiskTiles(folder / "tiles"), LocalArchives(folder / "backdrops")
    )
