"""Text → typed values of one layer, by the kind of each field; what did not fit is found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.layers import GEOMETRY_KINDS, Field, FieldKind, LayerSpec
from geo.io.choices import read_choice, read_flag
from geo.io.masking import holds_identity_card, masked
from geo.io.month_days import read_month_days
from geo.io.source import Told
from geo.io.times import read_dates, read_times
from geo.ports.files import Finding

_NOTHING = frozenset(["", "null", "none", "n/a", "na", "nan", "-", "--", "—", "\\n", "无", "空"])
_NO_TEXT = frozenset(["", "null", "\\n"])
_GROUPED = r"^-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$"
_QUOTED_FORMULA = r"^'([=+\-@])"
_LARGEST_COUNT = 2.0**53
ROWS_AT_ONCE = 100_000
"""Between so many values a cancel is heard."""
_AS_WRITTEN = frozenset(["id", "code", "grid_code", "home_village_code", "work_phone"])
"""Keys and codes, and the phone of a public post, which stands on a board: never masked."""


@dataclass(frozen=True, slots=True)
class TypedColumn:
    """One field's values and, by the code of the fault or warning, the rows that have it."""

    content: "pd.Series[Any]"
    found: Mapping[str, NDArray[np.bool_]]


FAULTS = (
    "personal_key",
    "missing_value",
    "bad_number",
    "bad_time",
    "bad_month_day",
    "out_of_range",
)
WARNINGS = ("unknown_choice", "ambiguous_time", "nonexistent_time", "masked")


def trimmed(text: pd.DataFrame, spec: LayerSpec, told: Told) -> pd.DataFrame:
    """Return the text without outer spaces; words for nothing become null."""
    columns = {}
    for number, name in enumerate(text.columns):
        told(number / len(text.columns))
        column = text[name].astype("str").str.strip()
        nothing = _NO_TEXT if spec.field(str(name)).kind is FieldKind.TEXT else _NOTHING
        blank = column.str.len().le(len("null")) & column.str.lower().isin(nothing)
        column = column.mask(blank.fillna(value=False))
        # Spreadsheets are kept from running text as a formula by a quote before it.
        columns[name] = column.str.replace(_QUOTED_FORMULA, r"\1", regex=True)
    return pd.DataFrame(columns, index=text.index)


def typed(
    text: pd.DataFrame, spec: LayerSpec, timezone: str, told: Told
) -> tuple[pd.DataFrame, tuple[Finding, ...]]:
    """Return every mapped field that is neither point nor geometry, typed, and the findings."""
    columns: dict[str, pd.Series[Any]] = {}
    found: dict[str, list[tuple[str, NDArray[np.bool_]]]] = {}
    for number, name in enumerate(text.columns):
        field = spec.field(str(name))
        if field.kind is FieldKind.DEGREE or field.kind in GEOMETRY_KINDS:
            continue
        parts = list[TypedColumn]()
        for start in range(0, max(len(text), 1), ROWS_AT_ONCE):
            told((number + start / max(len(text), 1)) / len(text.columns))
            part = text[name].iloc[start : start + ROWS_AT_ONCE]
            parts.append(read_column(part, field, timezone))
        column = _joined(parts)
        columns[field.name] = column.content
        for code, rows in column.found.items():
            found.setdefault(code, []).append((field.name, rows))
    frame = pd.DataFrame(columns, index=text.index)
    return frame, tuple(_findings(found, text.index))


def read_column(text: "pd.Series[str]", field: Field, timezone: str) -> TypedColumn:
    """Return one column in the dtype that `LayerReader.rows` promises for the field."""
    column = _READERS[field.kind](text, field, timezone)
    if not field.required:
        return column
    return TypedColumn(column.content, {**column.found, "missing_value": text.isna().to_numpy()})


def _joined(parts: list[TypedColumn]) -> TypedColumn:
    if len(parts) == 1:
        return parts[0]
    return TypedColumn(
        pd.concat([part.content for part in parts]),
        {code: np.concatenate([part.found[code] for part in parts]) for code in parts[0].found},
    )


