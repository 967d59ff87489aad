"""Which character separates the columns of a CSV file: found from its first lines."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from geo.domain.errors import BadFile

SEPARATORS = (",", ";", "\t", "|")
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_ROWS = 50
_SHARE_THAT_AGREES = 0.5


def separator_of(path: Path, encoding: str) -> str:
    """Return the separator under which the header is widest and most rows are no wider than it.

    A file of one column is read by the comma.

    Raises:
        BadFile: the header is divided by a character that no program writes CSV with.
    """
    with path.open(encoding=encoding, newline="") as stream:
        sample = stream.read(_SAMPLE_CHARACTERS)
    lines = list(StringIO(sample, newline=""))
    if len(sample) == _SAMPLE_CHARACTERS:
        lines = lines[:-1] or lines
    widths = {one: list(islice(_widths(lines, one), _SAMPLE_ROWS + 1)) for one in SEPARATORS}
    found = max(SEPARATORS, key=lambda one: _width_that_agrees(widths[one]))
    if _width_that_agrees(widths[found]) == 1:
        _refuse_what_is_not_read(path, lines)
    return found


def _widths(lines: list[str], separator: str) -> Iterator[int]:
    """Yield the width of each row that is not blank, up to the first that cannot be read."""
    try:
        for row in csv.reader(lines, delimiter=separator):
            if row:
                yield len(row)
    except csv.Error:
        return


def _width_that_agrees(widths: list[int]) -> int:
    """Return the header's width, 1 where most rows under it are of another kind."""
    if not widths:
        return 1
    header, rows = widths[0], widths[1:]
    agreeing = sum(1 < width <= header for width in rows)
    return header if agreeing >= _SHARE_THAT_AGREES * len(rows) else 1


def _refuse_what_is_not_read(path: Path, lines: list[str]) -> None:
    header = lines[0] if lines else ""
    # Full-width commas and their like: other punctuation, as Unicode calls it.
    marks = Counter(
        mark for mark in header if not mark.isascii() and unicodedata.category(mark) == "Po"
    )
    if marks:
        raise BadFile("separator", file=path.name, found=marks.most_common(1)[0][0])
