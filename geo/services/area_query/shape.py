"""A shape drawn on the map: one ring, or a circle by its radius; as a value, a text, a polygon.

Degrees are whole steps of 0.00001° (1.1 m), so that a link says exactly what was asked. The text
is short enough for a link: differences in base 32, five bits a letter, a sixth for "more follows".
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely

from geo.domain.errors import BadValue
from geo.spatial.geodesic import circle_ring

MOST_POINTS = 500
LEAST_POINTS = 3
LEAST_RADIUS_M, MOST_RADIUS_M = 10, 300_000
_STEPS_PER_DEG = 100_000
_DECIMALS = 5
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BITS, _MORE = 5, 32
_RING, _CIRCLE = "p", "c"

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """Corners (lon, lat in degrees) of a ring that closes itself; with `radius_m` one centre."""

    points: tuple[Place, ...]
    radius_m: int = 0

    @property
    def ring(self) -> tuple[Place, ...]:
        """Return the corners of what is asked about, the last one not repeated."""
        if not self.radius_m:
            return self.points
        drawn = circle_ring(*self.points[0], self.radius_m)
        return tuple((float(lon), float(lat)) for lon, lat in drawn)

    def polygon(self) -> shapely.Polygon:
        """Return the polygon in degrees.

        Raises:
            BadValue: its border crosses or touches itself, or it has no area.
        """
        made = shapely.Polygon(self.ring)
        if not made.is_valid or made.area == 0:
            raise BadValue("shape_crosses")
        return made

    def text(self) -> str:
        """Return the shape for a link."""
        steps = _steps(self.points)
        if self.radius_m:
            return _CIRCLE + _written([*steps, self.radius_m])
        return _RING + _written(steps)


def shape_in(text: str) -> Shape:
    """Return the shape that `Shape.text` wrote (BadValue where it is none)."""
    numbers = list(_read(text[1:]))
    is_circle = text[:1] == _CIRCLE
    places, radius_m = (numbers[:2], numbers[2:]) if is_circle else (numbers, [0])
    if text[:1] not in (_RING, _CIRCLE) or len(places) % 2 or len(radius_m) != 1:
        raise BadValue("shape_text")
    lon = lat = 0
    points = []
    for east, north in zip(places[::2], places[1::2], strict=True):
        lon, lat = lon + east, lat + north
        points.append((lon / _STEPS_PER_DEG, lat / _STEPS_PER_DEG))
    return _checked(points, radius_m[0], is_circle=is_circle)


def shape_drawn(said: Mapping[str, Any]) -> Shape:
    """Return the shape that a browser tells: `points` of lon and lat, `radius_m` for a circle.

    Raises:
        BadValue: it is none, too large for a link, or lies on no earth.
    """
    try:
        radius_m = round(float(said.get("radius_m") or 0))
        points = [(float(lon), float(lat)) for lon, lat in said["points"]]
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadValue("shape_text") from error
    return _checked(points, radius_m, is_circle=bool(radius_m))


def shape_of_ring(places: Iterable[Sequence[float]]) -> Shape:
    """Return the shape of a ring from a file, closed or not (BadValue)."""
    points = [(float(place[0]), float(place[1])) for place in places]
    return _checked(points, 0, is_circle=False)


def _checked(points: Sequence[Place], radius_m: int, *, is_circle: bool) -> Shape:
    if not all(math.isfinite(lon) and abs(lon) <= 180 and abs(lat) < 89 for lon, lat in points):
        raise BadValue("shape_world")
    rounded = [(round(lon, _DECIMALS), round(lat, _DECIMALS)) for lon, lat in points]
    if is_circle:
        if len(rounded) != 1 or not LEAST_RADIUS_M <= radius_m <= MOST_RADIUS_M:
            raise BadValue("shape_radius", least=LEAST_RADIUS_M, most=MOST_RADIUS_M // 1_000)
        return Shape((rounded[0],), radius_m)
    corners = [one for one, before in zip(rounded, [None, *rounded], strict=False) if one != before]
    if len(corners) > 1 and corners[0] == corners[-1]:
        corners.pop()
    if len(corners) > MOST_POINTS:
        raise BadValue("shape_many", most=MOST_POINTS, count=len(corners))
    if len(corners) < LEAST_POINTS:
        raise BadValue("shape_few")
    return Shape(tuple(corners))


def _steps(points: Iterable[Place]) -> list[int]:
    steps: list[int] = []
    before = (0, 0)
    for lon, lat in points:
        now = round(lon * _STEPS_PER_DEG), round(lat * _STEPS_PER_DEG)
        steps += [now[0] - before[0], now[1] - before[1]]
        before = now
    return steps


def _written(numbers: Iterable[int]) -> str:
    letters = []
    for number in numbers:
        left = (number << 1) if number >= 0 else ~(number << 1)
        while left >= _MORE:
            letters.append(_LETTERS[left % _MORE + _MORE])
            left >>= _BITS
        letters.append(_LETTERS[left])
    return "".join(letters)


def _read(text: str) -> Iterator[int]:
    number = shift = 0
    for letter in text[: 2 * 10 * MOST_POINTS]:
        value = _LETTERS.find(letter)
        if value < 0:
            raise BadValue("shape_text")
        number |= value % _MORE << shift
        shift += _BITS
        if value < _MORE:
            yield number >> 1 if number % 2 == 0 else ~(number >> 1)
            number = shift = 0
    if shift:
        raise BadValue("shape_text")
