"""A memo as PDF: A4, the mark and the page number on every page, tables that run over pages."""

import io
from collections.abc import Sequence
from functools import partial
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    CondPageBreak,
    KeepTogether,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from geo.ports.documents import DocumentTable, MapSheet, Memo, Section
from geo.views import palette
from geo.views.documents.columns import shares
from geo.views.documents.drawing import drawing_of, legend_of
from geo.views.documents.pdf_drawing import PdfDrawing
from geo.views.documents.pdf_fonts import BOLD, REGULAR
from geo.views.escaping import paragraph, printable

_MARGIN = 18 * mm
_WIDE = A4[0] - 2 * _MARGIN
_SHORT, _PADDING = 6, 6.0
"""Rows that a page does not part; what the library keeps free inside its frame."""
_TITLE_ROOM, _MAPS_ROOM = 90.0, 345.0
"""What must be free on a page for a section to begin there."""
_GAP, _MAP_HIGH, _MAP_FONT = 8.0, 250.0, 7.0
_INK, _QUIET, _LINES = HexColor(palette.INK), HexColor(palette.QUIET), HexColor(palette.LINES)


def _style(size: float, **given: Any) -> ParagraphStyle:
    named = {"fontName": REGULAR, "textColor": _INK, "wordWrap": "CJK", **given}
    return ParagraphStyle(f"{size}{sorted(given)}", fontSize=size, leading=size * 1.45, **named)


_TITLE = _style(18, fontName=BOLD, spaceAfter=2)
_SUBTITLE = _style(10, textColor=_QUIET, spaceAfter=6)
_SECTION = _style(12, fontName=BOLD, spaceBefore=10, spaceAfter=4)
_LINE = _style(10)
_NOTE = _style(8, textColor=_QUIET, spaceBefore=2)
_HEAD = _style(8, fontName=BOLD)
_CELL = _style(8.5)
_NUMBER_HEAD = _style(8, fontName=BOLD, alignment=TA_RIGHT)
_NUMBER = _style(8.5, alignment=TA_RIGHT)


def memo_pdf(memo: Memo) -> bytes:
    """Return the memo; the fonts are known already."""
    stream = io.BytesIO()
    page = SimpleDocTemplate(
        stream,
        pagesize=A4,
        leftMargin=_MARGIN - _PADDING,
        rightMargin=_MARGIN - _PADDING,
        topMargin=_MARGIN,
        bottomMargin=_MARGIN,
        title=printable(memo.title),
        lang=memo.language_tag,
        invariant=1,
        initialFontName=REGULAR,
    )
    story = [
        _text(memo.title, _TITLE),
        _text(memo.subtitle, _SUBTITLE),
        _facts(memo.facts),
        *(part for section in memo.sections for part in _section(section)),
    ]
    page.build(story, canvasmaker=partial(_NumberedCanvas, memo=memo))
    return stream.getvalue()


def _text(words: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(paragraph(words), style)


def _facts(facts: Sequence[tuple[str, str]]) -> Table:
    rows = [[_text(label, _HEAD), _text(said, _LINE)] for label, said in facts]
    table = Table(rows, colWidths=[0.17 * _WIDE, 0.83 * _WIDE], splitInRow=1)
    table.setStyle(TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINES), _TOP, _TIGHT]))
    return table


_TOP = ("VALIGN", (0, 0), (-1, -1), "TOP")
_TIGHT = ("LEFTPADDING", (0, 0), (-1, -1), 3)


def _section(section: Section) -> list[Any]:
    parts: list[Any] = [CondPageBreak(_MAPS_ROOM if section.maps else _TITLE_ROOM)]
    parts.append(_text(section.title, _SECTION))
    parts += [_text(line, _LINE) for line in section.lines]
    if section.maps:
        parts += _maps(section.maps)
    for table in section.tables:
        parts += [_whole(table) if table.rows else _text(table.empty, _LINE), Spacer(0, 4)]
    return [*parts, *(_text(note, _NOTE) for note in section.notes)]


def _whole(table: DocumentTable) -> Any:
    """Return a table, a short one so that no page ends within it."""
    made = _table(table)
    return KeepTogether([made]) if len(table.rows) <= _SHORT else made


def _maps(maps: Sequence[MapSheet]) -> list[Any]:
    """Return the maps side by side under their titles, and one legend."""
    wide = _WIDE / len(maps) - _GAP
    drawn = [PdfDrawing(drawing_of(one, wide, _MAP_HIGH, _MAP_FONT)) for one in maps]
    titles = [_text(one.title, _HEAD) for one in maps]
    table = Table([titles, drawn], colWidths=[wide + _GAP] * len(maps))
    table.setStyle(
        TableStyle([("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), _GAP)])
    )
    return [table, PdfDrawing(legend_of(maps[0], _WIDE, 8))]


def _table(table: DocumentTable) -> Table:
    numbers = table.numbers_from
    rows = [
        [_text(one, _HEAD if n < numbers else _NUMBER_HEAD) for n, one in enumerate(table.headings)]
    ]
    rows += [
        [_text(one, _CELL if n < numbers else _NUMBER) for n, one in enumerate(row)]
        for row in table.rows
    ]
    widths = [share * _WIDE for share in shares(table)]
    made = Table(rows, colWidths=widths, repeatRows=1, splitInRow=1)
    made.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINES),
                ("LINEABOVE", (0, 0), (-1, 0), 0.8, _QUIET),
                ("LINEBELOW", (0, 0), (-1, 0), 0.8, _QUIET),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor(palette.PAPER)),
                _TOP,
                _TIGHT,
                ("RIGHTPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return made


class _NumberedCanvas(Canvas):  # type: ignore[misc]  # reportlab is untyped
    """Writes mark and page number once it is known how many pages there are."""

    def __init__(self, *given: Any, memo: Memo, **named: Any) -> None:
        super().__init__(*given, **named)
        self._memo = memo
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - the library's name
        """Keep the page until the last one is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Write all pages."""
        for number, page in enumerate(self._pages, start=1):
            self.__dict__.update(page)
            self._margins(number, len(self._pages))
            super().showPage()
        super().save()

    def _margins(self, number: int, total: int) -> None:
        said = printable(self._memo.page).format(page=number, pages=total)
        self.setFont(REGULAR, 8)
        self.setFillColor(_QUIET)
        self.drawCentredString(A4[0] / 2, _MARGIN / 2, said)
        self.drawString(_MARGIN, A4[1] - _MARGIN * 0.65, printable(self._memo.subtitle))
        if self._memo.mark:
            draw_mark(self, self._memo.mark, A4[0] - _MARGIN, A4[1] - _MARGIN * 0.7)


def draw_mark(canvas: Any, mark: str, right: float, base: float, size: float = 9.0) -> None:
    """Draw words in a warm box whose right end and baseline are given."""
    words = printable(mark)
    wide = canvas.stringWidth(words, BOLD, size) + size
    canvas.setFillColor(HexColor(palette.WARM))
    canvas.roundRect(right - wide, base - size * 0.4, wide, size * 1.6, 3, stroke=0, fill=1)
    canvas.setFillColor(white)
    canvas.setFont(BOLD, size)
    canvas.drawString(right - wide + size / 2, base, words)
