"""A map frame on paper: ground, grids by class, borders, marks, names, scale bar, north arrow."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.ports.documents import Extent, MapName
from geo.ports.printed_maps import MapPlate, ShownMeasure
from geo.views import choropleth, map_labels, palette
from geo.views.documents import map_marks
from geo.views.documents.map_pen import MapPen
from geo.views.map_labels import Box, Label
from geo.views.scale_bar import scale_bar
from geo.views.sheet import Sheet, sheet_of

_LINES: dict[str, tuple[str, float, float, tuple[float, ...]]] = {
    "water": ("water", 1.5, 0.0, ()),
    "canal": ("water", 0.8, 0.004, ()),
    "street": ("road", 0.7, 0.03, ()),
    "road": ("road", 1.0, 0.004, ()),
    "highway": ("road", 1.6, 0.0, ()),
    "rail": ("rail", 0.9, 0.0, (4, 3)),
    "village": ("village", 0.7, 0.0, ()),
    "town": ("town", 1.3, 0.0, ()),
}
"""Colour, width in points, from how many points a metre it appears, dashes."""
_OPACITY, _UNKNOWN_OPACITY = 0.88, 0.55
_NAME_PT, _NAMES_MOST, _GRID_RANK = 7.5, 90, 3
_ROOM = 1.1
_SCALE_SHARE, _MARGIN_PT, _TICK_PT = 0.2, 8.0, 4.0
_ARROW_PT = 26.0


def sheet_for(extent: Extent, width_pt: float, height_pt: float) -> Sheet:
    """Return the paper on which an extent lies whole."""
    return sheet_of(extent, width_pt, height_pt)


def draw_plate(canvas: Any, plate: MapPlate, paper: Sheet, kept_free: Sequence[Box] = ()) -> None:
    """Draw the map with its lower left corner at the canvas's origin; names stay off some boxes."""
    pen = MapPen(canvas, paper)
    canvas.saveState()
    frame = canvas.beginPath()
    frame.rect(0, 0, paper.width_px, paper.height_px)
    canvas.clipPath(frame, stroke=0, fill=0)
    pen.fill(shapely.box(*paper.box_m()), palette.BACKDROP["land"])
    seen = pen.near(plate.grids)
    _grids(pen, plate, seen)
    map_marks.ranges(pen, plate.ranges)
    _ground_lines(pen, plate)
    for shape in pen.near(plate.outlined):
        pen.line(shape, "#FFFFFF", 4.2)
        pen.line(shape, palette.INK, 2.2)
    map_marks.cameras(pen, plate.cameras)
    taken = map_marks.incidents(pen, plate.incidents)
    taken += map_marks.stations(pen, plate.stations)
    _names(pen, plate, seen, [*kept_free, *taken])
    canvas.restoreState()


def _grids(pen: MapPen, plate: MapPlate, seen: NDArray[np.object_]) -> None:
    letters = classes_of(plate.measure, len(plate.grids))
    colours = palette.DIVERGING if plate.measure and plate.measure.is_change else palette.SEQUENTIAL
    for shape, letter in zip(seen, letters, strict=True):
        if plate.measure is None:
            continue
        is_unknown = letter == choropleth.NO_CLASS
        colour = palette.UNKNOWN if is_unknown else colours[int(letter)]
        pen.fill(shape, colour, _UNKNOWN_OPACITY if is_unknown else _OPACITY)
    border = "#FFFFFF" if plate.measure else palette.BACKDROP["village"]
    for shape in seen:
        pen.line(shape, border, 0.5)


def classes_of(measure: ShownMeasure | None, size: int) -> str:
    """Return the class of each grid, that of the unknown where no measure is shown."""
    if measure is None:
        return choropleth.NO_CLASS * size
    return choropleth.classes(measure.values, measure.breaks)


def _ground_lines(pen: MapPen, plate: MapPlate) -> None:
    seen = pen.near([shape for shape, _ in plate.lines])
    for shape, (_, kind) in zip(seen, plate.lines, strict=True):
        colour, wide, from_scale, dash = _LINES[kind]
        if pen.paper.px_per_m >= from_scale:
            pen.line(shape, palette.BACKDROP[colour], wide, dash)


def _names(pen: MapPen, plate: MapPlate, seen: NDArray[np.object_], taken: Sequence[Box]) -> None:
    paper = pen.paper
    chosen = [one for one in plate.names if one.rank < _GRID_RANK]
    chosen += _roomy(plate, seen, paper)
    west, south, east, north = paper.box_m()
    near = [one for one in chosen if west < one.x_m < east and south < one.y_m < north]
    at = paper.xy(np.array([[one.x_m, one.y_m] for one in near]).reshape(-1, 2)).tolist()
    labels = [Label(one.words, x, y, one.rank) for one, (x, y) in zip(near, at, strict=True)]
    labels = sorted(labels, key=lambda one: one.rank)[: _NAMES_MOST * 4]
    placed = map_labels.placed(labels, paper.width_px, paper.height_px, _NAME_PT, taken)
    for one in placed[:_NAMES_MOST]:
        pen.words(
            one.words, (one.x, one.y + _NAME_PT / 3), _NAME_PT, palette.INK, is_bold=one.rank == 0
        )


