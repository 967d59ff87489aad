"""CSV with a header line, as text, by the separator it has. Only asked-for columns leave it."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pandas as pd

from geo.domain.errors import BadColumns, BadFile
from geo.io.encoding import encoding_of
from geo.io.separator import separator_of
from geo.io.source import RawTable, Told

_LINE = re.compile(r"line (\d+)")
_ROWS_AT_ONCE = 20_000
"""Between so many rows a cancel is heard."""


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A CSV file whose header was read."""

    path: Path
    columns: tuple[str, ...]
    encoding: str
    separator: str
    geometry_type: str | None = None
    declared_crs: str | None = None

    def read(self, mapping: Mapping[str, str], told: Told) -> RawTable:
        """Return the mapped columns; missing trailing values are null.

        Raises:
            BadFile: a line has more values than the header, or a quote is never closed.
        """
        size, parts = max(self.path.stat().st_size, 1), []
        try:
            with self.path.open("rb") as stream:
                for part in self._parts(stream):
                    parts.append(self._taken(part, mapping))
                    told(min(stream.tell() / size, 1.0))
        except pd.errors.ParserError as error:
            raise _damaged(self.path, error) from error
        text = pd.concat(parts).iloc[1:]
        text.index = pd.RangeIndex(1, len(text) + 1, name="row")
        return RawTable(text=text)

    def _parts(self, stream: BinaryIO) -> Iterable[pd.DataFrame]:
        # With the header as a row, a longer line is an error; named, pandas would cut it.
        return pd.read_csv(
            stream,
            encoding=self.encoding,
            sep=self.separator,
            header=None,
            dtype=str,
            keep_default_na=False,
            na_values=[""],
            chunksize=_ROWS_AT_ONCE,
        )

    def _taken(self, part: pd.DataFrame, mapping: Mapping[str, str]) -> pd.DataFrame:
        places = {name: part[self.columns.index(column)] for name, column in mapping.items()}
        return pd.DataFrame(places)


def open_csv(path: Path) -> CsvSource:
    """Return the file with its header read.

    Raises:
        BadFile: undecodable, without a header, or divided by what is no separator.
        BadColumns: two columns have the same name.
    """
    encoding = encoding_of(path)
    separator = separator_of(path, encoding)
    with path.open(encoding=encoding, newline="") as stream:
        try:
            header = next(csv.reader(stream, delimiter=separator), None)
        except csv.Error as error:
            raise BadFile("damaged", file=path.name, row=1) from error
    if not header or not any(name.strip() for name in header):
        raise BadFile("no_header", file=path.name)
    columns = tuple(name.strip() for name in header)
    repeated = [name for name, times in Counter(columns).items() if name and times > 1]
    if repeated:
        raise BadColumns("repeated", columns=", ".join(repeated))
    return CsvSource(path, columns, encoding, separator)


def _damaged(path: Path, error: Exception) -> BadFile:
    line = _LINE.search(str(error)) or re.search(r"row (\d+)", str(error))
    return BadFile("damaged", file=path.name, row=int(line.group(1)) if line else 0)
