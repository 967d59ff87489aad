"""Marks of a printed map, as the screen draws them: incidents, stations, cameras, pastures."""

from collections.abc import Sequence

import shapely

from geo.ports.printed_maps import CameraSpot, IncidentSpot, StationSpot
from geo.views import palette
from geo.views.documents.map_pen import MapPen
from geo.views.map_labels import Box

_PALE, _CAMERA, _WHITE = "#D5DAE1", "#7A5C00", "#FFFFFF"
_RADII = ((10, 6.5), (100, 8.0), (1000, 10.0))
_LARGEST = 12.5
_ALIVE, _DEAD = "alive", "dead"
_STATION_PT = 5.5


def incidents(pen: MapPen, spots: Sequence[IncidentSpot]) -> list[Box]:
    """Draw the spots, those of many last, and return the room they take."""
    taken = []
    for one in sorted(spots, key=lambda spot: spot.count):
        at = pen.at(one.x_m, one.y_m)
        radius = incident(pen, at, one.count, one.late)
        taken.append(_about(at, radius))
    return taken


def incident(pen: MapPen, at: tuple[float, float], count: int, late: int) -> float:
    """Draw one spot and return its radius: a dot for one incident, else a ring with the count."""
    if count == 1:
        pen.disc(at, 2.2, fill=palette.WARM if late else palette.ACCENT, stroke=_WHITE, wide=0.8)
        return 2.2
    radius = next((wide for most, wide in _RADII if count < most), _LARGEST)
    pen.disc(at, radius, fill=_WHITE, stroke=_PALE, wide=2.0)
    pen.arc(at, radius, late / count, palette.WARM)
    size = 6.5 if count < _RADII[-1][0] else 6.0
    pen.words(
        str(count), (at[0], at[1] + size * 0.36), size, palette.INK, is_bold=True, has_halo=False
    )
    return radius + 1


def stations(pen: MapPen, spots: Sequence[StationSpot]) -> list[Box]:
    """Draw the stations with their load as a ring and return the room they take."""
    taken = []
    for one in spots:
        at = pen.at(one.x_m, one.y_m)
        station(pen, at, one.load)
        taken.append(_about(at, _STATION_PT + 3))
    return taken


def station(pen: MapPen, at: tuple[float, float], load: float | None) -> None:
    """Draw a station: a house on blue, its backlog as a part of the ring."""
    if load is not None:
        pen.disc(at, _STATION_PT + 2.5, fill=_WHITE, stroke=_PALE, wide=1.6)
        pen.arc(at, _STATION_PT + 2.5, min(load, 1.0), palette.WARM)
    x, y, half = at[0], pen.paper.height_px - at[1], _STATION_PT * 0.8
    canvas = pen.canvas
    canvas.setFillColor(palette.ACCENT)
    canvas.setStrokeColor(_WHITE)
    canvas.setLineWidth(0.7)
    canvas.roundRect(x - half, y - half, 2 * half, 2 * half, 1.2, stroke=1, fill=1)
    house = canvas.beginPath()
    points = ((0, 0.62), (0.68, 0.02), (0.45, 0.02), (0.45, -0.58), (-0.45, -0.58),
              (-0.45, 0.02), (-0.68, 0.02))  # fmt: skip
    house.moveTo(x + points[0][0] * half, y + points[0][1] * half)
    for across, up in points[1:]:
        house.lineTo(x + across * half, y + up * half)
    house.close()
    canvas.setFillColor(_WHITE)
    canvas.drawPath(house, stroke=0, fill=1)


def cameras(pen: MapPen, spots: Sequence[CameraSpot]) -> None:
    """Draw what the cameras see, then the sites: hollow where dead, grey where unknown."""
    for one in spots:
        if one.sector is not None:
            (seen,) = pen.near([one.sector])
            if one.state != _DEAD:
                pen.fill(seen, palette.CAUTION, 0.35)
            pen.line(seen, palette.CAUTION, 0.6, (2, 2) if one.state == _DEAD else ())
    for one in spots:
        camera(pen, pen.at(one.x_m, one.y_m), one.state)


def camera(pen: MapPen, at: tuple[float, float], state: str | None) -> None:
    """Draw one site."""
    fill = _CAMERA if state == _ALIVE else _WHITE if state == _DEAD else "#C3C9D1"
    pen.disc(at, 1.9, fill=fill, stroke=_CAMERA, wide=0.7)


def ranges(pen: MapPen, shapes: Sequence[shapely.Geometry]) -> None:
    """Draw the pastures in use."""
    for seen in pen.near(shapes):
        pen.fill(seen, palette.RANGE, 0.12)
        pen.line(seen, palette.RANGE, 1.2, (5, 3))


def _about(at: tuple[float, float], radius: float) -> Box:
    return (at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius)
