"""The printed map as one landscape page: title, map, the whole town beside it, legend, notes."""

import io
from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from geo.ports.documents import Paper
from geo.ports.printed_maps import PrintedMap, ShownMeasure
from geo.views import choropleth, palette
from geo.views.documents import map_legend
from geo.views.documents.map_pen import nice_scale
from geo.views.documents.map_plate import (
    classes_of,
    draw_box,
    draw_furniture,
    draw_plate,
    furniture_boxes,
    sheet_for,
)
from geo.views.documents.memo_pdf import draw_mark
from geo.views.documents.pdf_fonts import BOLD, REGULAR
from geo.views.escaping import printable
from geo.views.sheet import Sheet

_PAGE = landscape(A4)
_MARGIN, _HEAD, _FOOT = 26.0, 42.0, 62.0
_WIDE = _PAGE[0] - 2 * _MARGIN
_HIGH = _PAGE[1] - 2 * _MARGIN - _HEAD - _FOOT
_BASE = _MARGIN + _FOOT
_WHOLE_SHARE, _WHOLE_HEAD, _GAP = 0.24, 14.0, 6.0
_ENLARGED = {Paper.A4: 1.0, Paper.A3: 2**0.5}


def map_pdf(printed: PrintedMap, paper: Paper) -> bytes:
    """Return the page; the fonts are known already."""
    stream, larger = io.BytesIO(), _ENLARGED[paper]
    canvas = Canvas(
        stream,
        pagesize=(_PAGE[0] * larger, _PAGE[1] * larger),
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        lang=printed.language_tag,
    )
    canvas.setTitle(printable(printed.title))
    canvas.setSubject(printable(" · ".join(printed.notes)))
    canvas.scale(larger, larger)
    sheet = sheet_for(printed.plate.extent, _WIDE, _HIGH)
    _head(canvas, printed)
    _map(canvas, printed, sheet)
    said = printed.scale.format(scale=f"{nice_scale(1 / (sheet.px_per_m * larger)):,}")
    _foot(canvas, printed, said)
    canvas.showPage()
    canvas.save()
    return stream.getvalue()


def _head(canvas: Any, printed: PrintedMap) -> None:
    top, room = _PAGE[1] - _MARGIN, _WIDE
    if printed.mark:
        draw_mark(canvas, printed.mark, _PAGE[0] - _MARGIN, top - 14, 10)
        room -= canvas.stringWidth(printable(printed.mark), BOLD, 10) + 24
    canvas.setFillColor(HexColor(palette.INK))
    _fitted(canvas, printed.title, (_MARGIN, top - 17), room, (BOLD, 18))
    canvas.setFillColor(HexColor(palette.QUIET))
    _fitted(canvas, printed.subtitle, (_MARGIN, top - 33), _WIDE, (REGULAR, 9.5))


def _fitted(
    canvas: Any, words: str, at: tuple[float, float], room: float, font: tuple[str, float]
) -> None:
    """Write words from a place, smaller where they would not fit."""
    said, (name, size) = printable(words), font
    wide = canvas.stringWidth(said, name, size)
    canvas.setFont(name, size * min(1.0, room / max(wide, 1.0)))
    canvas.drawString(*at, said)


def _map(canvas: Any, printed: PrintedMap, sheet: Sheet) -> None:
    kept_free = furniture_boxes(sheet)
    wide, high = _WIDE * _WHOLE_SHARE, _HIGH * 0.44
    if printed.whole:
        kept_free.append((_WIDE - wide - _GAP, 0.0, _WIDE, high + _WHOLE_HEAD + _GAP))
    canvas.saveState()
    canvas.translate(_MARGIN, _BASE)
    draw_plate(canvas, printed.plate, sheet, kept_free)
    draw_furniture(canvas, sheet, printed.north)
    canvas.restoreState()
    if printed.whole:
        canvas.saveState()
        canvas.translate(_MARGIN + _WIDE - wide - _GAP, _BASE + _HIGH - high - _WHOLE_HEAD - _GAP)
        _whole(canvas, printed, (wide, high), sheet)
        canvas.restoreState()


def _whole(canvas: Any, printed: PrintedMap, size: tuple[float, float], main: Sheet) -> None:
    wide, high = size
    assert printed.whole is not None  # noqa: S101  (its caller asked)
    canvas.setFillColor(HexColor(palette.SURFACE))
    canvas.setStrokeColor(HexColor(palette.QUIET))
    canvas.setLineWidth(0.8)
    canvas.rect(0, 0, wide, high + _WHOLE_HEAD, stroke=1, fill=1)
    canvas.setFillColor(HexColor(palette.INK))
    _fitted(canvas, printed.whole_title, (5, high + 4), wide - 10, (BOLD, 8))
    sheet = sheet_for(printed.whole.extent, wide, high)
    draw_plate(canvas, printed.whole, sheet)
    draw_box(canvas, sheet, main.box_m())
    canvas.setStrokeColor(HexColor(palette.QUIET))
    canvas.setLineWidth(0.8)
    canvas.rect(0, 0, wide, high + _WHOLE_HEAD, stroke=1, fill=0)


def _foot(canvas: Any, printed: PrintedMap, scale: str) -> None:
    top = _BASE - 12
    if printed.plate.measure:
        top = _measure_legend(canvas, printed, printed.plate.measure, top)
    map_legend.draw_keys(canvas, printed.keys, (_MARGIN, top), _WIDE)
    canvas.setFillColor(HexColor(palette.QUIET))
    _fitted(canvas, " · ".join([scale, *printed.notes]), (_MARGIN, _MARGIN), _WIDE, (REGULAR, 8.5))


def _measure_legend(canvas: Any, printed: PrintedMap, measure: ShownMeasure, top: float) -> float:
    letters = classes_of(measure, len(printed.plate.grids))
    colours = palette.DIVERGING if measure.is_change else palette.SEQUENTIAL
    labels = choropleth.labels(measure.breaks, measure.decimals)
    swatches: Sequence[tuple[str, str]] = [*zip(colours, labels, strict=False)]
    if choropleth.NO_CLASS in letters:
        swatches = [*swatches, (palette.UNKNOWN, printed.unknown)]
    named = f"{measure.title} · {measure.unit}" if measure.unit else measure.title
    map_legend.draw_classes(canvas, named, swatches, (_MARGIN, top))
    return top - 17
