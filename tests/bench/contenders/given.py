"""What every contender of the assignment bench is given, and what it gives back."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray

THREADS = 2

# Columns of the table: grid (-1 is none), category, day, count.
Table = tuple[NDArray[np.integer], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """What every contender is given; `wkb` holds the same polygons as bytes."""

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    category: NDArray[np.int32]
    day: NDArray[np.int32]
    polygons: NDArray[np.object_]
    wkb: NDArray[np.object_]

    @classmethod
    def load(cls, folder: Path) -> "Input":
        """Return the input saved in `folder`."""
        points = [np.load(folder / f"{name}.npy") for name in ("x", "y", "category", "day")]
        wkb = np.load(folder / "wkb.npy", allow_pickle=True)
        return cls(*points, shapely.from_wkb(wkb), wkb)

    def save(self, folder: Path) -> None:
        """Write the input into `folder`."""
        for name in ("x", "y", "category", "day", "wkb"):
            np.save(folder / f"{name}.npy", getattr(self, name))
