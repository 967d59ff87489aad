"""A workbook as a spreadsheet reads it: numbers are numbers, and no text is a formula."""

import io
from datetime import date, datetime

import openpyxl
import pytest

from geo.io.workbook import workbook_bytes
from geo.ports.workbooks import Cell, SheetColumn, Workbook, WorkbookSheet

MADE_AT = datetime(2026, 3, 10, 8, 0)
COLUMNS = (SheetColumn("=网格"), SheetColumn("差", decimals=1, is_signed=True))


def written(*rows: tuple[Cell, Cell]) -> openpyxl.worksheet.worksheet.Worksheet:
    body = workbook_bytes(Workbook("表", [WorkbookSheet("网格/[1]", COLUMNS, rows)]), MADE_AT)
    return openpyxl.load_workbook(io.BytesIO(body)).worksheets[0]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("x")'])
def test_a_text_that_begins_like_a_formula_stays_text(text: str) -> None:
    cell = written((text, None))["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (text, "s", True)


def test_a_heading_that_begins_like_a_formula_stays_text() -> None:
    assert written()["A1"].data_type == "s"


def test_numbers_and_days_keep_their_type_and_unknown_is_empty() -> None:
    sheet = written(("甲", 2.55), ("乙", None), ("丙", date(2026, 3, 10)))
    assert [sheet[f"B{row}"].data_type for row in (2, 3, 4)] == ["n", "n", "d"]
    assert (sheet["B2"].value, sheet["B3"].value) == (2.55, None)
    assert sheet["B2"].number_format == "+#,##0.0;-#,##0.0;0"


def test_control_characters_and_forbidden_signs_of_sheet_names_are_left_out() -> None:
    sheet = written(("甲\x07\x00乙", 1))
    assert (sheet["A2"].value, sheet.title) == ("甲乙", "网格  1 ")


def test_headings_stay_in_view_and_filter_all_rows() -> None:
    sheet = written(("甲", 1), ("乙", 2))
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B3")
