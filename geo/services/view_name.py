"""How a view on boundaries is named in a URL: nothing is today's, a day, or the id of a plan.

`2026-03-10` is the town as of that day, figures and all; `@2026-03-10` the boundaries of that day
alone, with all that is known today located in them.
"""

from datetime import date

BORDERS_ONLY = "@"


def day_in(name: str) -> date | None:
    """Return the day that a view names, None where it names none."""
    try:
        return date.fromisoformat(name.removeprefix(BORDERS_ONLY))
    except ValueError:
        return None


def is_borders_only(name: str) -> bool:
    """Return whether a view names the boundaries of a day without its figures."""
    return name.startswith(BORDERS_ONLY) and day_in(name) is not None


def borders_of(day: date) -> str:
    """Return the name of the boundaries of a day alone."""
    return f"{BORDERS_ONLY}{day.isoformat()}"
