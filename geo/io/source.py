"""A file opened for reading: its columns are known before any value is read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import pandas as pd
from numpy.typing import NDArray

Geometries = NDArray[Any]
"""An object array of shapely geometries, None where there is none."""

Told = Callable[[float], None]
"""Told which share of one step is done; raises to cancel."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """Mapped columns as text (index row numbers from 1) and the geometries, in the file's CRS.

    `broken` tells rows whose geometry could not be built at all.
    """

    text: pd.DataFrame
    geometry: Geometries | None = None
    broken: NDArray[Any] | None = None


class Source(Protocol):
    """A file that was recognised; only asked-for columns ever leave it."""

    @property
    def path(self) -> Path:
        """Return where it lies."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of its columns, geometry not included."""

    @property
    def geometry_type(self) -> str | None:
        """Return the geometry type of its features, None when it has no geometries."""

    @property
    def declared_crs(self) -> str | None:
        """Return the coordinate system that the file itself names."""

    def read(self, mapping: Mapping[str, str], told: Told) -> RawTable:
        """Return the columns of `mapping` (field → column) under the names of the fields."""
