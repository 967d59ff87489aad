"""Tiles of backdrops: where they come from, and where they are kept."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class TileImage:
    """A tile's picture; `kept_s` is for how long its source says that it holds."""

    body: bytes
    media_type: str
    kept_s: int


class TileSource(Protocol):
    """Fetches tiles over the network, politely and from allowed places alone."""

    def fetch(self, address: str, *, is_local: bool) -> TileImage:
        """Return the picture at an address.

        Raises:
            BackdropDown: it cannot be had, or what came is no picture; the reason says why.
        """


class TileCache(Protocol):
    """Keeps tiles within a bound; what is read out of date is still better than none."""

    def read(self, key: str) -> tuple[TileImage, bool] | None:
        """Return the tile kept under a key and whether it still holds; None for none."""

    def write(self, key: str, tile: TileImage) -> None:
        """Keep a tile; a full or broken disk keeps none and says nothing."""


class TileArchives(Protocol):
    """Reads tiles out of local files."""

    def read(self, name: str, zoom: int, x: int, y: int) -> TileImage:
        """Return a tile of the file of that name.

        Raises:
            BackdropDown: there is no such file, it is none of pictures, or it lacks the tile.
        """


@dataclass(frozen=True, slots=True)
class TilePlaces:
    """All places that tiles are taken from, and kept in."""

    source: TileSource
    cache: TileCache
    archives: TileArchives
