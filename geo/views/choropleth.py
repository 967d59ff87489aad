"""What the map needs to colour grids by one measure: classes by position, labels, values."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_CLASS = "-"
_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Choropleth:
    """One measure by grid position; NaN is unknown. `breaks` part five classes, lowest first."""

    title: str
    unit: str
    values: NDArray[np.float64]
    breaks: tuple[float, ...]
    decimals: int = 0
    is_change: bool = False

    def body(self) -> dict[str, Any]:
        """Return title, unit, scale, one class letter a grid, class labels, the known values."""
        return {
            **_legend(self),
            "classes": classes(self.values, self.breaks),
            "values": [self._shown(value) for value in self.values if not np.isnan(value)],
        }

    def _shown(self, value: float) -> float | int:
        rounded = round(float(value), self.decimals)
        return rounded if self.decimals else int(rounded)


@dataclass(frozen=True, slots=True)
class ChoroplethByMonth:
    """One measure by month (YYYY-MM, oldest first) and grid position, in the same classes.

    `values` is (months × grids), NaN is unknown; `is_recorded` says which months hold anything.
    """

    title: str
    unit: str
    months: Sequence[str]
    values: NDArray[np.float64]
    is_recorded: Sequence[bool]
    breaks: tuple[float, ...]
    decimals: int = 0
    is_change: bool = False

    def body(self) -> dict[str, Any]:
        """Return what `Choropleth` does but values, with months and the classes of each."""
        return {
            **_legend(self),
            "months": list(self.months),
            "recorded": list(self.is_recorded),
            "classes": [classes(values, self.breaks) for values in self.values],
        }


def _legend(shown: Choropleth | ChoroplethByMonth) -> dict[str, Any]:
    return {
        "title": shown.title,
        "unit": shown.unit,
        "scale": "diverging" if shown.is_change else "sequential",
        "labels": labels(shown.breaks, shown.decimals),
    }


def classes(values: NDArray[np.float64], breaks: tuple[float, ...]) -> str:
    """Return one digit a value, the number of breaks at or below it; `-` where unknown."""
    digits = np.searchsorted(np.asarray(breaks), values, side="right")
    unknown = np.isnan(values)
    return "".join(
        NO_CLASS if gone else str(digit) for digit, gone in zip(digits, unknown, strict=True)
    )


def labels(breaks: tuple[float, ...], decimals: int) -> list[str]:
    """Return the label of each class: `<a`, `a–b` …, `≥z`."""
    if not breaks:
        return []
    written = [f"{edge:.{decimals}f}".replace("-", _MINUS) for edge in breaks]
    joint = " ~ " if breaks[0] < 0 else "–"
    between = [f"{low}{joint}{high}" for low, high in pairwise(written)]
    return [f"<{written[0]}", *between, f"≥{written[-1]}"]
