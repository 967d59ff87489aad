"""Counts by grid, category and day."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from geo.spatial.assignment import build_index, count_labels, count_table

PAIR = build_index([box(0, 0, 1, 1), box(1, 0, 2, 1)])
# Narrow, wide and huge ranges of values: counted in cache, sorted, and numbered first.
VALUES = [(0, 3), (-40, 40), (0, 100_000), (-(2**31), 2**31 - 1)]


def rows_of(table):
    columns = (table.grid, table.category, table.day, table.count)
    return [tuple(row) for row in np.stack(columns, axis=1).tolist()]


def grouped(labels, category, day):
    frame = pd.DataFrame({"grid": labels, "category": category, "day": day})
    sizes = frame.groupby(["grid", "category", "day"], sort=True).size()
    return [(*key, count) for key, count in sizes.items()]


def test_points_are_counted_by_grid_category_and_day():
    x = np.array([0.5, 0.5, 1.0, 1.5, 9.0, np.nan])
    y = np.full(6, 0.5)
    category = np.array([7, 7, 7, 2, 2, 2])
    day = np.array([100, 100, 101, 100, 99, 99])
    # Two at (0, 7, 100); the one on the shared border is grid 0's; two lie in no grid.
    expected = [(-1, 2, 99, 2), (0, 7, 100, 2), (0, 7, 101, 1), (1, 2, 100, 1)]
    assert rows_of(count_table(PAIR, x, y, category, day)) == expected


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**32),
    st.integers(1, 3000),
    st.sampled_from([1, 5, 40_000]),
    st.sampled_from(VALUES),
    st.sampled_from(VALUES),
)
def test_counts_equal_pandas_and_sum_to_the_number_of_points(seed, points, grids, kinds, days):
    rng = np.random.default_rng(seed)
    labels = rng.integers(-1, grids, points, dtype=np.int32)
    category = rng.integers(kinds[0], kinds[1], points, endpoint=True)
    day = rng.integers(days[0], days[1], points, endpoint=True)
    table = count_labels(labels, category, day)
    assert table.count.sum() == points
    assert rows_of(table) == grouped(labels, category, day)


@pytest.mark.slow
def test_many_points_in_few_rows_are_counted_by_two_threads():
    rng = np.random.default_rng(1)
    labels = rng.integers(-1, 700, 300_000, dtype=np.int32)
    category = rng.integers(0, 9, 300_000, dtype=np.int16)
    day = rng.integers(18_000, 18_365, 300_000, dtype=np.int64)
    table = count_labels(labels, category, day)
    assert rows_of(table) == grouped(labels, category, day)


def test_labels_are_left_as_they_were():
    labels = np.array([1, 0, 1], np.int32)
    count_labels(labels, np.zeros(3, np.int32), np.zeros(3, np.int32))
    assert labels.tolist() == [1, 0, 1]


def test_no_points_give_an_empty_table():
    none = np.empty(0)
    table = count_table(PAIR, none, none, none.astype(np.int32), none.astype(np.int32))
    assert rows_of(table) == []


def test_labels_below_nowhere_are_refused():
    with pytest.raises(ValueError, match="-1"):
        count_labels(np.array([-2], np.int32), np.zeros(1, np.int32), np.zeros(1, np.int32))


def test_days_beyond_32_bits_are_refused():
    with pytest.raises(OverflowError):
        count_labels(np.zeros(1, np.int32), np.zeros(1, np.int32), np.array([2**40]))


def test_arrays_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="one length"):
        count_labels(np.zeros(2, np.int32), np.zeros(3, np.int32), np.zeros(2, np.int32))
