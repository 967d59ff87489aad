"""Reads pictures out of PMTiles files in one folder; names lead nowhere else."""

import zlib
from dataclasses import dataclass
from pathlib import Path

from pmtiles.reader import MmapSource, Reader
from pmtiles.tile import MagicNumberNotFound, SpecVersionUnsupported

from geo.domain.errors import BackdropDown
from geo.io.tile_pictures import image_type
from geo.ports.tiles import TileImage

_DAMAGED = (
    MagicNumberNotFound, SpecVersionUnsupported, OSError, EOFError, ValueError, LookupError,
    OverflowError, zlib.error,
)  # fmt: skip
_KEPT_S = 86_400
_BYTES_MAX = 2_000_000


@dataclass(frozen=True, slots=True)
class LocalArchives:
    """Opens a file for each tile: it may be exchanged while the app runs."""

    folder: Path

    def read(self, name: str, zoom: int, x: int, y: int) -> TileImage:
        """Return a tile of the file of that name (BackdropDown)."""
        path = self.folder / name
        if path.name != name or not path.is_file():
            raise BackdropDown("no_file", host=name)
        try:
            with path.open("rb") as stream:
                # The package's reader is untyped.
                reader = Reader(MmapSource(stream))  # type: ignore[no-untyped-call]
                body: bytes | None = reader.get(zoom, x, y)  # type: ignore[no-untyped-call]
        except _DAMAGED as error:
            raise BackdropDown("bad_file", host=name) from error
        if body is None:
            raise BackdropDown("no_tile", host=name)
        kind = image_type(body)
        if kind is None or len(body) > _BYTES_MAX:
            raise BackdropDown("no_picture", host=name)
        return TileImage(body, kind, _KEPT_S)
