"""A table as a CSV file that office programs open in the right encoding and run nothing of."""

import pandas as pd

_RUN_BY_SHEETS = ("=", "+", "-", "@", "\t", "\r")


def csv_bytes(rows: pd.DataFrame) -> bytes:
    """Return the table with its column names as UTF-8 with a mark; texts never start a formula."""
    texts = rows.select_dtypes(include=["object", "string"]).columns
    inert = rows.assign(**{name: rows[name].map(_inert) for name in texts})
    return inert.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _inert(value: object) -> object:
    is_formula = isinstance(value, str) and value.startswith(_RUN_BY_SHEETS)
    return f"'{value}" if is_formula else value