def read_numbers(text: "pd.Series[str]") -> "tuple[pd.Series[float], NDArray[np.bool_]]":
    """Return finite numbers and which rows hold text that is none."""
    grouped = text.str.contains(_GROUPED, regex=True, na=False)
    plain = text.where(~grouped, text.str.replace(",", "")) if grouped.any() else text
    numbers = pd.to_numeric(plain, errors="coerce").astype("float64")
    numbers = numbers.where(np.isfinite(numbers))
    return numbers, (text.notna() & numbers.isna()).to_numpy()


def _number(text: "pd.Series[str]", field: Field, _: str) -> TypedColumn:
    numbers, bad = read_numbers(text)
    low = -np.inf if field.low is None else field.low
    high = np.inf if field.high is None else field.high
    outside = ((numbers < low) | (numbers > high)).to_numpy()
    return TypedColumn(numbers.where(~outside), {"bad_number": bad, "out_of_range": outside})


def _count(text: "pd.Series[str]", field: Field, timezone: str) -> TypedColumn:
    column = _number(text, field, timezone)
    numbers = column.content.astype("float64")
    whole = numbers.isna() | ((numbers == numbers.round()) & (numbers.abs() < _LARGEST_COUNT))
    found = {**column.found, "bad_number": column.found["bad_number"] | ~whole.to_numpy()}
    return TypedColumn(numbers.where(whole).astype("Int64"), found)


def _time(text: "pd.Series[str]", _: Field, timezone: str) -> TypedColumn:
    times = read_times(text, timezone)
    found = {
        "bad_time": times.bad,
        "ambiguous_time": times.ambiguous,
        "nonexistent_time": times.nonexistent,
    }
    return TypedColumn(times.seconds, found)


def _date(text: "pd.Series[str]", _: Field, __: str) -> TypedColumn:
    dates, bad = read_dates(text)
    return TypedColumn(dates, {"bad_time": bad})


def _month_day(text: "pd.Series[str]", _: Field, __: str) -> TypedColumn:
    days, bad = read_month_days(text)
    return TypedColumn(days, {"bad_month_day": bad})


def _choice(text: "pd.Series[str]", field: Field, _: str) -> TypedColumn:
    values = read_choice(text, field)
    return TypedColumn(values, {"unknown_choice": (text.notna() & values.isna()).to_numpy()})


def _flag(text: "pd.Series[str]", _: Field, __: str) -> TypedColumn:
    values = read_flag(text)
    return TypedColumn(values, {"unknown_choice": (text.notna() & values.isna()).to_numpy()})


def _text(text: "pd.Series[str]", field: Field, _: str) -> TypedColumn:
    if field.name in _AS_WRITTEN:
        personal = holds_identity_card(text).to_numpy()
        return TypedColumn(text.astype("string"), {"personal_key": personal})
    clean = masked(text)
    changed = (text.notna() & (clean != text)).to_numpy()
    return TypedColumn(clean.astype("string"), {"masked": changed})


_READERS = {
    FieldKind.TEXT: _text,
    FieldKind.COUNT: _count,
    FieldKind.NUMBER: _number,
    FieldKind.TIME: _time,
    FieldKind.DATE: _date,
    FieldKind.MONTH_DAY: _month_day,
    FieldKind.FLAG: _flag,
    FieldKind.CHOICE: _choice,
}


def _findings(
    found: Mapping[str, list[tuple[str, NDArray[np.bool_]]]], index: pd.Index
) -> list[Finding]:
    findings = []
    for code in (*FAULTS, *WARNINGS):
        fields = [name for name, rows in found.get(code, []) if rows.any()]
        if fields:
            rows = np.logical_or.reduce([rows for _, rows in found[code]])
            where = index.to_numpy()[rows]
            findings.append(Finding(code, where, code in WARNINGS, ", ".join(fields)))
    return findings
