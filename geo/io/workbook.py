"""Writes a workbook as XLSX: numbers stay numbers, and no text is ever read as a formula."""

import io
from datetime import datetime

from openpyxl import Workbook as Book
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from geo.ports.workbooks import Cell, SheetColumn, Workbook, WorkbookSheet

_BOLD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")
_TEXT = "s"
_SHEET_NAME_MAX = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
_FIRST_PRINTABLE = 32


def workbook_bytes(workbook: Workbook, made_at: datetime) -> bytes:
    """Return the file, dated `made_at`."""
    book = Book()
    book.remove(book.worksheets[0])
    book.properties.title = workbook.title
    book.properties.creator = "Wangge"
    book.properties.created = book.properties.modified = made_at.replace(tzinfo=None)
    for sheet in workbook.sheets:
        _add(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _add(book: Book, sheet: WorkbookSheet) -> None:
    added = book.create_sheet(sheet.title.translate(_NOT_IN_NAMES)[:_SHEET_NAME_MAX])
    first = 1
    if sheet.has_headings:
        for place, column in enumerate(sheet.columns, 1):
            head = added.cell(1, place)
            _put(head, column.heading, column)
            head.font, head.alignment = _BOLD, _WRAPPED
        first, added.freeze_panes = 2, "A2"
        last = get_column_letter(len(sheet.columns))
        added.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    for number, row in enumerate(sheet.rows, first):
        for place, (value, column) in enumerate(zip(row, sheet.columns, strict=True), 1):
            _put(added.cell(number, place), value, column)
    for place, column in enumerate(sheet.columns, 1):
        added.column_dimensions[get_column_letter(place)].width = column.width


def _put(cell: BookCell, value: Cell, column: SheetColumn) -> None:
    if isinstance(value, str):
        # A text that begins like a formula stays text, here and when it is edited.
        cell.value = "".join(one for one in value if ord(one) >= _FIRST_PRINTABLE or one == "\n")
        cell.data_type = _TEXT
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        cell.alignment = _WRAPPED
        return
    cell.value = value
    if isinstance(value, int | float):
        cell.number_format = _format(column)


def _format(column: SheetColumn) -> str:
    plain = "#,##0" + (f".{'0' * column.decimals}" if column.decimals else "")
    return f"+{plain};-{plain};0" if column.is_signed else plain
