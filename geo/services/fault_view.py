"""Faults of the grids in force, to be counted and drawn; imported shapes are never moved."""

from collections.abc import Callable
from dataclasses import dataclass

from geo.domain.policy import Action, Actor, require
from geo.services.derived import once_a_snapshot
from geo.services.snapshot import Snapshot
from geo.spatial import frames
from geo.spatial.faults import FaultKind, faults
from geo.spatial.frames import StorageFrame


@dataclass(frozen=True, slots=True)
class FaultView:
    """Answers with the faults of the present snapshot's grids."""

    current: Callable[[], Snapshot]

    def counts(self, actor: Actor) -> dict[FaultKind, int]:
        """Return how many faults of each kind there are; an EDGE fault is one a grid.

        Raises:
            NotPermitted: the actor may not look at the map.
        """
        found = self.shapes(actor)["kind"].value_counts()
        return {kind: int(found.get(kind.value, 0)) for kind in FaultKind}

    def shapes(self, actor: Actor) -> StorageFrame:
        """Return kind, grid (position, −1 for a hole), area_km2, length_m, geometry of each.

        Raises:
            NotPermitted: the actor may not look at the map.
        """
        require(actor, Action.VIEW_MAP)
        return fault_shapes(self.current())


@once_a_snapshot
def fault_shapes(snapshot: Snapshot) -> StorageFrame:
    """Return the faults in degrees, for drawing."""
    return frames.to_storage(faults(snapshot.metric_grids))
