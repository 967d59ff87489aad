"""Two lines of counts of the same reports, shown beside each other: one would tell the other's sum.

Where one line is shown whole its sum is that of the other, in which nothing small may then be left
over. Each line is therefore judged as if its sum were shown (`totals`), and where a sum may not be,
neither line is.
"""

from collections.abc import Sequence

from geo.services.small_counts.totals import parts_of_total

Line = tuple[int | None, ...]


def lines_of_total(one: Sequence[int], other: Sequence[int]) -> tuple[Line, Line]:
    """Return what may be shown of two lines with the same sum; None is held back."""
    found = parts_of_total(one), parts_of_total(other)
    if any(line.total is None for line in found):
        return _nothing(one), _nothing(other)
    return found[0].parts, found[1].parts


def _nothing(line: Sequence[int]) -> Line:
    return (None,) * len(line)
