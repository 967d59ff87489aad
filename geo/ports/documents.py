"""Documents that leave the house: the values a page is made of, and who turns them into files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

import pandas as pd
import shapely

from geo.spatial.frames import StorageFrame

Extent = tuple[float, float, float, float]
"""West, south, east, north in metres."""


class Tone(StrEnum):
    """What a piece of a map stands for, which decides how it is drawn."""

    OTHER = "other"
    CHANGED = "changed"
    MOVED = "moved"
    SUBJECT = "subject"
    ROAD = "road"
    WATER = "water"


@dataclass(frozen=True, slots=True)
class MapName:
    """A name about a place in metres; lower ranks are set first."""

    words: str
    x_m: float
    y_m: float
    rank: int


@dataclass(frozen=True, slots=True, eq=False)
class MapSheet:
    """A map without a scale yet: shapes in metres by tone, drawn in order, and the names.

    `outlined` are borders drawn over all else; `legend` says what the tones mean.
    """

    title: str
    extent: Extent
    areas: Sequence[tuple[shapely.Geometry, Tone]]
    lines: Sequence[tuple[shapely.Geometry, Tone]]
    outlined: Sequence[shapely.Geometry]
    names: Sequence[MapName]
    legend: Sequence[tuple[Tone, str]]
    north: str


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table; columns from `numbers_from` on hold numbers. An empty one says `empty` instead."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers_from: int = 1
    empty: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A part of a memo under its title: lines of text, maps, tables, in that order."""

    title: str
    lines: Sequence[str] = ()
    maps: Sequence[MapSheet] = ()
    tables: Sequence[DocumentTable] = ()
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Memo:
    """A plan on paper. `mark` stands on every page; `page` has places for {page} and {pages}."""

    language_tag: str
    title: str
    subtitle: str
    mark: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    page: str


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """One 网格公示牌: `mark` on top, `across` over the map (empty: it may hang in public)."""

    language_tag: str
    title: str
    name: str
    mark: str
    across: str
    map: MapSheet
    facts: Sequence[tuple[str, str]]
    notes: Sequence[str]


class Paper(StrEnum):
    """How large a sign is printed."""

    A3 = "a3"
    A4 = "a4"


def untold(share: float) -> None:
    """Follow no pages."""


class DocumentPress(Protocol):
    """Makes the bytes of documents; equal values give equal bytes."""

    def is_ready(self) -> bool:
        """Return whether the next document waits for no font to be made first."""

    def memo_pdf(self, memo: Memo) -> bytes:
        """Return the memo as PDF, its letters embedded (Refused when there is no font)."""

    def memo_docx(self, memo: Memo) -> bytes:
        """Return the memo as DOCX (Refused when there is no font for its maps)."""

    def signs_pdf(
        self, signs: Sequence[Sign], paper: Paper, progress: Callable[[float], None] = untold
    ) -> bytes:
        """Return the signs as PDF, one a page (Refused when there is no font).

        `progress` is told the share of pages done.
        """


class GeoPackages(Protocol):
    """Makes GeoPackages."""

    def packed(
        self,
        layers: Mapping[str, StorageFrame],
        tables: Mapping[str, pd.DataFrame],
        at: datetime,
    ) -> bytes:
        """Return a GeoPackage with polygon layers and tables, dated `at`, in the storage CRS."""
