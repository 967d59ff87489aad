"""Provisional codes of new cells: `parent~1`, `parent~2`, … until a plan comes into force."""

from collections.abc import Mapping

from geo.domain.codes import CellCode

MARK = "~"


def base_code(code: CellCode) -> CellCode:
    """Return the code of the original cell that a provisional code was made from."""
    return CellCode(code.split(MARK, 1)[0])


def is_provisional(code: CellCode) -> bool:
    """Return whether a code was made by an edit and is not issued yet."""
    return MARK in code


class Issuing:
    """Hands out provisional codes one after the other, none of them twice."""

    def __init__(self, issued: Mapping[CellCode, int]) -> None:
        self.issued = dict(issued)

    def next_of(self, parent: CellCode) -> CellCode:
        """Return a new code for a piece of `parent`, or of the original it was cut from."""
        base = base_code(parent)
        self.issued[base] = self.issued.get(base, 0) + 1
        return CellCode(f"{base}{MARK}{self.issued[base]}")