def _roomy(plate: MapPlate, seen: NDArray[np.object_], paper: Sheet) -> list[MapName]:
    """Return the names of grids that have room for them."""
    bounds = shapely.bounds(seen)
    wide_pt = (bounds[:, 2] - bounds[:, 0]) * paper.px_per_m
    tree = shapely.STRtree(np.array(list(plate.grids), dtype=object))
    names = [one for one in plate.names if one.rank == _GRID_RANK]
    points = shapely.points(np.array([(one.x_m, one.y_m) for one in names]).reshape(-1, 2))
    pairs = tree.query(points, predicate="within")
    return [
        names[name]
        for name, grid in pairs.T.tolist()
        if wide_pt[grid] >= _ROOM * map_labels.width_px(names[name].words, _NAME_PT)
    ]


def furniture_boxes(paper: Sheet) -> list[Box]:
    """Return the room that scale bar and north arrow take."""
    bar = scale_bar(paper.px_per_m, paper.width_px * _SCALE_SHARE)
    top = paper.height_px - 3 * _MARGIN_PT - _NAME_PT
    arrow = (0.0, 0.0, 2 * _MARGIN_PT + _ARROW_PT, _ARROW_PT * 2)
    return [(0.0, top, 2 * _MARGIN_PT + bar.drawn_px, paper.height_px), arrow]


def draw_furniture(canvas: Any, paper: Sheet, north: str) -> None:
    """Draw the scale bar at the lower left, the north arrow at the upper left, and the frame."""
    pen = MapPen(canvas, paper)
    bar = scale_bar(paper.px_per_m, paper.width_px * _SCALE_SHARE)
    left, base = _MARGIN_PT, _MARGIN_PT
    for colour, wide in (("#FFFFFF", 4.0), (palette.INK, 1.4)):
        _polyline(canvas, colour, wide, (
            (left, base + _TICK_PT), (left, base),
            (left + bar.drawn_px, base), (left + bar.drawn_px, base + _TICK_PT),
        ))  # fmt: skip
    over = paper.height_px - base - _TICK_PT - 3
    pen.words(bar.words, (left + bar.drawn_px / 2, over), _NAME_PT + 0.5, palette.INK, is_bold=True)
    _north(pen, north)
    canvas.setStrokeColor(palette.QUIET)
    canvas.setLineWidth(0.8)
    canvas.rect(0, 0, paper.width_px, paper.height_px, stroke=1, fill=0)


def _polyline(canvas: Any, colour: str, wide: float, at: Sequence[tuple[float, float]]) -> None:
    path = canvas.beginPath()
    path.moveTo(*at[0])
    for place in at[1:]:
        path.lineTo(*place)
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(wide)
    canvas.drawPath(path, stroke=1, fill=0)


def _north(pen: MapPen, north: str) -> None:
    canvas, middle = pen.canvas, _MARGIN_PT + _ARROW_PT / 2
    top = pen.paper.height_px - _MARGIN_PT - 12
    wide, high = _ARROW_PT * 0.3, _ARROW_PT
    for colour, line in ((palette.INK, 0.8), ("#FFFFFF", 0.8)):
        side = wide if colour == palette.INK else -wide
        path = canvas.beginPath()
        path.moveTo(middle, top)
        path.lineTo(middle + side, top - high)
        path.lineTo(middle, top - high * 0.75)
        path.close()
        canvas.setFillColor(colour)
        canvas.setStrokeColor(palette.INK)
        canvas.setLineWidth(line)
        canvas.drawPath(path, stroke=1, fill=1)
    words_at = pen.paper.height_px - top - 3
    pen.words(north, (middle, words_at), _NAME_PT + 1.5, palette.INK, is_bold=True)


def draw_box(canvas: Any, paper: Sheet, box_m: Box) -> None:
    """Draw a box in metres in the warm colour: what another map shows."""
    west, south, east, north = box_m
    (left, bottom), (right, top) = paper.xy(np.array([[west, south], [east, north]])).tolist()
    canvas.setStrokeColor(palette.WARM)
    canvas.setLineWidth(1.2)
    height = paper.height_px
    canvas.rect(left, height - bottom, right - left, bottom - top, stroke=1, fill=0)
