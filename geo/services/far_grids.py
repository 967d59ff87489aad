"""Which grids lie far from any station: a list, farthest first; draws nothing and sites nothing."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from geo.domain.kinds import GridKind
from geo.domain.policy import Action, Actor, require
from geo.services.snapshot import Snapshot
from geo.services.station_distance import detour_factor, grid_distance_km, grid_station


@dataclass(frozen=True, slots=True)
class FarGrids:
    """Answers with distances of grids from the present snapshot."""

    current: Callable[[], Snapshot]

    def table(self, actor: Actor) -> pd.DataFrame:
        """Return one row a grid, farthest first, with the columns of `far_grids`.

        Raises:
            NotPermitted: the actor may not see stations.
        """
        require(actor, Action.VIEW_STATIONS)
        return far_grids(self.current())

    def inhabited(self, actor: Actor) -> pd.DataFrame:
        """Return the rows of `table` without uninhabited grids.

        Raises:
            NotPermitted: the actor may not see stations.
        """
        found = self.table(actor)
        is_empty = found["kind"].eq(GridKind.UNINHABITED).fillna(value=False)
        return found[~is_empty].reset_index(drop=True)

    def detour_factor(self, actor: Actor) -> float:
        """Return by what straight lines were multiplied.

        Raises:
            NotPermitted: the actor may not see stations.
        """
        require(actor, Action.VIEW_STATIONS)
        return detour_factor(self.current())


def far_grids(snapshot: Snapshot) -> pd.DataFrame:
    """Return one row a grid, farthest first; grids of unknown distance are left out.

    Columns: code, name, kind, households (null unknown), station_id, station (the name, else the
    id, of the station nearest to most of it), distance_km (straight line × detour factor).
    """
    stations, nearest = snapshot.stations, grid_station(snapshot)
    known = stations.assign(name=stations["name"].fillna(stations["id"]))
    table = pd.DataFrame(snapshot.grids[["code", "name", "kind", "households"]])
    found = table.assign(
        name=table["name"].fillna(table["code"]),
        station_id=known["id"].reindex(nearest).array,
        station=known["name"].reindex(nearest).array,
        distance_km=grid_distance_km(snapshot),
    )
    placed = found[found["distance_km"].notna()]
    return placed.sort_values(["distance_km", "code"], ascending=[False, True], ignore_index=True)
