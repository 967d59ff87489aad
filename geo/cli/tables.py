"""`count` and `coverage`: tables of the present snapshot as CSV."""

import pandas as pd

from geo.cli.command import SUCCESS, Call
from geo.io.writing import write_table
from geo.services.counts import CountBy

_COVERAGE_COLUMNS = [
    "grid", "area_km2", "covered_km2", "covered_share",
    "cameras", "incidents_inside", "incidents_total",
]  # fmt: skip


def run_count(call: Call) -> int:
    """Write grid[,category][,day],count."""
    by = [CountBy(name) for name in call.arguments.by]
    return _written(call, call.services.counts.table(call.actor, by))


def run_coverage(call: Call) -> int:
    """Write what cameras cover of each grid; unknown figures are empty."""
    table = call.services.coverage.table(call.actor)
    return _written(call, table[_COVERAGE_COLUMNS])


def _written(call: Call, table: pd.DataFrame) -> int:
    out = call.arguments.out
    plain = table.astype("object").where(table.notna(), None)
    write_table(out, {str(name): plain[name].tolist() for name in plain.columns})
    told = {"rows": len(table), "out": str(out)}
    call.terminal.answer(told, call.terminal.say("cli.exported", rows=len(table), file=str(out)))
    return SUCCESS
