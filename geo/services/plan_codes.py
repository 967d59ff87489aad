"""Codes of grids that a plan made: issued when it comes into force, none of them ever used before.

In a village with a twelve-digit code grids are `<village>-<number>`; elsewhere the number follows
an `L`, as the importer issues it.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from geo.domain.codes import AreaCode, GridCode

_VILLAGE_DIGITS, _LOCAL_DIGITS = 3, 4
_NUMBER = re.compile(r"(\d+)$")


@dataclass(slots=True)
class GridNumbers:
    """Hands out the next numbers; `used` are all codes that ever were, retired ones included."""

    used: Collection[str]
    _last: dict[str, int] = field(default_factory=dict)

    def code(self, village: AreaCode | None) -> GridCode:
        """Return the next code of a village, or the next local one."""
        head = f"{village}-" if village else "L"
        digits = _VILLAGE_DIGITS if village else _LOCAL_DIGITS
        number = self._last.get(head, _highest(self.used, head)) + 1
        self._last[head] = number
        return GridCode(f"{head}{number:0{digits}d}")


def issued_grid_codes(
    made: Iterable[tuple[GridCode, AreaCode | None]], used: Collection[str]
) -> Mapping[GridCode, GridCode]:
    """Return the code of each grid that a plan made, in the order they are given."""
    numbers = GridNumbers(used)
    return {provisional: numbers.code(village) for provisional, village in made}


def _highest(used: Collection[str], head: str) -> int:
    """Return the highest number of a code that is `head` and a number, 0 without one."""
    numbers = [
        int(code[len(head) :])
        for code in used
        if code.startswith(head) and _NUMBER.fullmatch(code[len(head) :])
    ]
    return max(numbers, default=0)
