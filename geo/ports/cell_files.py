"""Files of cells with a group and a weight: what rebalancing asks of `geo.io`."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from geo.spatial.frames import StorageFrame


class CellFiles(Protocol):
    """Reads and writes GeoJSON and CSV (shapes as WKT) by their extension."""

    def read(self, path: Path, columns: Mapping[str, str]) -> StorageFrame:
        """Return every row: the columns (field → column) as text, the shape; index rows from 1.

        Refused (BadFile, BadColumns, BadValue) when a column is not there or a shape is no polygon.
        """

    def read_lines(self, path: Path) -> StorageFrame:
        """Return the lines of a file (BadFile when it has none)."""

    def require_writable(self, path: Path, like: Path) -> None:
        """Return when `like` can be written to `path` with one column changed, else BadFile."""

    def write(self, path: Path, like: Path, column: str, taken_from: Sequence[int]) -> None:
        """Write `like` whole or not at all; row i has of that column what row taken_from[i] had."""
