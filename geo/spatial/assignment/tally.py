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


class Buckets(NamedTuple):
    """All keys, bucket by bucket from `start[bucket]` (buckets + 1,) on.

    Once counted, a bucket has its `rows` distinct keys first, with their counts beside them.
    """

    start: NDArray[np.int64]
    rows: NDArray[np.int64]
    keys: NDArray[np.int32]
    counts: NDArray[np.int32]


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
    plan: KeyPlan, buckets: Buckets, span: tuple[int, int], scratch: tuple[np.ndarray, np.ndarray]
) -> None:
    """Replace each bucket's keys by its distinct ones, ascending, and count each.

    `scratch` are counters, all zero, and the places of digits.
    """
    counters, place = scratch
    bins = plan.categories * plan.days << plan.shift
    for bucket in range(span[0], span[1]):
        first, last = buckets.start[bucket], buckets.start[bucket + 1]
        keys, counts = buckets.keys[first:last], buckets.counts[first:last]
        if bins <= min(MOST_COUNTERS, COUNTERS_PER_POINT * len(keys)):
            buckets.rows[bucket] = _count_densely(counters[:bins], keys, counts)
        else:
            _sort((keys, counts), bins, place)
            buckets.rows[bucket] = _count_runs(keys, counts)


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
def _sort(columns: tuple[np.ndarray, np.ndarray], bins: int, place: np.ndarray) -> None:
    """Sort the first column, keys below `bins`, ascending, digit by digit from the lowest."""
    shift = 0
    source, target = columns
    while (bins - 1) >> shift > 0:
        place[:] = 0
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
        for i in range(len(source)):
            columns[0][i] = source[i]


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
    plan: KeyPlan, buckets: Buckets, span: tuple[int, int], first_row: np.ndarray, table: Table
) -> None:
    """Write the distinct keys and counts of each bucket as table rows from its `first_row` on."""
    for bucket in range(span[0], span[1]):
        first_grid = (bucket << plan.shift) - 1
        for row in range(first_row[bucket], first_row[bucket + 1]):
            i = buckets.start[bucket] + row - first_row[bucket]
            pair, day = _divided(buckets.keys[i], plan.days)
            grid, category = _divided(pair, plan.categories)
            table.grid[row] = first_grid + grid
            table.category[row] = plan.first_category + category
            table.day[row] = plan.first_day + day
            table.points[row] = buckets.counts[i]


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
