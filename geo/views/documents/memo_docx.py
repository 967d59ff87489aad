"""A memo as DOCX: the same parts as the PDF, maps as pictures, heading rows that repeat."""

import io
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from geo.ports.documents import DocumentTable, MapSheet, Memo, Section
from geo.views import palette
from geo.views.documents.columns import shares
from geo.views.documents.drawing import Drawing, drawing_of, legend_of
from geo.views.escaping import printable

Picture = Callable[[Drawing], bytes]
"""Gives the pixels of a drawing as PNG."""

_LATIN, _CHINESE = "Arial", "Microsoft YaHei"
_MARGIN_MM, _WIDE_MM, _PT_A_MM = 18, 174, 72 / 25.4
_MAP_HIGH_PT, _MAP_FONT_PT = 250.0, 7.0
_UNDATED = (1980, 1, 1, 0, 0, 0)


def memo_docx(memo: Memo, picture: Picture) -> bytes:
    """Return the memo."""
    document = docx.Document()
    _set_up(document, memo)
    document.add_paragraph(printable(memo.title), style="Title")
    document.add_paragraph(printable(memo.subtitle))
    _facts(document, memo.facts)
    for section in memo.sections:
        _section(document, section, picture)
    stream = io.BytesIO()
    document.save(stream)
    return _undated(stream.getvalue())


def _set_up(document: Any, memo: Memo) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(_MARGIN_MM))
    for name, size in (("Normal", 10), ("Title", 18), ("Heading 1", 12)):
        _font(document.styles[name], size)
    document.core_properties.title = printable(memo.title)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    document.core_properties.language = memo.language_tag
    mark = section.header.paragraphs[0]
    mark.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    mark.add_run(printable(memo.mark)).font.color.rgb = _colour(palette.WARM)
    _page_number(section.footer.paragraphs[0], memo.page)


def _font(style: Any, size: float) -> None:
    style.font.name, style.font.size = _LATIN, Pt(size)
    style.font.color.rgb = _colour(palette.INK)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{kind}"), None)
    fonts.set(qn("w:ascii"), _LATIN)
    fonts.set(qn("w:hAnsi"), _LATIN)
    fonts.set(qn("w:eastAsia"), _CHINESE)


def _colour(written: str) -> RGBColor:
    return RGBColor.from_string(written.removeprefix("#"))


def _page_number(paragraph: Any, page: str) -> None:
    """Write the words of the page number with fields that the reader's program fills."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, _, rest = page.partition("{page}")
    between, _, after = rest.partition("{pages}")
    for words, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        paragraph.add_run(words)
        if field:
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            paragraph._p.append(simple)


def _facts(document: Any, facts: Sequence[tuple[str, str]]) -> None:
    table = document.add_table(rows=0, cols=2)
    for label, said in facts:
        cells = table.add_row().cells
        _write(cells[0], label, is_bold=True)
        _write(cells[1], said)
    _widen(table, [0.18, 0.82])


def _section(document: Any, section: Section, picture: Picture) -> None:
    document.add_heading(printable(section.title), level=1)
    for line in section.lines:
        document.add_paragraph(printable(line))
    if section.maps:
        _maps(document, section.maps, picture)
    for table in section.tables:
        _table(document, table)
    for note in section.notes:
        _quiet(document.add_paragraph(), note)


def _maps(document: Any, maps: Sequence[MapSheet], picture: Picture) -> None:
    wide_mm = (_WIDE_MM - 4 * (len(maps) - 1)) / len(maps)
    table = document.add_table(rows=2, cols=len(maps))
    for place, one in enumerate(maps):
        _write(table.cell(0, place), one.title, is_bold=True)
        drawn = drawing_of(one, wide_mm * _PT_A_MM, _MAP_HIGH_PT, _MAP_FONT_PT)
        run = table.cell(1, place).paragraphs[0].add_run()
        _described(run.add_picture(io.BytesIO(picture(drawn)), width=Mm(wide_mm)), one.title)
    legend = legend_of(maps[0], _WIDE_MM * _PT_A_MM, 8)
    run = document.add_paragraph().add_run()
    run.add_picture(io.BytesIO(picture(legend)), width=Mm(_WIDE_MM))


def _described(picture: Any, words: str) -> None:
    picture._inline.docPr.set("descr", printable(words))


def _table(document: Any, table: DocumentTable) -> None:
    if not table.rows:
        document.add_paragraph(printable(table.empty))
        return
    made = document.add_table(rows=1, cols=len(table.headings), style="Table Grid")
    made.autofit = False
    for cell, heading in zip(made.rows[0].cells, table.headings, strict=True):
        _write(cell, heading, is_bold=True)
    for row in table.rows:
        for place, (cell, said) in enumerate(zip(made.add_row().cells, row, strict=True)):
            _write(cell, said, is_number=place >= table.numbers_from)
    _flag(made.rows[0], "w:tblHeader")
    for line in made.rows:
        _flag(line, "w:cantSplit")
    _widen(made, shares(table))
    document.add_paragraph()


def _write(cell: Any, words: str, *, is_bold: bool = False, is_number: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    run = paragraph.add_run(printable(words))
    run.bold, run.font.size = is_bold, Pt(9)
    if is_number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _quiet(paragraph: Any, words: str) -> None:
    run = paragraph.add_run(printable(words))
    run.font.size, run.font.color.rgb = Pt(8), _colour(palette.QUIET)


def _flag(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _widen(table: Any, parts: Sequence[float]) -> None:
    for column, share in zip(table.columns, parts, strict=True):
        for cell in column.cells:
            cell.width = Mm(_WIDE_MM * share)


def _undated(packed: bytes) -> bytes:
    """Return the package with its parts undated, so that equal memos are equal bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _UNDATED)
            new.writestr(entry, old.read(part), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
