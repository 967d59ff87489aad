"""Final codes for the cells that edits made, once a plan comes into force.

A cell's code is its village's twelve digits and three more, numbered as one reads a map. Codes of
another make are continued locally. A code used once, in force or retired, is never given again.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, count

from geo.domain.codes import CELL_DIGITS, VILLAGE_DIGITS, CellCode
from geo.spatial.partition.provisional import base_code, is_provisional
from geo.spatial.partition.value import Partition, row_of
from geo.spatial.reading import reading_order

DIGITS = CELL_DIGITS - VILLAGE_DIGITS


def issue_codes(
    partition: Partition, used: Collection[str], cells: Sequence[CellCode] | None = None
) -> Mapping[CellCode, CellCode]:
    """Return the final code of each provisional one among `cells`, or in the whole partition.

    `used` are all codes that were ever in force. Cells of one village are numbered together, by
    the middles of their bounds, band by band north to south and each west to east.
    """
    wanted = partition.codes if cells is None else cells
    taken = {*used, *(code for code in partition.codes if not is_provisional(code))}
    villages = {code[:VILLAGE_DIGITS] for code in taken if _is_standard(code)}
    by_series: dict[str, list[CellCode]] = defaultdict(list)
    for code in wanted:
        if is_provisional(code):
            by_series[_series(base_code(code), villages)].append(code)
    issued: dict[CellCode, CellCode] = {}
    for series in sorted(by_series):
        numbers = _unused(series, taken)
        for code in _as_read(partition, by_series[series]):
            issued[code] = next(numbers)
    return issued


def _series(base: CellCode, villages: Collection[str]) -> str:
    """Return what a code begins with: its village, or all of a code that names none."""
    village = base[:VILLAGE_DIGITS]
    return village if _is_standard(base) or village in villages else base


def _is_standard(code: str) -> bool:
    return len(code) == CELL_DIGITS and code.isascii() and code.isdigit()


def _unused(series: str, taken: set[str]) -> Iterator[CellCode]:
    """Yield codes of a series that were never used, from behind the highest one on.

    A village whose three digits are used up fills its gaps and then is continued locally.
    """
    own = [int(one[-DIGITS:]) for one in taken if _is_standard(one) and one.startswith(series)]
    standard: Iterator[str] = iter(())
    if own:
        highest = max(own)
        numbers = chain(range(highest + 1, 10**DIGITS), range(1, highest))
        standard = (f"{series}{number:0{DIGITS}d}" for number in numbers)
    local = (f"{series}-{number}" for number in count(1))
    for code in chain(standard, local):
        if code not in taken:
            yield CellCode(code)


def _as_read(partition: Partition, codes: Sequence[CellCode]) -> list[CellCode]:
    boxes = partition.boxes[[row_of(partition, code) for code in codes]]
    middle = (boxes[:, :2] + boxes[:, 2:]) / 2
    return [codes[position] for position in reading_order(middle[:, 0], middle[:, 1])]
