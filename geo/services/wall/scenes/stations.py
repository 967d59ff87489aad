"""What stations carry now: open disputes in months of what usually comes in; never a case."""

import numpy as np
import pandas as pd

from geo.messages import numbers
from geo.messages.figures import Tone
from geo.messages.wall_scenes import BarRow, Bars, Column, Step
from geo.services.small_counts.least import LEAST_SHOWN
from geo.services.stations_load import open_months
from geo.services.wall.figures import figures
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.scene_kinds import MEASURES_MOST
from geo.services.wall.shots import cameras
from geo.services.wall.town import WallTown

_NUMBERS_MOST = MEASURES_MOST + 1
_FULL_MONTHS = 1.0


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return one step a camera position."""
    shots = cameras(spec)
    shown, loads = figures(town, spec.measures), _loads(town)
    rows = _rows(town, loads.head(_NUMBERS_MOST - len(shown)))
    panel = Bars(town.say("stations_title"), rows, town.say("stations_note"))
    columns = _columns(loads)
    return tuple(
        Step(spec.seconds / len(shots), shot, figures=shown, columns=columns, panel=panel)
        for shot in shots
    )


def _loads(town: WallTown) -> pd.DataFrame:
    """Return the stations whose caseload is no small count, most loaded first.

    Columns: name, months, lon_deg, lat_deg.
    """
    load = town.load
    months = open_months(load)
    is_shown = (load["disputes"] >= LEAST_SHOWN) & months.notna()
    sites = town.snapshot.stations
    table = pd.DataFrame(
        {
            "name": load["name"].fillna(load["id"]),
            "months": months,
            "lon_deg": sites["lon_deg"],
            "lat_deg": sites["lat_deg"],
        }
    )[is_shown.to_numpy(bool)]
    return table.sort_values(["months", "name"], ascending=[False, True], ignore_index=True)


def _rows(town: WallTown, loads: pd.DataFrame) -> tuple[BarRow, ...]:
    months = loads["months"].to_numpy(float)
    top = max(float(months.max(initial=0.0)), _FULL_MONTHS)
    return tuple(
        BarRow(
            str(name),
            float(one) / top,
            town.say("months", count=numbers.decimal(float(one))),
            Tone.BAD if one > _FULL_MONTHS else Tone.PLAIN,
        )
        for name, one in zip(loads["name"], months, strict=True)
    )


def _columns(loads: pd.DataFrame) -> tuple[Column, ...]:
    if loads.empty:
        return ()
    shares = loads["months"].to_numpy(float) / max(float(loads["months"].max()), _FULL_MONTHS)
    names = [str(loads["name"].iloc[0]), *[""] * (len(loads) - 1)]
    places = np.column_stack((loads["lon_deg"], loads["lat_deg"])).astype(float)
    return tuple(
        Column(float(lon), float(lat), round(float(share), 3), name)
        for (lon, lat), share, name in zip(places, shares, names, strict=True)
    )
