"""Reading and writing layer files: what services ask of `geo.io`, and the values that cross."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.layers import Layer
from geo.domain.records import CrsUse

Progress = Callable[[str, float], None]
"""Told the step's name and the share done; raises to cancel."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How to read: `columns` overrides field → column; naive times are local to `timezone`."""

    crs: str = "auto"
    columns: Mapping[str, str] = field(default_factory=dict)
    timezone: str = "Asia/Shanghai"
    max_bytes: int = 200_000_000


@dataclass(frozen=True, slots=True)
class ColumnProposal:
    """Which column fills which field; `rivals` are columns that compete for one field."""

    columns: tuple[str, ...]
    mapping: Mapping[str, str]
    missing: tuple[str, ...]
    rivals: Mapping[str, tuple[str, ...]]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of fault and the rows (from 1) that have it; warnings keep their rows."""

    code: str
    rows: NDArray[np.int64]
    is_warning: bool = False
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A file's rows by row number (from 1), typed as `LayerReader.rows`, faulty ones included.

    `rows` is a StorageFrame where the layer has a geometry; `text` the mapped fields of faulty
    rows as they stood in the file, personal numbers masked; `findings` in order of effect.
    """

    rows: pd.DataFrame
    text: pd.DataFrame
    findings: tuple[Finding, ...]
    crs: CrsUse
    dropped_columns: tuple[str, ...]


class LayerFiles(Protocol):
    """Reads and writes GeoJSON and CSV by their extension."""

    def propose(self, path: Path, layer: Layer, options: ReadOptions) -> ColumnProposal:
        """Return the mapping a reader would use (BadFile when it cannot be opened)."""

    def read(self, path: Path, layer: Layer, options: ReadOptions, progress: Progress) -> ReadTable:
        """Return the file's rows (BadFile, BadColumns or BadValue when refused)."""

    def write(self, path: Path, layer: Layer, rows: pd.DataFrame, timezone: str) -> None:
        """Write a layer whole or not at all; equal rows give equal bytes."""
