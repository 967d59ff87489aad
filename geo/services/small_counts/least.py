"""Which counts are small; one rule for plans, comparisons, documents and the wall."""

LEAST_SHOWN = 10
"""Counts from 1 to 9 are small; none at all says nothing of anybody."""


def is_small(count: float | None) -> bool:
    """Return whether a count may not be shown; an unknown one has nothing to show."""
    return count is not None and 0 < count < LEAST_SHOWN


def is_small_change(before: float | None, after: float | None) -> bool:
    """Return whether two counts beside each other would tell a small one."""
    if before is None or after is None:
        return is_small(before) or is_small(after)
    return is_small(before) or is_small(after) or is_small(abs(after - before))
