"""Camera sites as assets: alive or dead, filed, signed, what they see; no footage, no siting.

The store holds the day of filing, not that of first use, so whether the thirty days of decree 799,
article 14, are over cannot be told: sites without a filing are counted instead.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from geo.domain.kinds import CameraState
from geo.domain.policy import Action, Actor, require
from geo.services.coverage import sector_shapes
from geo.services.snapshot import Snapshot
from geo.spatial import frames
from geo.spatial.frames import StorageFrame


@dataclass(frozen=True, slots=True)
class CameraCounts:
    """How many sites there are and what is wrong with them.

    `unfiled` is None where no site has a filing day: then the list carries none, which says
    nothing of filing. `unsigned` have no conspicuous sign; `sign_unknown` may have one.
    """

    sites: int
    alive: int
    dead: int
    state_unknown: int
    unfiled: int | None
    unsigned: int
    sign_unknown: int
    sector_unknown: int
    outside_grids: int


@dataclass(frozen=True, slots=True)
class Cameras:
    """Answers about camera sites from the present snapshot."""

    current: Callable[[], Snapshot]

    def counts(self, actor: Actor) -> CameraCounts:
        """Return how many sites are alive, filed, signed and of known view.

        Raises:
            NotPermitted: the actor may not see camera sites.
        """
        require(actor, Action.VIEW_CAMERAS)
        return camera_counts(self.current())

    def sites(self, actor: Actor) -> pd.DataFrame:
        """Return the sites, those with most wrong first.

        Columns: id, grid (position), state, owner_kind, place_kind, filed_on, sign, is_unfiled,
        is_unsigned, is_dead, is_sector_unknown.

        Raises:
            NotPermitted: the actor may not see camera sites.
        """
        require(actor, Action.VIEW_CAMERAS)
        return camera_sites(self.current())

    def sectors(self, actor: Actor) -> StorageFrame:
        """Return the known sectors as polygons: id, state, grid.

        Raises:
            NotPermitted: the actor may not see camera sites.
        """
        require(actor, Action.VIEW_CAMERAS)
        snapshot = self.current()
        shapes = sector_shapes(snapshot)
        known = ~shapely.is_missing(shapes)
        rows = snapshot.cameras.loc[known, ["id", "state", "grid"]].reset_index(drop=True)
        return frames.to_storage(frames.in_metres(rows, shapes[known], snapshot.metric_crs))


def camera_counts(snapshot: Snapshot) -> CameraCounts:
    """Return the counts of a snapshot's sites."""
    cameras, table = snapshot.cameras, camera_sites(snapshot)
    is_any_filed = bool(cameras["filed_on"].notna().any())
    return CameraCounts(
        sites=len(cameras),
        alive=int((cameras["state"] == CameraState.ALIVE).sum()),
        dead=int(table["is_dead"].sum()),
        state_unknown=int(cameras["state"].isna().sum()),
        unfiled=int(table["is_unfiled"].sum()) if is_any_filed else None,
        unsigned=int(table["is_unsigned"].sum()),
        sign_unknown=int(cameras["sign"].isna().sum()),
        sector_unknown=int(table["is_sector_unknown"].sum()),
        outside_grids=int((cameras["grid"] < 0).sum()),
    )


def camera_sites(snapshot: Snapshot) -> pd.DataFrame:
    """Return the table of `Cameras.sites`."""
    cameras = snapshot.cameras
    shown = ["id", "grid", "state", "owner_kind", "place_kind", "filed_on", "sign"]
    faults = {
        "is_unfiled": _unfiled(cameras),
        "is_unsigned": cameras["sign"].eq(other=False).fillna(value=False).to_numpy(bool),
        "is_dead": cameras["state"].eq(CameraState.DEAD).fillna(value=False).to_numpy(bool),
        "is_sector_unknown": shapely.is_missing(sector_shapes(snapshot)),
    }
    table = cameras[shown].assign(**faults)
    worst = table.assign(faults=sum(flags.astype(int) for flags in faults.values()))
    ordered = worst.sort_values(["faults", "id"], ascending=[False, True], ignore_index=True)
    return ordered.drop(columns="faults")


def _unfiled(cameras: pd.DataFrame) -> NDArray[np.bool_]:
    """Return which sites lack the filing that others in the list have."""
    missing = cameras["filed_on"].isna().to_numpy(bool)
    return missing & (not missing.all())
