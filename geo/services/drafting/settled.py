"""Where people live inside a cell, as far as the store knows: address points, else buildings."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.domain.layers import Layer
from geo.ports.layers import LayerReader
from geo.spatial import frames
from geo.spatial.frames import MetricCrs

_KINDS_FILE = Path(__file__).with_name("dwelling_kinds.toml")
ADDRESS_KINDS = tuple(tomllib.loads(_KINDS_FILE.read_text(encoding="utf-8"))["kinds"])
"""The kinds of places that stand for one dwelling each."""


@dataclass(frozen=True, slots=True, eq=False)
class Settled:
    """Address points and buildings in metres, each with a tree."""

    points: shapely.STRtree
    buildings: shapely.STRtree

    def addresses(self, cell: shapely.Geometry, pieces: NDArray[np.object_]) -> NDArray[np.float64]:
        """Return how many addresses of a cell lie in each piece; one on a border in the first."""
        own = self.points.query(cell, "intersects")
        counts, taken = np.zeros(len(pieces)), np.zeros(len(own), bool)
        for place, piece in enumerate(pieces):
            here = shapely.intersects(self.points.geometries[own], piece) & ~taken
            counts[place], taken = int(here.sum()), taken | here
        return counts

    def built_m2(self, cell: shapely.Geometry, pieces: NDArray[np.object_]) -> NDArray[np.float64]:
        """Return the built-up area of a cell that lies in each piece."""
        own = self.buildings.query(cell, "intersects")
        if not len(own):
            return np.zeros(len(pieces))
        inside = shapely.intersection(self.buildings.geometries[own], cell)
        common = shapely.intersection(inside[:, None], pieces[None, :])
        return np.asarray(shapely.area(common).sum(axis=0), np.float64)

    def weights(
        self, old: NDArray[np.object_], new: NDArray[np.object_], land_m2: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Return by what each old cell is divided over the new ones, (old, new).

        That is addresses, else buildings, else the common `land_m2` (old, new).
        """
        weights, near = land_m2.copy(), boxes_meet(old, new)
        for row, shape in enumerate(old):
            beside = np.flatnonzero(near[row])
            for measure in (self.addresses, self.built_m2):
                found = measure(shape, new[beside])
                if found.sum() > 0:
                    weights[row] = 0
                    weights[row, beside] = found
                    break
        return weights


def boxes_meet(some: NDArray[np.object_], others: NDArray[np.object_]) -> NDArray[np.bool_]:
    """Return whether the bounds of each shape meet those of each other one, (some, others)."""
    one, other = shapely.bounds(some)[:, None], shapely.bounds(others)[None]
    apart = (one[..., :2] > other[..., 2:]) | (other[..., :2] > one[..., 2:])
    return np.asarray(~apart.any(axis=-1), np.bool_)


def settled_in(layers: LayerReader, crs: MetricCrs) -> Settled:
    """Return what a store knows of where people live."""
    places = layers.rows(Layer.PLACES)
    dwellings = places[places["kind"].isin(ADDRESS_KINDS).fillna(False)]
    lon, lat = (dwellings[name].to_numpy(float) for name in ("lon_deg", "lat_deg"))
    buildings = frames.to_metric(layers.shapes(Layer.BUILDINGS), crs)
    return Settled(
        shapely.STRtree(np.array(shapely.points(frames.metric_xy(lon, lat, crs)), object)),
        shapely.STRtree(buildings.geometry.to_numpy()),
    )
