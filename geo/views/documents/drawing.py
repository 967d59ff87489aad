"""A map as a list of shapes and words on paper, y down; PDF and PNG both draw this one list."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.ports.documents import MapSheet, Tone
from geo.views import map_labels, palette
from geo.views.map_labels import Label
from geo.views.scale_bar import scale_bar
from geo.views.sheet import Sheet, sheet_of

Places = NDArray[np.float64]

FILLS = {
    Tone.OTHER: "#F4F5F2",
    Tone.CHANGED: "#DCEBF7",
    Tone.MOVED: "#F6D57A",
    Tone.SUBJECT: "#DCEBF7",
}
_STROKES = {Tone.ROAD: (palette.BACKDROP["road"], 1.2), Tone.WATER: ("#5C9BD1", 1.4)}
_BORDER, _OUTLINE = ("#9AA5B1", 0.6), (palette.WARM, 1.8)
_LINE_NAME = "#35648F"
_SCALE_SHARE, _SIMPLIFIED_PX = 0.25, 0.2
_NORTH_PX = 26.0
_SWATCH_PX, _LINE = 16.0, 1.7


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A filled polygon: its outer ring, then its holes."""

    rings: Sequence[Places]
    fill: str


@dataclass(frozen=True, slots=True, eq=False)
class Stroke:
    """A line of so many pixels."""

    xy: Places
    colour: str
    width_px: float


@dataclass(frozen=True, slots=True)
class Words:
    """Words about a middle; `y` is the baseline. A halo keeps them readable on lines."""

    words: str
    x: float
    y: float
    size_px: float
    colour: str = palette.INK
    is_bold: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """What is drawn in order: areas, strokes, words; everything beyond the size is cut off."""

    width_px: float
    height_px: float
    areas: Sequence[Area]
    strokes: Sequence[Stroke]
    words: Sequence[Words]


def drawing_of(sheet: MapSheet, width_px: float, height_px: float, font_px: float) -> Drawing:
    """Return the drawing of a map on paper of a size, with scale bar and north arrow."""
    paper = sheet_of(sheet.extent, width_px, height_px)
    strokes = [
        *_borders([shape for shape, _ in sheet.areas], paper, _BORDER),
        *(one for shape, tone in sheet.lines for one in _paths(shape, paper, _STROKES[tone])),
        *_borders(sheet.outlined, paper, _OUTLINE),
    ]
    bar, bar_words = _scale(paper, font_px)
    arrow, arrow_words = _north(paper, sheet.north, font_px)
    return Drawing(
        width_px,
        height_px,
        areas=_areas(sheet, paper),
        strokes=[*strokes, *bar, *arrow, _frame(paper)],
        words=[*_names(sheet, paper, font_px), bar_words, arrow_words],
    )


def _areas(sheet: MapSheet, paper: Sheet) -> list[Area]:
    """Return the polygons, of each tone the largest first, so that none covers another's hole."""
    found = []
    for shape, tone in sorted(
        sheet.areas, key=lambda one: (one[1] is Tone.MOVED, -shapely.area(one[0]))
    ):
        for polygon in _polygons(shape, paper):
            rings = [polygon.exterior, *polygon.interiors]
            found.append(Area([_xy(ring, paper) for ring in rings], FILLS[tone]))
    return found


def _polygons(shape: shapely.Geometry, paper: Sheet) -> list[shapely.Polygon]:
    seen = shapely.clip_by_rect(shape, *paper.box_m())
    parts = shapely.get_parts(shapely.simplify(seen, _SIMPLIFIED_PX / paper.px_per_m))
    return [one for one in parts if isinstance(one, shapely.Polygon) and not one.is_empty]


def _borders(
    shapes: Sequence[shapely.Geometry], paper: Sheet, pen: tuple[str, float]
) -> list[Stroke]:
    return [stroke for shape in shapes for stroke in _paths(shapely.boundary(shape), paper, pen)]


def _paths(shape: shapely.Geometry, paper: Sheet, pen: tuple[str, float]) -> list[Stroke]:
    seen = shapely.clip_by_rect(shape, *paper.box_m())
    merged = shapely.line_merge(seen) if seen.geom_type == "MultiLineString" else seen
    parts = shapely.get_parts(shapely.simplify(merged, _SIMPLIFIED_PX / paper.px_per_m))
    return [
        Stroke(_xy(one, paper), *pen)
        for one in parts
        if isinstance(one, shapely.LineString) and not one.is_empty
    ]


