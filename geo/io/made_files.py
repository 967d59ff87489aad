"""A file that a service made as a value, in bytes: a workbook, a table, or a text."""

import io
from datetime import datetime

import pandas as pd

from geo.io.workbook import workbook_bytes
from geo.io.writing import write_rows
from geo.ports.workbooks import Workbook

_KNOWN_BY_OFFICE = "utf-8-sig"
"""With its mark office programs read Chinese right."""


def file_bytes(made: Workbook | pd.DataFrame | str, made_at: datetime) -> bytes:
    """Return the bytes; a workbook is dated `made_at`."""
    if isinstance(made, str):
        return made.encode()
    if isinstance(made, Workbook):
        return workbook_bytes(made, made_at)
    plain = made.astype(object).where(made.notna(), None)
    stream = io.StringIO(newline="")
    write_rows(stream, {str(name): plain[name].tolist() for name in plain.columns})
    return stream.getvalue().encode(_KNOWN_BY_OFFICE)
