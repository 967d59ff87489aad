"""Which grids border which, worked out once a snapshot and shared by cards and suggestions."""

import pandas as pd

from geo.services.derived import once_a_snapshot
from geo.services.snapshot import Snapshot
from geo.spatial.adjacency import shared_borders


@once_a_snapshot
def grid_borders(snapshot: Snapshot) -> pd.DataFrame:
    """Return first < second (positions) and border_m of every two grids that share a border."""
    return shared_borders(snapshot.metric_grids)
