"""A serious incident: which one takes the screen over, and what stands ready around it.

Never a dispute or petition; never its text, its address or who reported it.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2s
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from geo.domain.categories import is_sensitive
from geo.domain.kinds import CameraState
from geo.domain.units import M_PER_KM
from geo.messages import numbers
from geo.messages.category_names import category_name
from geo.messages.figures import Tone
from geo.messages.wall_scenes import Camera, Facts, Mark, Shot, Step, Takeover
from geo.services.grid_names import grid_or_none, named_grid
from geo.services.station_distance import detour_factor
from geo.services.wall.town import WallTown
from geo.spatial import frames

_S_PER_MIN = 60
_NEAR_KM = 1.0
_TILT_DEG = 45.0
_KEY_BYTES = 6


def takeovers(town: WallTown, drill: str = "") -> tuple[Takeover, ...]:
    """Return what takes the screen over now: the newest open one, and the drill last asked for.

    A drill shows the newest incident of those categories, however old, under another name.
    """
    found = (_takeover(town, ""), _takeover(town, drill) if drill else None)
    return tuple(one for one in found if one is not None)


def _takeover(town: WallTown, drill: str) -> Takeover | None:
    place = _newest(town, is_drill=bool(drill))
    if place is None:
        return None
    category = town.snapshot.categories[town.snapshot.incidents.category[place]]
    told = f"{town.snapshot.incident_names['id'].iloc[place]}{drill}"
    title = category_name(town.language, category)
    return Takeover(
        key=blake2s(told.encode(), digest_size=_KEY_BYTES).hexdigest(),
        title=town.say("drill_title", category=title) if drill else title,
        seconds=town.book.takeover.seconds,
        is_drill=bool(drill),
        step=_step(town, place),
    )


def _newest(town: WallTown, *, is_drill: bool) -> int | None:
    incidents, spec = town.snapshot.incidents, town.book.takeover
    serious = [
        name in spec.categories and not is_sensitive(name) for name in town.snapshot.categories
    ]
    chosen = np.array(serious or [False], bool)[incidents.category] & (incidents.grid >= 0)
    now_s = int(town.snapshot.now.timestamp())
    chosen &= incidents.reported_s <= now_s
    if not is_drill:
        recent = incidents.reported_s >= now_s - spec.within_min * _S_PER_MIN
        chosen &= recent & town.is_open
    places = np.flatnonzero(chosen)
    return int(places[incidents.reported_s[places].argmax()]) if len(places) else None


def _step(town: WallTown, place: int) -> Step:
    incidents = town.snapshot.incidents
    grid = int(incidents.grid[place])
    around = _Around.of(town, place)
    lon, lat = around.lon_deg, around.lat_deg
    reported = datetime.fromtimestamp(
        int(incidents.reported_s[place]), ZoneInfo(town.snapshot.timezone)
    )
    name = named_grid(town.snapshot, grid).name
    lines = (
        (town.say("at_grid"), name, ""),
        (town.say("at_time"), f"{reported:%H:%M}", ""),
        (town.say("at_worker"), around.workers(), ""),
        (town.say("at_team"), *around.team()),
        (town.say("at_station"), *around.station()),
        (town.say("at_cameras"), around.cameras(), ""),
    )
    return Step(
        seconds=town.book.takeover.seconds,
        camera=Camera(Shot.FOCUS, _TILT_DEG, 0.0, (grid,)),
        outlined=(grid,),
        marks=(Mark(lon, lat, name, Tone.BAD),),
        panel=Facts(town.say("takeover_title"), tuple(line for line in lines if line[1])),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What lies around a place; on a public wall the place is its grid's centre."""

    town: WallTown
    grid: int
    lon_deg: float
    lat_deg: float

    @classmethod
    def of(cls, town: WallTown, place: int) -> "_Around":
        incidents = town.snapshot.incidents
        grid = int(incidents.grid[place])
        if town.book.is_public:
            return cls(town, grid, *(float(one) for one in town.centres_deg[grid]))
        return cls(town, grid, float(incidents.lon_deg[place]), float(incidents.lat_deg[place]))

    def workers(self) -> str:
        """Return how many are responsible for the grid."""
        count = int((self.town.snapshot.staff["grid"] == self.grid).sum())
        return self.town.say("men", count=count) if count else self.town.say("nobody")

    def team(self) -> tuple[str, str]:
        """Return the nearest grid with mobile staff, and how far it is."""
        staff = self.town.snapshot.staff
        is_mobile = staff["mobile"].eq(other=True).fillna(value=False).to_numpy(bool)
        places = np.unique(staff["grid"].to_numpy()[is_mobile & (staff["grid"] >= 0).to_numpy()])
        if not len(places):
            return "", ""
        far_km = self._far_km(*self.town.centres_deg[places].T)
        nearest = grid_or_none(self.town.snapshot, int(places[far_km.argmin()]))
        return nearest.name if nearest else "", self._about(float(far_km.min()))

    def station(self) -> tuple[str, str]:
        """Return the nearest station, and how far it is."""
        sites = self.town.snapshot.stations
        if sites.empty:
            return "", ""
        far_km = self._far_km(sites["lon_deg"].to_numpy(float), sites["lat_deg"].to_numpy(float))
        nearest = sites.iloc[int(far_km.argmin())]
        name = nearest["name"] if isinstance(nearest["name"], str) else nearest["id"]
        return str(name), self._about(float(far_km.min()))

    def cameras(self) -> str:
        """Return how many living cameras are near; where they stand is not said."""
        rows = self.town.snapshot.cameras
        alive = rows[rows["state"].eq(CameraState.ALIVE).fillna(value=False)]
        far_km = self._far_km(alive["lon_deg"].to_numpy(float), alive["lat_deg"].to_numpy(float))
        return self.town.say(
            "cameras_near", count=int((far_km <= _NEAR_KM).sum()), km=f"{_NEAR_KM:g}"
        )

    def _about(self, km: float) -> str:
        return self.town.say("about_km", km=numbers.three_digits(km))

    def _far_km(
        self, lon_deg: NDArray[np.float64], lat_deg: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return estimated ways: the straight line × the detour factor."""
        crs = self.town.snapshot.metric_crs
        here = frames.metric_xy(np.array([self.lon_deg]), np.array([self.lat_deg]), crs)
        there = frames.metric_xy(lon_deg, lat_deg, crs)
        straight = np.hypot(*(there - here).T)
        return np.asarray(straight * detour_factor(self.town.snapshot) / M_PER_KM)
