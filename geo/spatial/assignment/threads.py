"""Two threads over a range: how work on arrays is split; kernels free the interpreter lock."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import TypeVar

THREADS = 2
# Below this a thread costs more than it saves.
SMALLEST_SHARE = 50_000

Answer = TypeVar("Answer")
Span = tuple[int, int]


def spans(length: int, parts: int) -> list[Span]:
    """Return `parts` ranges (first, last + 1) of nearly equal length that make up `length`."""
    bounds = [length * part // parts for part in range(parts + 1)]
    return list(pairwise(bounds))


def point_spans(points: int) -> list[Span]:
    """Return the ranges of points worth a thread each; one range for few points."""
    return spans(points, THREADS if points >= THREADS * SMALLEST_SHARE else 1)


def over(ranges: list[Span], work: Callable[[Span], Answer]) -> list[Answer]:
    """Return what `work` answers for each range, in order, done by up to THREADS threads."""
    if len(ranges) == 1:
        return [work(ranges[0])]
    with ThreadPoolExecutor(THREADS) as executor:
        return list(executor.map(work, ranges))
