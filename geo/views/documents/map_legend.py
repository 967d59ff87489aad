"""What the colours and marks of a printed map mean, in lines under the map."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from reportlab.lib.colors import HexColor

from geo.views import palette
from geo.views.documents import map_marks
from geo.views.documents.map_pen import MapPen
from geo.views.documents.pdf_fonts import BOLD, REGULAR
from geo.views.escaping import printable
from geo.views.sheet import Sheet

_SIZE, _SWATCH, _GAP = 8.5, (18.0, 8.0), 4.0
_MARK_PT = 20.0
_Drawn = Callable[[MapPen, tuple[float, float]], None]


def draw_classes(
    canvas: Any, title: str, swatches: Sequence[tuple[str, str]], at: tuple[float, float]
) -> None:
    """Draw a title and after it each colour with its words, from a place on."""
    x, y = at
    x = _said(canvas, title, (x, y), BOLD) + 3 * _GAP
    for colour, label in swatches:
        canvas.setFillColor(HexColor(colour))
        canvas.setStrokeColor(HexColor(palette.QUIET))
        canvas.setLineWidth(0.3)
        canvas.rect(x, y - 1, *_SWATCH, stroke=1, fill=1)
        x = _said(canvas, label, (x + _SWATCH[0] + _GAP, y), REGULAR) + 3 * _GAP


def draw_keys(
    canvas: Any, keys: Mapping[str, str], at: tuple[float, float], width_pt: float
) -> None:
    """Draw each layer's mark with its words, in as many lines as a width asks for."""
    x, y = at
    for name, words in keys.items():
        wide = _MARK_PT + _GAP + canvas.stringWidth(printable(words), REGULAR, _SIZE)
        if x > at[0] and x + wide > at[0] + width_pt:
            x, y = at[0], y - 13
        canvas.saveState()
        canvas.translate(x, y - 5)
        _MARKS[name](MapPen(canvas, _SMALL), (_MARK_PT / 2, 8.0))
        canvas.restoreState()
        x = _said(canvas, words, (x + _MARK_PT + _GAP, y), REGULAR) + 3 * _GAP


_SMALL = Sheet(_MARK_PT, 16.0, 1.0, np.zeros(2))


def _said(canvas: Any, words: str, at: tuple[float, float], font: str) -> float:
    """Write words from a place and return where they end."""
    said = printable(words)
    canvas.setFillColor(HexColor(palette.INK))
    canvas.setFont(font, _SIZE)
    canvas.drawString(*at, said)
    return at[0] + float(canvas.stringWidth(said, font, _SIZE))


def _incidents(pen: MapPen, at: tuple[float, float]) -> None:
    pen.disc(at, 6.0, fill="#FFFFFF", stroke="#D5DAE1", wide=2.0)
    pen.arc(at, 6.0, 0.3, palette.WARM)


def _dashed(pen: MapPen, at: tuple[float, float]) -> None:
    _line(pen, at, palette.RANGE, (4, 3))


def _outlined(pen: MapPen, at: tuple[float, float]) -> None:
    _line(pen, at, palette.INK, ())


def _line(pen: MapPen, at: tuple[float, float], colour: str, dash: tuple[int, ...]) -> None:
    canvas = pen.canvas
    canvas.setStrokeColor(HexColor(colour))
    canvas.setLineWidth(2.0)
    canvas.setDash(*([list(dash), 0] if dash else []))
    canvas.line(at[0] - 8, at[1], at[0] + 8, at[1])
    canvas.setDash()


_MARKS: Mapping[str, _Drawn] = {
    "incidents": _incidents,
    "stations": lambda pen, at: map_marks.station(pen, at, None),
    "cameras": lambda pen, at: map_marks.camera(pen, at, "alive"),
    "ranges": _dashed,
    "selected": _outlined,
}
