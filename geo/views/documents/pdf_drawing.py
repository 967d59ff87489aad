"""A map's drawing as vectors on a page of a PDF."""

from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.pdfgen.canvas import FILL_EVEN_ODD
from reportlab.platypus import Flowable

from geo.views.documents.drawing import Area, Drawing, Places, Stroke, Words
from geo.views.documents.pdf_fonts import BOLD, REGULAR

_HALO_PX = 2.0


class PdfDrawing(Flowable):  # type: ignore[misc]  # reportlab is untyped
    """The drawing as a part of a page; a pixel is a point."""

    def __init__(self, drawing: Drawing) -> None:
        super().__init__()
        self._drawing = drawing
        self.width, self.height = drawing.width_px, drawing.height_px

    def draw(self) -> None:
        """Draw on the canvas this part was given."""
        draw_at(self.canv, self._drawing)


def draw_at(canvas: Any, drawing: Drawing) -> None:
    """Draw with the lower left corner at the canvas's origin, cut off at the frame."""
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(0, 0, drawing.width_px, drawing.height_px)
    canvas.clipPath(frame, stroke=0, fill=0)
    for area in drawing.areas:
        _fill(canvas, area, drawing.height_px)
    for stroke in drawing.strokes:
        _stroke(canvas, stroke, drawing.height_px)
    for words in drawing.words:
        _words(canvas, words, drawing.height_px)
    canvas.restoreState()


def _fill(canvas: Any, area: Area, height: float) -> None:
    path = canvas.beginPath()
    for ring in area.rings:
        _walk(path, ring, height)
        path.close()
    canvas.setFillColor(HexColor(area.fill))
    canvas.drawPath(path, stroke=0, fill=1, fillMode=FILL_EVEN_ODD)


def _stroke(canvas: Any, stroke: Stroke, height: float) -> None:
    path = canvas.beginPath()
    _walk(path, stroke.xy, height)
    canvas.setStrokeColor(HexColor(stroke.colour))
    canvas.setLineWidth(stroke.width_px)
    canvas.setLineJoin(1)
    canvas.drawPath(path, stroke=1, fill=0)


def _walk(path: Any, xy: Places, height: float) -> None:
    (x, y), *rest = xy.tolist()
    path.moveTo(x, height - y)
    for x, y in rest:
        path.lineTo(x, height - y)


def _words(canvas: Any, words: Words, height: float) -> None:
    font = BOLD if words.is_bold else REGULAR
    wide = canvas.stringWidth(words.words, font, words.size_px)
    for mode, colour in ((1, white), (0, HexColor(words.colour))):
        canvas.saveState()
        text = canvas.beginText(words.x - wide / 2, height - words.y)
        text.setFont(font, words.size_px)
        text.setTextRenderMode(mode)
        canvas.setStrokeColor(colour)
        canvas.setFillColor(colour)
        canvas.setLineWidth(_HALO_PX)
        text.textOut(words.words)
        canvas.drawText(text)
        canvas.restoreState()