def _xy(line: shapely.Geometry, paper: Sheet) -> Places:
    return paper.xy(shapely.get_coordinates(line))


def _names(sheet: MapSheet, paper: Sheet, font_px: float) -> list[Words]:
    west, south, east, north = paper.box_m()
    near = [one for one in sheet.names if west < one.x_m < east and south < one.y_m < north]
    at = paper.xy(np.array([[one.x_m, one.y_m] for one in near]).reshape(-1, 2)).tolist()
    labels = [Label(one.words, x, y, one.rank) for one, (x, y) in zip(near, at, strict=True)]
    taken = [scale_bar(paper.px_per_m, paper.width_px * _SCALE_SHARE).box(paper.height_px)]
    taken.append((paper.width_px - 1.6 * _NORTH_PX, 0.0, paper.width_px, 2.4 * _NORTH_PX))
    placed = map_labels.placed(labels, paper.width_px, paper.height_px, font_px, taken)
    lines = {one.words for one in sheet.names if one.rank > 1}
    return [
        Words(
            one.words,
            one.x,
            one.y + font_px / 3,
            font_px,
            _LINE_NAME if one.words in lines else palette.INK,
            is_bold=one.rank == 0,
        )
        for one in placed
    ]


def _scale(paper: Sheet, font_px: float) -> tuple[list[Stroke], Words]:
    bar = scale_bar(paper.px_per_m, paper.width_px * _SCALE_SHARE)
    left, base = font_px, paper.height_px - font_px
    right, tick = left + bar.drawn_px, base - font_px / 2
    path = np.array([[left, tick], [left, base], [right, base], [right, tick]])
    words = Words(bar.words, (left + right) / 2, tick - 2, font_px)
    return [Stroke(path, palette.INK, 1.2)], words


def _north(paper: Sheet, north: str, font_px: float) -> tuple[list[Stroke], Words]:
    x, top = paper.width_px - _NORTH_PX * 0.8, font_px * 1.8
    wide, high = _NORTH_PX * 0.28, _NORTH_PX
    head = np.array(
        [[x, top], [x + wide, top + high], [x, top + high * 0.72], [x - wide, top + high], [x, top]]
    )
    return [Stroke(head, palette.INK, 1.2)], Words(north, x, top - 3, font_px)


def _frame(paper: Sheet) -> Stroke:
    width, height = paper.width_px, paper.height_px
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height], [0, 0]], dtype=float)
    return Stroke(corners, palette.QUIET, 0.8)


def legend_of(sheet: MapSheet, width_px: float, font_px: float) -> Drawing:
    """Return what the tones of a map mean, in rows that fit a width."""
    areas: list[Area] = []
    strokes: list[Stroke] = []
    words: list[Words] = []
    x, y = 0.0, font_px * _LINE
    for tone, said in sheet.legend:
        wide = map_labels.width_px(said, font_px)
        if x and x + _SWATCH_PX + wide > width_px:
            x, y = 0.0, y + font_px * _LINE
        _swatch(tone, (x, y - font_px * 0.8), areas, strokes)
        words.append(Words(said, x + _SWATCH_PX + 4 + wide / 2, y, font_px))
        x += _SWATCH_PX + wide + 2 * font_px
    return Drawing(width_px, y + font_px * 0.5, areas, strokes, words)


def _swatch(
    tone: Tone, corner: tuple[float, float], areas: list[Area], strokes: list[Stroke]
) -> None:
    left, top = corner
    right, bottom = left + _SWATCH_PX, top + _SWATCH_PX * 0.55
    if tone in _STROKES:
        middle = (top + bottom) / 2
        strokes.append(Stroke(np.array([[left, middle], [right, middle]]), *_STROKES[tone]))
        return
    box = np.array([[left, top], [right, top], [right, bottom], [left, bottom], [left, top]])
    areas.append(Area([box], FILLS[tone]))
    pen = _OUTLINE if tone in (Tone.CHANGED, Tone.SUBJECT) else _BORDER
    strokes.append(Stroke(box, *pen))
