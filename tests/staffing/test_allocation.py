from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.domain.errors import Refused
from geo.staffing.allocation import FLOOR_WORKERS, allocate, cost_h2

HOURS = st.lists(st.floats(0, 100).map(lambda h: round(h, 2)), min_size=1, max_size=4)


def total(hours, workers):
    return sum(cost_h2(h, x) for h, x in zip(hours, workers, strict=True))


def test_each_next_worker_goes_where_the_cost_falls_most():
    # 60, 30, 10 h; after one each: 60²/2 = 1800, 30²/2 = 450 → first; then 60²/6 = 600 → first;
    # then 60²/12 = 300 < 450 → second
    workers = allocate(np.array([60.0, 30.0, 10.0]), 6, np.ones(3, dtype=np.int64))
    assert workers.tolist() == [3, 2, 1]


@given(HOURS, st.integers(0, 8), st.data())
def test_the_allocation_costs_what_the_best_of_all_costs(hours, headcount, data):
    n = len(hours)
    lower = np.array(data.draw(st.lists(st.integers(0, 2), min_size=n, max_size=n)))
    upper = lower + np.array(data.draw(st.lists(st.integers(0, 6), min_size=n, max_size=n)))
    if not lower.sum() <= headcount <= upper.sum():
        with pytest.raises(Refused):
            allocate(np.array(hours), headcount, lower, upper)
        return
    workers = allocate(np.array(hours), headcount, lower, upper)
    assert workers.sum() == headcount
    assert ((lower <= workers) & (workers <= upper)).all()
    choices = product(*(range(a, b + 1) for a, b in zip(lower, upper, strict=True)))
    best = min(total(hours, one) for one in choices if sum(one) == headcount)
    assert total(hours, workers) == pytest.approx(best, rel=1e-9)


def test_a_headcount_below_the_minimum_is_refused_with_both_numbers():
    with pytest.raises(Refused) as refusal:
        allocate(np.array([5.0, 5.0, 5.0]), 2, np.ones(3, dtype=np.int64))
    assert refusal.value.message_key == "errors.refused_headcount_below_minimum"
    assert refusal.value.values == {"headcount": 2, "minimum": 3}


def test_grids_without_work_are_shared_out_evenly():
    workers = allocate(np.zeros(3), 7, np.ones(3, dtype=np.int64))
    assert sorted(workers.tolist()) == [2, 2, 3]


def test_no_transfer_of_one_worker_brings_two_loads_nearer_in_proportion():
    hours = np.array([71.0, 44.0, 23.0, 9.0])
    workers = allocate(hours, 14, np.ones(4, dtype=np.int64))
    for giver, taker in product(range(4), repeat=2):
        if giver == taker or workers[giver] == 1:
            continue
        before = sorted((hours[giver] / workers[giver], hours[taker] / workers[taker]))
        changed = (hours[giver] / (workers[giver] - 1), hours[taker] / (workers[taker] + 1))
        after = sorted(changed)
        assert after[1] / after[0] >= before[1] / before[0] - 1e-9


@given(st.floats(1, 100), st.floats(0.01, 3), st.floats(0.01, 1))
def test_the_cost_is_convex_and_falls(hours, workers, step):
    first, middle, last = (cost_h2(hours, workers + i * step) for i in range(3))
    assert first >= middle >= last
    assert first - middle >= middle - last - 1e-6 * first


def test_an_empty_grid_costs_twenty_times_one_with_a_worker():
    assert FLOOR_WORKERS == 0.1
    assert cost_h2(3.0, 0.0) == pytest.approx(20 * cost_h2(3.0, 1.0))
