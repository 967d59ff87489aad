"""An array that rows are put behind, without copying it each time."""

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Scalar = TypeVar("Scalar", bound=np.generic)
_SPARE = 64


class Growing(Generic[Scalar]):
    """Rows in order, open to writing; those added last."""

    def __init__(self, rows: NDArray[Scalar]) -> None:
        """Take a copy of the rows there are."""
        self._room = np.empty((len(rows) + _SPARE, *rows.shape[1:]), rows.dtype)
        self._room[: len(rows)] = rows
        self.rows = self._room[: len(rows)]

    def append(self, row: ArrayLike) -> None:
        """Put one row behind the others."""
        count = len(self.rows)
        if count == len(self._room):
            self._room = np.concatenate((self._room, np.empty_like(self._room)))
        self._room[count] = row
        self.rows = self._room[: count + 1]
