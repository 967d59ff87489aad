"""Which side of a split keeps the code, the name and the worker: the one where more live."""

from dataclasses import replace

from geo.domain.codes import GridCode
from geo.domain.edits import Split
from geo.domain.errors import EditRefused
from geo.domain.plans import PlanStep
from geo.services.drafting.impact import Reckoned
from geo.services.drafting.session import Held
from geo.services.drafting.state import dropped
from geo.services.drafting.words import StepSummary

Taken = tuple[PlanStep, tuple[Reckoned, StepSummary]]


def taken_step(held: Held, step: PlanStep) -> Taken:
    """Return a step as it is to be kept, and what it makes.

    A split that would leave the old grid fewer households than the new one is turned round, where
    both are known and the rules allow it; the step says so, and is replayed as it says.

    Raises:
        EditRefused, NotFound: the edit cannot be made.
    """
    made = held.after(step)
    edit, before = step.edit, held.states.at(step.n - 1)
    if not isinstance(edit, Split) or edit.turned or GridCode(edit.new_grid) in before.figures:
        return step, made
    old, new = (made[0].figures.get(GridCode(code)) for code in (edit.grid, edit.new_grid))
    if old is None or new is None or old.households is None or new.households is None:
        return step, made
    if new.households <= old.households:
        return step, made
    dropped(before.state, made[0].state)
    turned = replace(step, edit=replace(edit, turned=True))
    try:
        return turned, held.after(turned)
    except EditRefused:
        return step, held.after(step)
