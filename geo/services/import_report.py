"""Findings → which rows are accepted, and the problems a report names. Pure."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from geo.domain.records import ImportReport, Problem
from geo.ports.files import Finding
from geo.services.import_release import OUTSIDE

FIRST_ROWS = 10


def first_faults(findings: Sequence[Finding], rows: pd.Index) -> "pd.Series[str]":
    """Return per row number the code of its first fault, null for rows without one."""
    faults = pd.Series(None, index=rows, dtype="object")
    for finding in findings:
        if not finding.is_warning and len(finding.rows):
            hit = faults.loc[pd.Index(finding.rows)]
            faults.loc[hit.index[hit.isna()]] = finding.code
    return faults


def problems(findings: Sequence[Finding], faults: "pd.Series[str]") -> tuple[Problem, ...]:
    """Return one problem a code: faults count rows they came first in, warnings accepted rows."""
    details: dict[tuple[bool, str], list[str]] = {}
    for finding in findings:
        if len(finding.rows):
            details.setdefault((finding.is_warning, finding.code), []).append(finding.detail)
    told = []
    for (is_warning, code), texts in details.items():
        rows = _rows_of(findings, code, faults) if is_warning else _first_in(faults, code)
        if len(rows):
            detail = ", ".join(dict.fromkeys(text for text in texts if text))
            first = tuple(int(row) for row in rows[:FIRST_ROWS])
            told.append(Problem(code, len(rows), first, is_warning, detail))
    return tuple(told)


def is_worth_writing(report: ImportReport) -> bool:
    """Return whether writing would bring in rows, or keep some that may come in with a grid."""
    waits = any(one.code == OUTSIDE and not one.is_warning for one in report.problems)
    return bool(report.accepted or report.released or waits)


def _first_in(faults: "pd.Series[str]", code: str) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    return faults.index.to_numpy()[(faults == code).to_numpy()]


def _rows_of(
    findings: Sequence[Finding], code: str, faults: "pd.Series[str]"
) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    named = [f.rows for f in findings if f.is_warning and f.code == code]
    rows = np.unique(np.concatenate(named))
    return rows[faults.loc[pd.Index(rows)].isna().to_numpy()]
