"""Small counts that may not be shown, nor worked out from what is shown beside them.

Complementary suppression of one line with its total (Cox, 1980): whatever is held back is held back
with others, and all of it together is no small count either.
"""

from collections.abc import Sequence
from dataclasses import dataclass

LEAST_SHOWN = 10
"""Counts from 1 to 9 are small; none at all says nothing of anybody."""


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be shown of parts and of their total; None is held back."""

    parts: tuple[int | None, ...]
    total: int | None


def is_small(count: int) -> bool:
    """Return whether a count is too small to be shown."""
    return 0 < count < LEAST_SHOWN


def alone(count: int) -> int | None:
    """Return a count that nothing beside it adds up to, None where it is too small."""
    return None if is_small(count) else count


def parts_of_total(counts: Sequence[int]) -> Protected:
    """Return what may be shown of counts whose sum is shown as well.

    Small counts are held back. While those held back sum up to a small count, or are one alone,
    the smallest one still shown joins them: total − shown must tell nothing.
    """
    if is_small(sum(counts)):
        return Protected(tuple(None if count else 0 for count in counts), None)
    held = {place for place, count in enumerate(counts) if is_small(count)}
    shown = sorted((count, place) for place, count in enumerate(counts) if count >= LEAST_SHOWN)
    for _, place in shown:
        if not held or _is_safe([counts[one] for one in held]):
            break
        held.add(place)
    parts = tuple(None if place in held else count for place, count in enumerate(counts))
    is_safe = not held or _is_safe([counts[one] for one in held])
    return Protected(parts, sum(counts) if is_safe else None)


def part_and_whole(part: int, whole: int) -> tuple[int | None, int | None]:
    """Return what may be shown of a count and of one that contains it."""
    found = parts_of_total((part, whole - part))
    return found.parts[0], found.total


def _is_safe(held: Sequence[int]) -> bool:
    return len(held) > 1 and sum(held) >= LEAST_SHOWN
