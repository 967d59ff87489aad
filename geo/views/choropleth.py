"""What the map needs to colour grids by one measure: classes by position, labels, values."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

NO_CLASS = "-"


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
        """Return title, unit, scale, one class letter a grid, class labels, rounded values."""
        return {
            "title": self.title,
            "unit": self.unit,
            "scale": "diverging" if self.is_change else "sequential",
            "classes": classes(self.values, self.breaks),
            "labels": labels(self.breaks, self.decimals),
            "values": [None if np.isnan(value) else self._shown(value) for value in self.values],
        }

    def _shown(self, value: float) -> float | int:
        rounded = round(float(value), self.decimals)
        return rounded if self.decimals else int(rounded)


def classes(values: NDArray[np.float64], breaks: tuple[float, ...]) -> str:
    """Return one digit a value, the number of breaks at or below it; `-` where unknown."""
    digits = np.searchsorted(np.asarray(breaks), values, side="right")
    unknown = np.isnan(values)
    return "".join(
        NO_CLASS if gone else str(digit) for digit, gone in zip(digits, unknown, strict=True)
    )


def labels(breaks: tuple[float, ...], decimals: int) -> list[str]:
    """Return the label of each class: `<a`, `a–b` …, `≥z`."""
    written = [f"{edge:.{decimals}f}" for edge in breaks]
    between = [f"{low}–{high}" for low, high in pairwise(written)]
    return [f"<{written[0]}", *between, f"≥{written[-1]}"]


def readable_breaks(values: NDArray[np.float64], classes_wanted: int = 5) -> tuple[float, ...]:
    """Return up to four breaks near the quantiles, rounded to readable numbers and distinct."""
    known = values[~np.isnan(values)]
    if not len(known):
        return ()
    shares = np.linspace(0, 1, classes_wanted + 1)[1:-1]
    edges = np.quantile(known, shares)
    step = _readable_step(float(np.ptp(known)) / (classes_wanted * 4))
    return tuple(sorted({float(np.round(edge / step) * step) for edge in edges}))


def _readable_step(rough: float) -> float:
    if rough <= 0:
        return 1.0
    power = 10.0 ** np.floor(np.log10(rough))
    return float(power * next(factor for factor in (1, 2, 5, 10) if power * factor >= rough))
