"""Reading the layers: each has a revision that rises with every write to it."""

from collections.abc import Mapping
from typing import Protocol

import pandas as pd

from geo.domain.layers import Layer
from geo.spatial.frames import StorageFrame


class LayerReader(Protocol):
    """Reads whole layers; columns are the names of the layer's fields, unknown values are null."""

    def revision(self, layer: Layer) -> int:
        """Return the layer's revision, 0 when nothing was ever written."""

    def revisions(self) -> Mapping[Layer, int]:
        """Return the revision of every layer."""

    def count(self, layer: Layer) -> int:
        """Return the number of rows."""

    def rows(self, layer: Layer) -> pd.DataFrame:
        """Return the layer without geometry, ordered by key, index 0..n-1.

        TIME columns are nullable Int64 UTC seconds, COUNT nullable Int64, NUMBER and DEGREE
        float64 (NaN unknown), FLAG nullable boolean, all else nullable string.
        """

    def shapes(self, layer: Layer) -> StorageFrame:
        """Return a polygon or line layer as `rows` with its geometry."""
