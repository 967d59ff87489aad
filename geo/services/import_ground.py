"""What new grids do to the ground: faults between grids, and points that now lie in one."""

from dataclasses import dataclass

import pandas as pd
import shapely

from geo.domain.layers import LAYERS, Layer
from geo.ports.files import Finding
from geo.ports.store import Store
from geo.services.import_checks import MUST_LIE_IN_GRIDS
from geo.services.import_faults import edges_and_holes, together
from geo.services.import_release import Release, releases
from geo.spatial.frames import StorageFrame, as_storage


@dataclass(frozen=True, slots=True)
class Ground:
    """Warnings about edges, the holes between all grids, rows that may leave quarantine."""

    findings: tuple[Finding, ...]
    holes: int
    releases: list[Release]


def ground_of(
    store: Store, held: StorageFrame, rows: StorageFrame, faults: "pd.Series[str]"
) -> Ground:
    """Return what the accepted of `rows` do beside the grids that the store holds.

    A shape that crosses itself is not accepted but fills its ground: it leaves no hole.
    """
    accepted = as_storage(rows[faults.isna().to_numpy()])
    drawn = (faults.isna() | (faults == "invalid_geometry")).to_numpy(bool)
    # GeoSeries.notna warns about empty shapes; shapely's own question does not.
    shaped = drawn & ~shapely.is_missing(rows.geometry.to_numpy())
    edges, holes = edges_and_holes(held, as_storage(rows[shaped]))
    keys = {layer: _keys(store, layer) for layer in MUST_LIE_IN_GRIDS}
    released = releases(store.quarantined(), together(held, accepted), keys)
    return Ground((edges,), holes, released)


def _keys(store: Store, layer: Layer) -> frozenset[str]:
    return frozenset(store.layers.rows(layer)[LAYERS[layer].key])
