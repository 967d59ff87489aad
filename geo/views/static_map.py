"""A map that needs no script: grids as SVG paths filled by class, names, numbers, a scale bar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial.frames import MetricFrame
from geo.views import map_labels, palette
from geo.views.choropleth import NO_CLASS
from geo.views.escaping import markup
from geo.views.map_labels import Box, Label
from geo.views.scale_bar import ScaleBar, scale_bar
from geo.views.sheet import Sheet, sheet_of

_SIMPLIFIED_TO = 700.0
_MARK_PX = 9.0
_SCALE_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class StaticMap:
    """What is drawn: shapes in metres, a class letter each, numbers by position, and the box.

    `box_m` is west, south, east, north and lies whole in the map. `names` stand at metres, by
    rank, where they find room; `outlined_m` is the box that another map shows.
    """

    grids: MetricFrame
    classes: str
    numbers: Mapping[int, str]
    box_m: Box
    label: str
    is_change: bool = False
    names: Sequence[Label] = ()
    outlined_m: Box | None = None
    name_px: float = 10.0


def svg(drawn: StaticMap, width_px: int, height_px: int) -> str:
    """Return the map as an SVG element, north up, scaled to fit."""
    sheet = sheet_of(drawn.box_m, width_px, height_px)
    step_m = 1 / sheet.px_per_m * width_px / _SIMPLIFIED_TO
    shapes = shapely.simplify(drawn.grids.geometry.to_numpy(), step_m)
    near = shapely.clip_by_rect(shapes, *sheet.box_m())
    marks = {
        said: _middle(near[position], sheet)
        for position, said in drawn.numbers.items()
        if not shapely.is_empty(near[position])
    }
    bar = scale_bar(sheet.px_per_m, width_px * _SCALE_SHARE)
    return (
        f'<svg viewBox="0 0 {width_px} {height_px}" role="img" aria-label="{markup(drawn.label)}">'
        f'<g stroke="#fff" stroke-width="0.6">{_paths(near, drawn, sheet)}</g>'
        f"{_outline(drawn.outlined_m, sheet)}{_names(drawn, sheet, bar, [*marks.values()])}"
        f"{bar.svg(height_px)}{''.join(_mark(said, at) for said, at in marks.items())}</svg>"
    )


def _paths(shapes: NDArray[np.object_], drawn: StaticMap, sheet: Sheet) -> str:
    colours = palette.DIVERGING if drawn.is_change else palette.SEQUENTIAL
    return "".join(
        f'<path d="{_path(shape, sheet)}" fill="{_fill(letter, colours)}"/>'
        for shape, letter in zip(shapes, drawn.classes, strict=True)
        if not shapely.is_empty(shape)
    )


def _path(shape: shapely.Geometry, sheet: Sheet) -> str:
    parts = shapely.get_parts(shape)
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return "".join(_ring(ring, sheet) for ring in shapely.get_rings(polygons))


def _ring(ring: shapely.Geometry, sheet: Sheet) -> str:
    places = sheet.xy(shapely.get_coordinates(ring))
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in places)}Z"


def _fill(letter: str, colours: tuple[str, ...]) -> str:
    return palette.UNKNOWN if letter == NO_CLASS else colours[int(letter)]


def _outline(box_m: Box | None, sheet: Sheet) -> str:
    if box_m is None:
        return ""
    west, south, east, north = box_m
    (left, bottom), (right, top) = sheet.xy(np.array([[west, south], [east, north]]))
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" '
        f'height="{bottom - top:.1f}" fill="none" stroke="{palette.WARM}" stroke-width="1.5"/>'
    )


def _names(
    drawn: StaticMap, sheet: Sheet, bar: ScaleBar, marks: Sequence[tuple[float, float]]
) -> str:
    taken = [bar.box(sheet.height_px)]
    taken += [(x - _MARK_PX, y - _MARK_PX, x + _MARK_PX, y + _MARK_PX) for x, y in marks]
    at = sheet.xy(np.array([[one.x, one.y] for one in drawn.names]).reshape(-1, 2)).tolist()
    named = zip(drawn.names, at, strict=True)
    labels = [Label(one.words, x, y, one.rank) for one, (x, y) in named]
    size = sheet.width_px, sheet.height_px
    return "".join(
        f'<text x="{one.x:.1f}" y="{one.y + drawn.name_px / 3:.1f}" text-anchor="middle" '
        f'font-size="{drawn.name_px}" class="name">{markup(one.words)}</text>'
        for one in map_labels.placed(labels, *size, drawn.name_px, taken)
    )


def _middle(shape: shapely.Geometry, sheet: Sheet) -> tuple[float, float]:
    x, y = sheet.xy(shapely.get_coordinates(shapely.point_on_surface(shape))[0])
    return float(x), float(y)


def _mark(said: str, at: tuple[float, float]) -> str:
    x, y = at
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_MARK_PX}" fill="{palette.INK}"/>'
        f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="11" '
        f'fill="#fff">{markup(said)}</text>'
    )
