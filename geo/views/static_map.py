"""A map that needs no script: grids as SVG paths in metres, filled by class, some numbered."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.spatial.frames import MetricFrame
from geo.views import palette
from geo.views.choropleth import NO_CLASS
from geo.views.escaping import markup

_SIMPLIFIED_TO = 700.0
_PAD_SHARE = 0.02
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class StaticMap:
    """What is drawn: shapes in metres, a class letter each, numbers by position, and the box.

    `box_m` is west, south, east, north; what lies outside is cut.
    """

    grids: MetricFrame
    classes: str
    numbers: Mapping[int, str]
    box_m: _Box
    label: str
    is_change: bool = False


def svg(drawn: StaticMap, width_px: int, height_px: int) -> str:
    """Return the map as an SVG element, north up, scaled to fit."""
    scale, shift = _fit(drawn.box_m, width_px, height_px)
    step_m = max(drawn.box_m[2] - drawn.box_m[0], 1.0) / _SIMPLIFIED_TO
    shapes = shapely.simplify(drawn.grids.geometry.to_numpy(), step_m)
    near = shapely.clip_by_rect(shapes, *_padded(drawn.box_m))
    colours = palette.DIVERGING if drawn.is_change else palette.SEQUENTIAL
    paths = [
        f'<path d="{_path(shape, scale, shift)}" fill="{_fill(letter, colours)}"/>'
        for shape, letter in zip(near, drawn.classes, strict=True)
        if not shapely.is_empty(shape)
    ]
    marks = [_mark(near[place], said, scale, shift) for place, said in drawn.numbers.items()]
    return (
        f'<svg viewBox="0 0 {width_px} {height_px}" role="img" aria-label="{markup(drawn.label)}">'
        f'<g stroke="#fff" stroke-width="0.6">{"".join(paths)}</g>{"".join(marks)}</svg>'
    )


def _fit(box_m: _Box, width_px: int, height_px: int) -> tuple[float, NDArray[np.float64]]:
    west, south, east, north = box_m
    scale = min(width_px / max(east - west, 1.0), height_px / max(north - south, 1.0))
    middle = np.array([(west + east) / 2, (south + north) / 2])
    return scale, np.array([width_px / 2, height_px / 2]) - middle * scale * np.array([1, -1])


def _padded(box_m: _Box) -> _Box:
    west, south, east, north = box_m
    wide, high = (east - west) * _PAD_SHARE, (north - south) * _PAD_SHARE
    return west - wide, south - high, east + wide, north + high


def _path(shape: shapely.Geometry, scale: float, shift: NDArray[np.float64]) -> str:
    return "".join(_ring(ring, scale, shift) for ring in _rings(shape))


def _rings(shape: shapely.Geometry) -> list[shapely.Geometry]:
    parts = shapely.get_parts(shape)
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return [*shapely.get_rings(polygons)]


def _ring(ring: shapely.Geometry, scale: float, shift: NDArray[np.float64]) -> str:
    places = shapely.get_coordinates(ring) * np.array([scale, -scale]) + shift
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in places)}Z"


def _fill(letter: str, colours: tuple[str, ...]) -> str:
    return palette.UNKNOWN if letter == NO_CLASS else colours[int(letter)]


def _mark(shape: shapely.Geometry, said: str, scale: float, shift: NDArray[np.float64]) -> str:
    if shapely.is_empty(shape):
        return ""
    at = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
    x, y = at * np.array([scale, -scale]) + shift
    return (
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{palette.INK}"/>'
        f'<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="11" '
        f'fill="#fff">{markup(said)}</text>'
    )
