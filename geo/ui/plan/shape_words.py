"""What a plan does to the dated shapes of pastures, in words."""

from typing import TypeGuard

from geo.messages import numbers, text
from geo.services.plan_shapes import Carried
from geo.ui import choices


def is_told(shapes: Carried | None) -> TypeGuard[Carried]:
    """Return whether there is anything to say."""
    return shapes is not None and bool(shapes.moved or shapes.left)


def told(shapes: Carried) -> str:
    """Return how many shapes go to another grid and how many are left without one."""
    counts = {"moved": shapes.moved, "left": shapes.left}
    said = [
        text(choices.language(), f"plans.shapes_{name}", count=numbers.count(count))
        for name, count in counts.items()
        if count
    ]
    return text(choices.language(), "plans.comma").join(said)
