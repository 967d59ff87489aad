"""CSV with a header line, comma separated, as text. Only asked-for columns are read."""

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.domain.errors import BadColumns, BadFile
from geo.io.encoding import encoding_of
from geo.io.source import RawTable

_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True, slots=True)
class CsvSource:
    """A CSV file whose header was read."""

    path: Path
    columns: tuple[str, ...]
    encoding: str
    geometry_type: str | None = None
    declared_crs: str | None = None

    def read(self, mapping: Mapping[str, str]) -> RawTable:
        """Return the mapped columns; missing trailing values are null.

        Raises:
            BadFile: a line has more values than the header, or a quote is never closed.
        """
        positions = {self.columns.index(column): name for name, column in mapping.items()}
        try:
            rows = pd.read_csv(
                self.path,
                encoding=self.encoding,
                dtype=str,
                keep_default_na=False,
                na_values=[""],
                usecols=sorted(positions),
                header=0,
                names=list(range(len(self.columns))),
                index_col=False,
            )
        except pd.errors.ParserError as error:
            raise _damaged(self.path, error) from error
        rows = rows.rename(columns=positions)[[positions[p] for p in sorted(positions)]]
        rows.index = pd.RangeIndex(1, len(rows) + 1, name="row")
        return RawTable(text=rows)


def open_csv(path: Path) -> CsvSource:
    """Return the file with its header read.

    Raises:
        BadFile: undecodable, or without a header.
        BadColumns: two columns have the same name.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as stream:
        try:
            header = next(csv.reader(stream), None)
        except csv.Error as error:
            raise BadFile("damaged", file=path.name, row=1) from error
    if not header or not any(name.strip() for name in header):
        raise BadFile("no_header", file=path.name)
    columns = tuple(name.strip() for name in header)
    repeated = [name for name, times in Counter(columns).items() if name and times > 1]
    if repeated:
        raise BadColumns("repeated", columns=", ".join(repeated))
    return CsvSource(path, columns, encoding)


def _damaged(path: Path, error: Exception) -> BadFile:
    line = _LINE.search(str(error)) or re.search(r"row (\d+)", str(error))
    return BadFile("damaged", file=path.name, row=int(line.group(1)) if line else 0)
