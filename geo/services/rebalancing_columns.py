"""Columns of a file of cells as groups and weights; the first value that will not do is named."""

import numpy as np
import pandas as pd

from geo.domain.errors import BadValue
from geo.staffing.town import Bools, Floats


def groups_in(column: "pd.Series[str]", name: str) -> list[str]:
    """Return the group of every row (BadValue when one has none)."""
    _require_values(column, name)
    return [str(value) for value in column]


def wholes_in(column: "pd.Series[str]") -> list[str | None]:
    """Return what every row is a part of that stays whole, None where the row names nothing."""
    return [None if pd.isna(value) or value == "" else str(value) for value in column]


def weights_in(column: "pd.Series[str]", name: str) -> Floats:
    """Return the weight of every row: a number that is not negative, and not 0 throughout.

    Raises:
        BadValue: a row has none or one that will not do.
    """
    _require_values(column, name)
    weight = np.asarray(pd.to_numeric(column, errors="coerce"), np.float64)
    _refuse("no_number", ~np.isfinite(weight), column, name)
    _refuse("negative", weight < 0, column, name)
    if not (weight > 0).any():
        raise BadValue("no_weight", field=name)
    return weight


def _require_values(column: "pd.Series[str]", name: str) -> None:
    missing = np.asarray(column.isna() | (column == ""), bool)
    _refuse("missing", missing, column, name)


def _refuse(reason: str, bad: Bools, column: "pd.Series[str]", name: str) -> None:
    if bad.any():
        place = int(np.argmax(bad))
        raise BadValue(reason, row=place + 1, field=name, value=str(column.iloc[place]))
