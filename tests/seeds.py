"""Seeds of tests that try many towns: the first on each save, the others with the slow tests."""

from typing import Any

import pytest


def first_fast(count: int) -> list[Any]:
    """Return that many seeds to be parametrized over."""
    return [0, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(1, count))]
