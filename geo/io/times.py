"""Times as they stand in files → UTC seconds; naive ones are local to a given zone."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.errors import BadValue

_ZONE = r"(?:[Zz]|[+-][0-9]{2}:?(?:[0-9]{2})?)$"
_CLOCK = r"[ T]*(?P<h>[0-9]{1,2})[:时](?P<m>[0-9]{1,2})(?:[:分](?P<s>[0-9]{1,2})?)?(?:\.[0-9]+)?秒?"
_DAY = r"(?P<y>[0-9]{4})[-/.年](?P<mo>[0-9]{1,2})[-/.月](?P<d>[0-9]{1,2})日?"
_SPELT = rf"^{_DAY}(?:{_CLOCK})?$"
_COMPACT = (
    r"^(?P<y>[0-9]{4})(?P<mo>[0-9]{2})(?P<d>[0-9]{2})"
    r"(?:(?P<h>[0-9]{2})(?P<m>[0-9]{2})(?P<s>[0-9]{2})?)?$"
)
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


@dataclass(frozen=True, slots=True)
class ReadTimes:
    """UTC seconds (nullable) and, per row, whether the text was bad, skipped or doubled."""

    seconds: "pd.Series[int]"
    bad: NDArray[np.bool_]
    nonexistent: NDArray[np.bool_]
    ambiguous: NDArray[np.bool_]


def zone(name: str) -> ZoneInfo:
    """Return the IANA zone of that name (BadValue when there is none)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise BadValue("timezone", field="timezone", value=name) from error


def read_times(column: "pd.Series[str]", timezone: str) -> ReadTimes:
    """Return UTC seconds for text such as `2023-01-05T08:03:00+08:00` or `2023/1/5 8:03`.

    A time the clock showed twice is taken as the first; one it skipped moves to the next that
    existed. Day and month in either order (`5/1/2023`) cannot be told apart and are bad.
    """
    text = column.str.strip()
    has_zone = text.str.contains(_ZONE, regex=True, na=False) & text.str.contains(":", na=False)
    stamps = pd.Series(pd.NaT, index=column.index, dtype="datetime64[s, UTC]")
    if has_zone.any():
        zoned = pd.to_datetime(text[has_zone], format="ISO8601", utc=True, errors="coerce")
        stamps[has_zone] = zoned.dt.as_unit("s")
    naive = _naive(text.mask(has_zone))
    strict = naive.dt.tz_localize(zone(timezone), ambiguous="NaT", nonexistent="NaT")
    odd = (naive.notna() & strict.isna()).to_numpy()
    local, nonexistent = strict, np.zeros(len(text), dtype=bool)
    if odd.any():
        first = np.ones(len(text), dtype=bool)
        local = naive.dt.tz_localize(zone(timezone), ambiguous=first, nonexistent="shift_forward")
        nonexistent = odd & (local.dt.tz_localize(None) != naive).to_numpy()
    stamps = stamps.fillna(local.dt.tz_convert("UTC"))
    stamps = stamps.where(stamps.dt.year.between(_FIRST_YEAR, _LAST_YEAR))
    bad = (text.notna() & stamps.isna()).to_numpy()
    return ReadTimes(_seconds(stamps), bad, nonexistent, odd & ~nonexistent)


def read_dates(column: "pd.Series[str]") -> "tuple[pd.Series[str], NDArray[np.bool_]]":
    """Return ISO dates as text, and which rows hold text that is no date."""
    text = column.str.strip()
    days = _naive(text)
    days = days.where(days.dt.year.between(_FIRST_YEAR, _LAST_YEAR))
    return days.dt.strftime("%Y-%m-%d").astype("string"), (text.notna() & days.isna()).to_numpy()


def _naive(text: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """Return naive stamps, NaT where the text is none."""
    iso = text.where(text.str.len().ge(len("2023-01-05")) & text.str.contains("-", na=False))
    found = pd.to_datetime(iso, format="ISO8601", errors="coerce").dt.as_unit("s")
    rest = found.isna() & text.notna()
    for pattern in (_SPELT, _COMPACT):
        if rest.any():
            found[rest] = _by_parts(text[rest], pattern)
            rest = found.isna() & text.notna()
    return found


def _by_parts(text: "pd.Series[str]", pattern: str) -> "pd.Series[pd.Timestamp]":
    parts = text.str.extract(pattern).astype("object")
    known = parts["y"].notna()
    parts = parts.fillna("0")
    spelt = (
        parts["y"] + "-" + parts["mo"] + "-" + parts["d"] + " "
        + parts["h"] + ":" + parts["m"] + ":" + parts["s"]
    )  # fmt: skip
    stamps = pd.to_datetime(spelt.where(known), format="%Y-%m-%d %H:%M:%S", errors="coerce")
    return stamps.dt.as_unit("s")


def _seconds(stamps: "pd.Series[pd.Timestamp]") -> "pd.Series[int]":
    plain = stamps.dt.tz_localize(None).dt.as_unit("s")
    seconds = pd.Series(plain.to_numpy().astype("int64"), index=stamps.index, dtype="Int64")
    return seconds.mask(stamps.isna())
