"""CSV with a header line, as text, by the separator it has. Only asked-for columns leave it."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.domain.errors import BadColumns, BadFile
from geo.io.encoding import encoding_of
from geo.io.separator import separator_of
from geo.io.source import RawTable

_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A CSV file whose header was read."""

    path: Path
    columns: tuple[str, ...]
    encoding: str
    separator: str
    geometry_type: str | None = None
    declared_crs: str | None = None

    def read(self, mapping: Mapping[str, str]) -> RawTable:
        """Return the mapped columns; missing trailing values are null.

        Raises:
            BadFile: a line has more values than the header, or a quote is never closed.
        """
        try:
            # With the header as a row, a longer line is an error; named, pandas would cut it.
            rows = pd.read_csv(
                self.path,
                encoding=self.encoding,
                sep=self.separator,
                header=None,
                dtype=str,
                keep_default_na=False,
                na_values=[""],
            )
        except pd.errors.ParserError as error:
            raise _damaged(self.path, error) from error
        taken = {name: rows[self.columns.index(column)] for name, column in mapping.items()}
        text = pd.DataFrame(taken).iloc[1:]
        text.index = pd.RangeIndex(1, len(text) + 1, name="row")
        return RawTable(text=text)


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
