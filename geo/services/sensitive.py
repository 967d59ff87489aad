"""Disputes and petitions: which incidents they are, and who may see where they happened."""

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.categories import is_sensitive
from geo.domain.policy import Action, Actor, is_permitted
from geo.services.derived import once_a_snapshot
from geo.services.snapshot import Snapshot


@once_a_snapshot
def sensitive_flags(snapshot: Snapshot) -> NDArray[np.bool_]:
    """Return which incidents are of a sensitive category."""
    flags = np.array([is_sensitive(name) for name in snapshot.categories] or [False], bool)
    return flags[snapshot.incidents.category]


def hidden_flags(snapshot: Snapshot, actor: Actor) -> NDArray[np.bool_]:
    """Return which incidents' points and addresses the actor may not see."""
    if is_permitted(actor.role, Action.VIEW_DISPUTE_POINTS):
        return np.zeros(len(snapshot.incidents.row), bool)
    return sensitive_flags(snapshot)


@once_a_snapshot
def grid_centres_deg(snapshot: Snapshot) -> NDArray[np.float64]:
    """Return (grids, 2) lon and lat of one point inside each grid, near its middle."""
    points = shapely.point_on_surface(snapshot.grids.geometry.to_numpy())
    return np.column_stack((shapely.get_x(points), shapely.get_y(points)))
