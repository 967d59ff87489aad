"""Points to the table grid × category × day; which grid holds a point is `index`'s answer."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geo.spatial.assignment.compiled import read_only
from geo.spatial.assignment.index import AssignmentIndex, locate
from geo.spatial.assignment.tally import (
    DIGITS,
    MOST_COUNTERS,
    Buckets,
    KeyPlan,
    Points,
    Table,
    bucket_sizes,
    count_buckets,
    scatter_keys,
    write_rows,
)
from geo.spatial.assignment.threads import Span, over, point_spans, spans

# Counters of one bucket: 1 MiB of int32.
COUNTERS_IN_CACHE = 2**18
MOST_BUCKETS = 2**12
MOST_KEYS = 2**31 - 1
SPANS_PER_THREAD = 4

Integers = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class CountTable:
    """How many points lie in each grid by category and day: four int32 columns of one length.

    Rows with points alone, ordered by grid, category and day; grid -1 is "in no grid".
    """

    grid: NDArray[np.int32]
    category: NDArray[np.int32]
    day: NDArray[np.int32]
    count: NDArray[np.int32]


def count_table(
    index: AssignmentIndex,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    category: Integers,
    day: Integers,
) -> CountTable:
    """Return the counts of points by the grid that holds them, category and day.

    Raises:
        ValueError: the four arrays differ in length.
        OverflowError: a category or day does not fit in 32 bits.
    """
    if not len(x) == len(y) == len(category) == len(day):
        raise ValueError("x, y, category and day must have one length")
    return _counted(locate(index, x, y), category, day, len(index.polygons))


def count_labels(labels: NDArray[np.int32], category: Integers, day: Integers) -> CountTable:
    """Return the counts of points already located, as `count_table` does.

    Raises:
        ValueError: the three arrays differ in length, or a label is below -1.
        OverflowError: a category or day does not fit in 32 bits.
    """
    if not len(labels) == len(category) == len(day):
        raise ValueError("labels, category and day must have one length")
    if labels.min(initial=-1) < -1:
        raise ValueError("labels are positions, or -1")
    # The copy is counted in place.
    return _counted(labels.copy(), category, day, int(labels.max(initial=-1)) + 1)


def _counted(
    labels: NDArray[np.int32], category: Integers, day: Integers, grids: int
) -> CountTable:
    """Count, using `labels` up as working memory."""
    if len(labels) == 0:
        return CountTable(*(np.empty(0, np.int32) for _ in range(4)))
    categories, days = _as_int32(category), _as_int32(day)
    plan = _planned(categories, days, grids)
    if plan is not None:
        return CountTable(*_tallied(plan, Points(labels, categories, days)))
    # Too many combinations to number them all: number those that occur.
    pairs, code = np.unique(np.stack((categories, days)), axis=1, return_inverse=True)
    found = _counted(labels, np.zeros_like(categories), code.astype(np.int32), grids)
    return CountTable(found.grid, pairs[0][found.day], pairs[1][found.day], found.count)


def _as_int32(values: Integers) -> NDArray[np.int32]:
    limits = np.iinfo(np.int32)
    if values.dtype.itemsize >= 4 and not (
        limits.min <= values.min() and values.max() <= limits.max
    ):
        raise OverflowError("categories and days are 32-bit numbers")
    return read_only(values.astype(np.int32, copy=False))


def _planned(category: NDArray[np.int32], day: NDArray[np.int32], grids: int) -> KeyPlan | None:
    """Return how to number grids, categories and days; None where they are too many."""
    first_category, first_day = int(category.min()), int(day.min())
    categories = int(category.max()) - first_category + 1
    days = int(day.max()) - first_day + 1
    keys = categories * days
    if keys > MOST_KEYS:
        return None
    fits_cache = (COUNTERS_IN_CACHE // keys).bit_length() - 1
    few_buckets = (grids // MOST_BUCKETS).bit_length()
    most = (MOST_KEYS // keys).bit_length() - 1
    shift = min(max(fits_cache, few_buckets, 0), most)
    return KeyPlan(first_category, first_day, categories, days, shift, (grids >> shift) + 1)


def _tallied(plan: KeyPlan, points: Points) -> Table:
    start, keys = _scattered(plan, points)
    # The labels are in the keys now: their memory takes the counts.
    buckets = Buckets(start, np.zeros(plan.buckets, np.int64), keys, points.label)
    shares = _shares(start)
    over(shares, lambda span: count_buckets(plan, buckets, span, _scratch(plan)))
    first_row = _running(buckets.rows)
    table = Table(*(np.empty(first_row[-1], np.int32) for _ in range(4)))
    over(shares, lambda span: write_rows(plan, buckets, span, first_row, table))
    return table


def _scratch(plan: KeyPlan) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    bins = plan.categories * plan.days << plan.shift
    return np.zeros(min(bins, MOST_COUNTERS), np.int32), np.empty(DIGITS + 1, np.int64)


def _scattered(plan: KeyPlan, points: Points) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return where each bucket starts, and all keys in order of bucket."""
    ranges = point_spans(len(points.label))
    sizes = np.zeros((len(ranges), plan.buckets), np.int64)
    turns = dict(zip(ranges, range(len(ranges)), strict=True))
    over(ranges, lambda span: bucket_sizes(plan, points.label, span, sizes[turns[span]]))
    # Within a bucket the first thread's keys come first.
    places = _running(sizes.T.ravel())
    cursor = places[:-1].reshape(plan.buckets, len(ranges)).T.copy()
    keys = np.empty(len(points.label), np.int32)
    over(ranges, lambda span: scatter_keys(plan, points, span, cursor[turns[span]], keys))
    return places[:: len(ranges)].copy(), keys


def _running(sizes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where each part starts, and the whole length at the end."""
    return np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes)))


def _shares(start: NDArray[np.int64]) -> list[Span]:
    """Return ranges of buckets with about equally many points."""
    points = int(start[-1])
    parts = len(point_spans(points)) * SPANS_PER_THREAD if points else 1
    bounds = np.searchsorted(start, [first for first, _ in spans(points, parts)]).tolist()
    bounds[0] = 0
    return list(pairwise(sorted({*bounds, len(start) - 1})))
