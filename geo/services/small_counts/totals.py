"""One line of counts and its total: what may be shown so that no small count can be worked out.

Complementary suppression of one line with its total (Cox, 1980). Which counts are held back depends
on how many there are and on their sum alone, so that knowing the rule tells nothing more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.services.small_counts.least import LEAST_SHOWN, is_small

_LEAST_BESIDE_SMALL = 2 * LEAST_SHOWN
"""Counts below it are held back together with small ones, which they hide."""


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be shown of parts and of their total; None is held back."""

    parts: tuple[int | None, ...]
    total: int | None


def parts_of_total(counts: Sequence[int]) -> Protected:
    """Return what may be shown of counts whose sum is shown as well.

    With a small count all below twice the least are held back, or every one where those could be
    told from total − shown. A total that could only be of ones is held back too.
    """
    total, some = sum(counts), [count for count in counts if count]
    if not any(is_small(count) for count in counts):
        return Protected(tuple(counts), total)
    if is_small(total) or total == len(some):
        return Protected(_held_below(counts, total + 1), None)
    near = [count for count in some if count < _LEAST_BESIDE_SMALL]
    is_safe = len(near) > 1 and sum(near) >= LEAST_SHOWN and sum(near) > len(near)
    return Protected(_held_below(counts, _LEAST_BESIDE_SMALL if is_safe else total + 1), total)


def part_and_whole(part: int, whole: int) -> tuple[int | None, int | None]:
    """Return what may be shown of a count and of one that contains it."""
    found = parts_of_total((part, whole - part))
    return found.parts[0], found.total


def _held_below(counts: Sequence[int], least: int) -> tuple[int | None, ...]:
    return tuple(None if 0 < count < least else count for count in counts)
