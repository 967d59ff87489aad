"""The table behind a map: a sheet that says what it is, and a sheet of every grid's figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geo.domain.codes import AreaCode, village_code
from geo.domain.errors import BadValue
from geo.domain.policy import Actor
from geo.messages import text
from geo.messages.dates import month_words
from geo.ports.workbooks import Cell, SheetColumn, Workbook, WorkbookSheet
from geo.services.indicators import present_month
from geo.services.local_time import Month
from geo.services.measures import MEASURES, Measures, MeasureValues
from geo.services.printing.order import PrintOrder
from geo.services.snapshot import Snapshot

_YEAR = 12
_LABEL, _SAID, _NAME, _CODE = 16, 60, 22, 20


@dataclass(frozen=True, slots=True)
class Facts:
    """What the first sheet says: title, the mark of invented figures, filters, notes."""

    title: str
    mark: str
    filters: Sequence[tuple[str, str]]
    notes: Sequence[str]
    villages: Mapping[AreaCode, str]


def workbook(
    measures: Measures, actor: Actor, order: PrintOrder, snapshot: Snapshot, facts: Facts
) -> Workbook:
    """Return both sheets; a value that is not known is an empty cell (NotPermitted, BadValue)."""
    if order.measure is None:
        raise BadValue(field="measure", value="")
    spec, month = MEASURES[order.measure], order.month or present_month(snapshot)
    told = [month] if not spec.is_monthly else [month, month.shifted(-1), month.shifted(-_YEAR)]
    series = [(one, measures.of(actor, order.measure, one, order.scope)) for one in told]
    figures = _figures(order, snapshot, facts, series)
    return Workbook(facts.title, [_about(order, snapshot, facts, month), figures])


def _about(order: PrintOrder, snapshot: Snapshot, facts: Facts, month: Month) -> WorkbookSheet:
    language, measure = order.language, order.measure
    rows: list[tuple[str, str]] = [(text(language, "printing.row_title"), facts.title)]
    if facts.mark:
        rows.append((text(language, "printing.row_mark"), facts.mark))
    unit = text(language, f"measures.{measure}_unit")
    said = text(language, f"measures.{measure}")
    rows.append((text(language, "overview.measure"), f"{said} · {unit}"))
    if measure and MEASURES[measure].is_monthly:
        rows.append((text(language, "overview.month"), month_words(language, str(month))))
        if month == present_month(snapshot):
            running = text(language, "printing.running", day=f"{snapshot.now:%Y-%m-%d}")
            rows.append((text(language, "printing.row_note"), running))
    rows += facts.filters
    rows += [(text(language, "printing.row_source"), one) for one in facts.notes]
    rows.append((text(language, "printing.row_empty"), text(language, "printing.empty_unknown")))
    columns = (SheetColumn("", _LABEL), SheetColumn("", _SAID))
    return WorkbookSheet(text(language, "printing.sheet_about"), columns, rows, has_headings=False)


def _figures(
    order: PrintOrder,
    snapshot: Snapshot,
    facts: Facts,
    series: Sequence[tuple[Month, MeasureValues]],
) -> WorkbookSheet:
    language = order.language
    now, earlier = series[0][1], series[1:]
    unit, decimals = text(language, now.unit_key), now.decimals
    months = [month_words(language, str(one)) for one, _ in earlier]
    named = [text(language, now.title_key), *months]
    values = [text(language, "printing.column_value", name=one, unit=unit) for one in named]
    changes = [text(language, "printing.column_change", month=one, unit=unit) for one in months]
    columns = [
        SheetColumn(text(language, "documents.column_code"), _CODE),
        SheetColumn(text(language, "documents.column_grid"), _NAME),
        SheetColumn(text(language, "documents.column_village"), _NAME),
        *(SheetColumn(one, decimals=decimals) for one in values),
        *(SheetColumn(one, decimals=decimals, is_signed=True) for one in changes),
    ]
    figures = [one.values for _, one in series]
    figures += [now.values - one.values for _, one in earlier]
    codes = snapshot.grids["code"].astype(str).tolist()
    titles = snapshot.grids["name"].fillna(snapshot.grids["code"]).astype(str).tolist()
    lying = [facts.villages.get(village_code(code) or AreaCode(""), "") for code in codes]
    numbers = zip(*(_cells(one) for one in figures), strict=True)
    rows = [
        (code, title, village, *told)
        for code, title, village, told in zip(codes, titles, lying, numbers, strict=True)
    ]
    return WorkbookSheet(text(language, "printing.sheet_grids"), columns, rows)


def _cells(values: NDArray[np.float64]) -> list[Cell]:
    return [None if np.isnan(value) else float(value) for value in values]
