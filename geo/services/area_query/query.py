"""The area query: everything inside a drawn shape, on today's boundaries, as the actor may see it.

Points are inside when they lie in the shape or on its border. What lies where is decided in
degrees, where borders and shapes have the same straight edges; pieces are measured in metres.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.codes import GridCode
from geo.domain.kinds import CameraState, IncidentState
from geo.domain.policy import POLICY, Action, Actor, require
from geo.domain.units import M2_PER_KM2
from geo.ports.layers import LayerReader
from geo.services import lateness, sensitive
from geo.services.area_query.people import in_metres, people_inside
from geo.services.area_query.sensitive_sums import sensitive_inside
from geo.services.area_query.shape import Shape
from geo.services.area_query.values import (
    AreaAnswer,
    CamerasInside,
    GridInside,
    IncidentsInside,
    Question,
)
from geo.services.derived import once_a_question
from geo.services.drafting.settled import Settled, settled_in
from geo.services.snapshot import Snapshot
from geo.spatial.assignment import build_index, locate
from geo.spatial.geodesic import area_and_perimeter

Flags = NDArray[np.bool_]
_NOTHING_M2 = 1.0
_KEPT_SETTLED = 2


@dataclass(slots=True)
class AreaQueries:
    """Answers with what lies inside a shape in the present snapshot."""

    current: Callable[[], Snapshot]
    layers: LayerReader
    _settled: OrderedDict[int, tuple[Snapshot, Settled]] = field(default_factory=OrderedDict)

    def answer(self, actor: Actor, question: Question) -> AreaAnswer:
        """Return what lies inside.

        Raises:
            NotPermitted: the actor may not look at the map.
            BadValue: the shape crosses itself.
            NotFound: the scope names a grid that is not there.
        """
        require(actor, Action.VIEW_MAP)
        snapshot = self.current()
        found = _answer(snapshot, question, self)
        may = POLICY[actor.role]
        return replace(
            found,
            incidents=found.incidents if Action.VIEW_INCIDENTS in may else None,
            cameras=found.cameras if Action.VIEW_CAMERAS in may else None,
            stations=found.stations if Action.VIEW_STATIONS in may else None,
        )

    def settled(self, snapshot: Snapshot) -> Settled:
        """Return where people live, read once a snapshot."""
        key = id(snapshot)
        if key not in self._settled:
            self._settled[key] = snapshot, settled_in(self.layers, snapshot.metric_crs)
            while len(self._settled) > _KEPT_SETTLED:
                self._settled.popitem(last=False)
        return self._settled[key][1]

    def __hash__(self) -> int:
        """Return one hash a service: answers are kept by who gives them."""
        return id(self)


@once_a_question
def _answer(snapshot: Snapshot, question: Question, service: AreaQueries) -> AreaAnswer:
    polygon = question.shape.polygon()
    area_m2, perimeter_m = area_and_perimeter(polygon)
    grids, inside_m2 = _grids(snapshot, polygon)
    whole_m2 = float(in_metres(np.array([polygon], object), snapshot)[0].area)
    inside = _Inside(polygon)
    return AreaAnswer(
        question=question,
        area_m2=area_m2,
        perimeter_m=perimeter_m,
        outside_share=max(0.0, 1 - inside_m2 / whole_m2) if grids else 1.0,
        grids=grids,
        incidents=_incidents(snapshot, question, inside),
        cameras=_cameras(snapshot, inside),
        stations=np.flatnonzero(inside.rows(snapshot.stations)),
        people=people_inside(snapshot, polygon, lambda: service.settled(snapshot)),
    )


class _Inside:
    """Says which points lie in one polygon, border included."""

    def __init__(self, polygon: shapely.Polygon) -> None:
        self._index = build_index(np.array([polygon], object))

    def points(self, lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]) -> Flags:
        return np.asarray(locate(self._index, lon_deg, lat_deg) >= 0)

    def rows(self, rows: pd.DataFrame) -> Flags:
        lon, lat = (rows[name].to_numpy(float) for name in ("lon_deg", "lat_deg"))
        return self.points(lon, lat)


def _grids(snapshot: Snapshot, area: shapely.Polygon) -> tuple[tuple[GridInside, ...], float]:
    shapes = snapshot.grids.geometry.to_numpy()
    shapely.prepare(area)
    touched = np.sort(snapshot.grids.sindex.query(area, "intersects"))
    whole_m2 = shapely.area(snapshot.metric_grids.geometry.to_numpy()[touched])
    cut = ~shapely.covers(area, shapes[touched])
    inside_m2 = whole_m2.copy()
    pieces = shapely.intersection(shapes[touched][cut], area)
    inside_m2[cut] = shapely.area(in_metres(pieces, snapshot))
    names = snapshot.grids["name"].fillna(snapshot.grids["code"]).to_numpy(object)
    codes = snapshot.grids["code"].to_numpy(object)
    listed = [
        GridInside(
            code=GridCode(str(codes[touched[place]])),
            name=str(names[touched[place]]),
            inside_km2=float(inside_m2[place]) / M2_PER_KM2,
            inside_share=float(inside_m2[place] / whole_m2[place]),
        )
        for place in np.lexsort((touched, -inside_m2)).tolist()
        if inside_m2[place] > _NOTHING_M2
    ]
    return tuple(listed), float(inside_m2.sum())


def _incidents(snapshot: Snapshot, question: Question, inside: _Inside) -> IncidentsInside:
    incidents, now_s = snapshot.incidents, int(snapshot.now.timestamp())
    plain = ~sensitive.sensitive_flags(snapshot)
    chosen = question.scope.mask(snapshot) & plain
    chosen[chosen] = inside.points(incidents.lon_deg[chosen], incidents.lat_deg[chosen])
    places = np.flatnonzero(chosen)
    order = np.lexsort((incidents.row[places], -incidents.reported_s[places]))
    centres = sensitive.grid_centres_deg(snapshot)
    return IncidentsInside(
        places=places[order].astype(np.int64),
        open=int(lateness.is_open_at(snapshot, now_s)[places].sum()),
        overdue=int(lateness.is_overdue(snapshot)[places].sum()),
        by_category=_counted(incidents.category[places], snapshot.categories),
        by_state=_counted(incidents.state[places], (*IncidentState, "unknown")),
        sensitive=sensitive_inside(
            snapshot, question.scope, inside.points(centres[:, 0], centres[:, 1])
        ),
    )


def _counted(codes: NDArray[np.integer], names: tuple[str, ...]) -> tuple[tuple[str, int], ...]:
    """Return names with their counts, most first; code −1 reads the last name."""
    if not len(codes):
        return ()
    counts = np.bincount(codes.astype(np.int64) % len(names), minlength=len(names))
    order = np.lexsort((np.arange(len(names)), -counts))
    return tuple((str(names[one]), int(counts[one])) for one in order.tolist() if counts[one])


def _cameras(snapshot: Snapshot, inside: _Inside) -> CamerasInside:
    places = np.flatnonzero(inside.rows(snapshot.cameras))
    state = snapshot.cameras["state"].iloc[places]
    return CamerasInside(
        places=places.astype(np.int64),
        alive=int((state == CameraState.ALIVE).sum()),
        dead=int((state == CameraState.DEAD).sum()),
    )


def shape_features(shape: Shape, properties: dict[str, object]) -> dict[str, object]:
    """Return the shape as a GeoJSON feature (RFC 7946: closed, counter-clockwise)."""
    ring = shapely.get_coordinates(shapely.orient_polygons(shape.polygon())).tolist()
    told = {**properties, **({"radius_m": shape.radius_m} if shape.radius_m else {})}
    geometry = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": told, "geometry": geometry}
