"""Tiles of backdrops on the disk: whole files or none; the longest unused go when it is full."""

import hashlib
import json
import os
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from geo.ports.tiles import TileImage

_BYTES_MAX = 500_000_000
_LOOKED_EVERY, _LEFT_SHARE = 200, 0.8


@dataclass(slots=True)
class DiskTiles:
    """Keeps tiles in a folder; each file is a line that says what it is, and the picture."""

    folder: Path
    bytes_max: int = _BYTES_MAX
    _written: int = 0
    _looking: threading.Lock = field(default_factory=threading.Lock)

    def read(self, key: str) -> tuple[TileImage, bool] | None:
        """Return the tile kept under a key and whether it still holds; None for none."""
        path = self._path(key)
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            said = json.loads(head)
            tile = TileImage(body, str(said["type"]), int(said["kept_s"]))
            os.utime(path)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return (tile, float(said["until"]) > time.time()) if body else None

    def write(self, key: str, tile: TileImage) -> None:
        """Keep a tile; a full or broken disk keeps none."""
        path = self._path(key)
        until = time.time() + tile.kept_s
        said = {"type": tile.media_type, "kept_s": tile.kept_s, "until": until}
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            number, name = tempfile.mkstemp(suffix=".part", dir=path.parent)
            with os.fdopen(number, "wb") as stream:
                stream.write(json.dumps(said).encode() + b"\n" + tile.body)
            Path(name).replace(path)
        except OSError:
            return
        self._written += 1
        if self._written % _LOOKED_EVERY == 1:
            self.tidy()

    def tidy(self) -> None:
        """Let the longest unused tiles go while there is more than the bound."""
        if not self._looking.acquire(blocking=False):
            return
        try:
            files = [(one.stat(), one) for one in self.folder.glob("*/*") if one.is_file()]
            size = sum(state.st_size for state, _ in files)
            if size <= self.bytes_max:
                return
            for state, path in sorted(files, key=lambda one: one[0].st_mtime):
                path.unlink(missing_ok=True)
                size -= state.st_size
                if size <= self.bytes_max * _LEFT_SHARE:
                    return
        except OSError:
            return
        finally:
            self._looking.release()

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(key.encode()).hexdigest()
        return self.folder / name[:2] / name[2:]
