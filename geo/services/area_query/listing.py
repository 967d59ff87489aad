"""What a file of an area query lists: incidents, camera sites, stations, grids, each as a table.

Incidents go without address, text or contact; disputes and petitions are not among them.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.domain.kinds import Channel, IncidentState
from geo.domain.units import M2_PER_KM2
from geo.services import lateness
from geo.services.area_query.values import AreaAnswer
from geo.services.snapshot import UNKNOWN_S, Snapshot

_DECIMALS = 6


@dataclass(frozen=True, slots=True, eq=False)
class Listing:
    """Tables of one row a thing; empty where there is none or the actor may not see it.

    `incidents`: id, category, state, channel, is_overdue, reported_at, due_at, closed_at (local,
    NaT unknown), grid, lon_deg, lat_deg. `cameras`: id, state, owner_kind, place_kind, grid,
    lon_deg, lat_deg. `stations`: id, name, kind, grid, lon_deg, lat_deg. `grids`: code, name,
    inside_km2, inside_share. A grid is its code, null outside of all.
    """

    incidents: pd.DataFrame
    cameras: pd.DataFrame
    stations: pd.DataFrame
    grids: pd.DataFrame


def listing(snapshot: Snapshot, answer: AreaAnswer) -> Listing:
    """Return the tables of an answer."""
    nobody = np.empty(0, np.int64)
    incidents = answer.incidents.places if answer.incidents else nobody
    cameras = answer.cameras.places if answer.cameras else nobody
    stations = nobody if answer.stations is None else answer.stations
    return Listing(
        incidents=_incidents(snapshot, incidents),
        cameras=_assets(snapshot, snapshot.cameras, cameras, ("state", "owner_kind", "place_kind")),
        stations=_assets(snapshot, snapshot.stations, stations, ("name", "kind")),
        grids=pd.DataFrame(
            {
                "code": [str(one.code) for one in answer.grids],
                "name": [one.name for one in answer.grids],
                "inside_km2": [one.inside_km2 for one in answer.grids],
                "inside_share": [one.inside_share for one in answer.grids],
            }
        ),
    )


def _incidents(snapshot: Snapshot, places: NDArray[np.int64]) -> pd.DataFrame:
    incidents = snapshot.incidents
    reported, due, closed = (
        _local(times[places], snapshot.timezone)
        for times in (incidents.reported_s, incidents.due_s, incidents.closed_s)
    )
    return pd.DataFrame(
        {
            "id": snapshot.incident_names["id"].to_numpy(object)[places],
            "category": np.array(snapshot.categories, object)[incidents.category[places]],
            "state": np.array([*IncidentState, None], object)[incidents.state[places]],
            "channel": np.array([*Channel, None], object)[incidents.channel[places]],
            "is_overdue": lateness.is_overdue(snapshot)[places],
            "reported_at": reported,
            "due_at": due,
            "closed_at": closed,
            "grid": _codes(snapshot)[incidents.grid[places]],
            "lon_deg": incidents.lon_deg[places].round(_DECIMALS),
            "lat_deg": incidents.lat_deg[places].round(_DECIMALS),
        }
    )


def _assets(
    snapshot: Snapshot, rows: pd.DataFrame, places: NDArray[np.int64], names: tuple[str, ...]
) -> pd.DataFrame:
    shown = rows.iloc[places]
    told = {
        name: shown[name].astype(object).where(shown[name].notna(), None).array
        for name in ("id", *names)
    }
    grid = _codes(snapshot)[shown["grid"].to_numpy(np.int64)]
    at = {name: shown[name].to_numpy(float).round(_DECIMALS) for name in ("lon_deg", "lat_deg")}
    return pd.DataFrame({**told, "grid": grid, **at})


def _local(utc_s: NDArray[np.int64], timezone: str) -> NDArray[np.datetime64]:
    """Return local moments without their zone, NaT where unknown."""
    known = utc_s != UNKNOWN_S
    moments = pd.DatetimeIndex(np.where(known, utc_s, 0).astype("datetime64[s]"), tz="UTC")
    local = moments.tz_convert(timezone).tz_localize(None).to_numpy()
    return np.where(known, local, np.datetime64("NaT"))


def _codes(snapshot: Snapshot) -> NDArray[np.object_]:
    """Return the grids' codes, none at the end: what position −1 reads."""
    return np.array([*snapshot.grids["code"].astype(str), None], object)


def shape_properties(answer: AreaAnswer, snapshot: Snapshot) -> dict[str, object]:
    """Return what a file of the shape says beside it."""
    days = answer.question.scope.reported
    return {
        "area_km2": round(answer.area_m2 / M2_PER_KM2, 6),
        "perimeter_m": round(answer.perimeter_m, 1),
        "data_as_of": f"{snapshot.now:%Y-%m-%d}",
        "from": days.first.isoformat() if days else None,
        "to": days.last.isoformat() if days else None,
        "is_demo": snapshot.settings.get("is_demo") == "1",
    }
