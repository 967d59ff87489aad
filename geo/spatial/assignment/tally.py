"""Kernels that count points by (grid, category, day): scattered to buckets, then counted in each.

A bucket is a run of grids whose counters fit in the second-level cache, where random access is
cheap. Inside it a point is one number, its key.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from geo.spatial.assignment.compiled import kernel

DIGIT_BITS = 11
DIGITS = 2**DIGIT_BITS
# Counters are cleared and read in full, which pays up to this many per point ...
COUNTERS_PER_POINT = 8
# ... and this many in all; beyond, keys are sorted instead.
MOST_COUNTERS = 2**22


class KeyPlan(NamedTuple):
    """How a point becomes a bucket and a key.

    Row r = label + 1; bucket = r >> shift; key = (r's low bits × categories + c) × days + d, with c
    and d counted from the lowest category and day.
    """

    first_category: int
    first_day: int
    categories: int
    days: int
    shift: int
    buckets: int


class Points(NamedTuple):
    """Three int32 arrays of one length."""

    label: NDArray[np.int32]
    category: NDArray[np.int32]
    day: NDArray[np.int32]


class Table(NamedTuple):
    """Four int32 columns of one length."""

    grid: NDArray[np.int32]
    category: NDArray[np.int32]
    day: NDArray[np.int32]
    points: NDArray[np.int32]


@kernel
def bucket_sizes(
    plan: KeyPlan, label: np.ndarray, span: tuple[int, int], sizes: np.ndarray
) -> None:
    """Add to `sizes` how many points of the span fall in each bucket."""
    for i in range(span[0], span[1]):
        sizes[(label[i] + 1) >> plan.shift] += 1


@kernel
def scatter_keys(
    plan: KeyPlan, points: Points, span: tuple[int, int], cursor: np.ndarray, keys: np.ndarray
) -> None:
    """Write the span's keys bucket by bucket, each bucket from its `cursor` on."""
    low_bits = (1 << plan.shift) - 1
    for i in range(span[0], span[1]):
        row = points.label[i] + 1
        bucket = row >> plan.shift
        key = (row & low_bits) * plan.categories + (points.category[i] - plan.first_category)
        keys[cursor[bucket]] = key * plan.days + (points.day[i] - plan.first_day)
        cursor[bucket] += 1


@kernel
def count_buckets(
    plan: KeyPlan,
    start: np.ndarray,
    span: tuple[int, int],
    columns: tuple[np.ndarray, np.ndarray],
    rows: np.ndarray,
) -> None:
    """Replace each bucket's keys by its distinct keys, ascending, and write how often each occurs.

    `columns` are keys and counts, both from `start[bucket]` on; `rows` says how many are left.
    """
    keys, counts = columns
    bins = plan.categories * plan.days << plan.shift
    counters = np.zeros(min(bins, MOST_COUNTERS), np.int32)
    for bucket in range(span[0], span[1]):
        own_keys = keys[start[bucket] : start[bucket + 1]]
        own_counts = counts[start[bucket] : start[bucket + 1]]
        if bins <= min(MOST_COUNTERS, COUNTERS_PER_POINT * len(own_keys)):
            rows[bucket] = _count_densely(counters, own_keys, own_counts)
        else:
            _sort(own_keys, own_counts, bins)
            rows[bucket] = _count_runs(own_keys, own_counts)


@kernel
def _count_densely(counters: np.ndarray, keys: np.ndarray, counts: np.ndarray) -> int:
    for i in range(len(keys)):
        counters[keys[i]] += 1
    rows = 0
    for key in range(len(counters)):
        if counters[key] > 0:
            keys[rows] = key
            counts[rows] = counters[key]
            counters[key] = 0
            rows += 1
    return rows


@kernel
def _sort(keys: np.ndarray, scratch: np.ndarray, bins: int) -> None:
    """Sort keys below `bins` ascending, digit by digit from the lowest."""
    shift = 0
    source, target = keys, scratch
    while (bins - 1) >> shift > 0:
        place = np.zeros(DIGITS + 1, np.int64)
        for i in range(len(source)):
            place[((source[i] >> shift) & (DIGITS - 1)) + 1] += 1
        for digit in range(DIGITS):
            place[digit + 1] += place[digit]
        for i in range(len(source)):
            digit = (source[i] >> shift) & (DIGITS - 1)
            target[place[digit]] = source[i]
            place[digit] += 1
        source, target = target, source
        shift += DIGIT_BITS
    if shift // DIGIT_BITS % 2 == 1:
        keys[:] = source


@kernel
def _count_runs(keys: np.ndarray, counts: np.ndarray) -> int:
    rows = 0
    for i in range(len(keys)):
        if rows > 0 and keys[rows - 1] == keys[i]:
            counts[rows - 1] += 1
        else:
            keys[rows] = keys[i]
            counts[rows] = 1
            rows += 1
    return rows


@kernel
def write_rows(
    plan: KeyPlan,
    places: tuple[np.ndarray, np.ndarray],
    span: tuple[int, int],
    columns: tuple[np.ndarray, np.ndarray],
    table: Table,
) -> None:
    """Write the buckets' distinct keys and counts as table rows.

    `places` are where each bucket starts in `columns` (keys and counts) and in the table.
    """
    start, first_row = places
    keys, counts = columns
    for bucket in range(span[0], span[1]):
        first_grid = (bucket << plan.shift) - 1
        for row in range(first_row[bucket], first_row[bucket + 1]):
            i = start[bucket] + row - first_row[bucket]
            pair, day = _divided(keys[i], plan.days)
            grid, category = _divided(pair, plan.categories)
            table.grid[row] = first_grid + grid
            table.category[row] = plan.first_category + category
            table.day[row] = plan.first_day + day
            table.points[row] = counts[i]


@kernel
def _divided(number: int, divisor: int) -> tuple[int, int]:
    """Return quotient and remainder; by way of a float, several times faster than dividing."""
    quotient = int(number * (1.0 / divisor))
    rest = number - quotient * divisor
    if rest < 0:
        return quotient - 1, rest + divisor
    if rest >= divisor:
        return quotient + 1, rest - divisor
    return quotient, rest
