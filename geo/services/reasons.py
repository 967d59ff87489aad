"""A reason as a person gives it, for a decision or for a changed norm: there, and not too long."""

from geo.domain.errors import BadValue

REASON_LENGTH_MAX = 500


def given(reason: str) -> str:
    """Return the reason without outer spaces.

    Raises:
        BadValue: it is empty or too long.
    """
    bare = reason.strip()
    if not bare:
        raise BadValue("reason_empty", field="reason")
    if len(bare) > REASON_LENGTH_MAX:
        raise BadValue("reason_long", field="reason", limit=REASON_LENGTH_MAX)
    return bare
