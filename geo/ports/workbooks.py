"""A workbook as a value: sheets of typed cells; who writes it decides how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Cell = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column's heading, its width in letters, and the decimals of its numbers."""

    heading: str
    width: int = 14
    decimals: int = 0
    is_signed: bool = False


@dataclass(frozen=True, slots=True)
class WorkbookSheet:
    """A sheet of rows under one line of headings, or without headings pairs of label and value."""

    title: str
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Cell]]
    has_headings: bool = True


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of sheets; `title` names it to whoever looks at its properties."""

    title: str
    sheets: Sequence[WorkbookSheet]
