"""Public boards as PDF, one a page: name, map, range, who serves it and whom to call."""

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, Table, TableStyle

from geo.ports.documents import Paper, Sign
from geo.views import palette
from geo.views.documents.drawing import Drawing, drawing_of, legend_of
from geo.views.documents.memo_pdf import draw_mark
from geo.views.documents.pdf_drawing import draw_at
from geo.views.documents.pdf_fonts import BOLD, REGULAR
from geo.views.escaping import paragraph, printable

_MARGIN, _BAND, _NAME, _FOOT = 34.0, 62.0, 48.0, 26.0
_WIDE = A4[0] - 2 * _MARGIN
_LEAST_MAP = 220.0
_SMALLER, _LEAST_SHARE = 0.92, 0.1
_ENLARGED = {Paper.A4: 1.0, Paper.A3: 2**0.5}
_LABEL = ParagraphStyle(
    "label", fontName=REGULAR, fontSize=13, leading=19, textColor=HexColor(palette.QUIET),
    wordWrap="CJK",
)  # fmt: skip
_SAID = ParagraphStyle(
    "said", fontName=BOLD, fontSize=14, leading=20, textColor=HexColor(palette.INK), wordWrap="CJK"
)


def signs_pdf(signs: Sequence[Sign], paper: Paper, progress: Callable[[float], None]) -> bytes:
    """Return the signs; the fonts are known already, `progress` is told the share of pages."""
    stream, larger = io.BytesIO(), _ENLARGED[paper]
    canvas = Canvas(
        stream,
        pagesize=(A4[0] * larger, A4[1] * larger),
        invariant=1,
        initialFontName=REGULAR,
        lang=signs[0].language_tag if signs else None,
    )
    canvas.setTitle(printable(signs[0].title) if signs else "")
    for done, sign in enumerate(signs, start=1):
        canvas.scale(larger, larger)
        _draw(canvas, sign)
        canvas.showPage()
        progress(done / len(signs))
    canvas.save()
    return stream.getvalue()


def _draw(canvas: Any, sign: Sign) -> None:
    _band(canvas, sign)
    legend = legend_of(sign.map, _WIDE, 10)
    top = A4[1] - _BAND - _NAME
    left = top - _FOOT - _MARGIN - legend.height_px
    facts, facts_high = _facts_in(sign, left - _LEAST_MAP)
    high = left - facts_high
    drawing = drawing_of(sign.map, _WIDE, high, 10)
    base = top - high
    _place(canvas, drawing, base)
    if sign.across:
        _across(canvas, sign.across, base + high / 2)
    _place(canvas, legend, base - legend.height_px - 2)
    facts.drawOn(canvas, _MARGIN, base - legend.height_px - facts_high - 6)
    _notes(canvas, sign)


def _band(canvas: Any, sign: Sign) -> None:
    canvas.setFillColor(HexColor(palette.ACCENT))
    canvas.rect(0, A4[1] - _BAND, A4[0], _BAND, stroke=0, fill=1)
    canvas.setFillColor(white)
    _fitted(canvas, sign.title, A4[1] - _BAND + 20, 26)
    canvas.setFillColor(HexColor(palette.INK))
    _fitted(canvas, sign.name, A4[1] - _BAND - 35, 28)
    if sign.mark:
        draw_mark(canvas, sign.mark, A4[0] - 8, A4[1] - _BAND - 16, 10)


def _fitted(canvas: Any, words: str, base: float, size: float) -> None:
    """Write words in the middle of the page, smaller where they would not fit."""
    said = printable(words)
    wide = canvas.stringWidth(said, BOLD, size)
    canvas.setFont(BOLD, size * min(1.0, _WIDE / max(wide, 1.0)))
    canvas.drawCentredString(A4[0] / 2, base, said)


def _facts_in(sign: Sign, room: float) -> tuple[Table, float]:
    """Return the facts and their height, in smaller letters where they would not fit."""
    share = 1.0
    table = _facts(sign, share)
    while (high := table.wrap(_WIDE, A4[1])[1]) > room and share > _LEAST_SHARE:
        share *= _SMALLER
        table = _facts(sign, share)
    return table, high


def _facts(sign: Sign, share: float) -> Table:
    label_style, said_style = (_smaller(one, share) for one in (_LABEL, _SAID))
    rows = [
        [Paragraph(paragraph(label), label_style), Paragraph(paragraph(said), said_style)]
        for label, said in sign.facts
    ]
    table = Table(rows, colWidths=[0.24 * _WIDE, 0.76 * _WIDE])
    table.setStyle(
        TableStyle(
            [
                ("LINEBELOW", (0, 0), (-1, -1), 0.6, HexColor(palette.LINES)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ]
        )
    )
    return table


def _smaller(style: ParagraphStyle, share: float) -> ParagraphStyle:
    sizes = {"fontSize": style.fontSize * share, "leading": style.leading * share}
    return ParagraphStyle(style.name, parent=style, **sizes)


def _place(canvas: Any, drawing: Drawing, base: float) -> None:
    canvas.saveState()
    canvas.translate(_MARGIN, base)
    draw_at(canvas, drawing)
    canvas.restoreState()


def _across(canvas: Any, words: str, middle: float) -> None:
    said, size = printable(words), 26.0
    wide = canvas.stringWidth(said, BOLD, size)
    canvas.saveState()
    canvas.translate(A4[0] / 2, middle)
    canvas.rotate(24)
    canvas.setFillColor(HexColor(palette.WARM), alpha=0.55)
    canvas.setFont(BOLD, size * min(1.0, _WIDE / wide))
    canvas.drawCentredString(0, 0, said)
    canvas.restoreState()


def _notes(canvas: Any, sign: Sign) -> None:
    canvas.setFillColor(HexColor(palette.QUIET))
    canvas.setFont(REGULAR, 9)
    canvas.drawCentredString(A4[0] / 2, _FOOT - 6, printable(" · ".join(sign.notes)))
