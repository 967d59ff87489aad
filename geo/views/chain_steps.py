"""HTML of an approval chain: its steps from left to right, those done, the present, those ahead."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from geo.views.escaping import markup


class Mark(StrEnum):
    """Where a step stands; the words beside it say so as well."""

    DONE = "done"
    HERE = "here"
    AHEAD = "ahead"


_SIGNS = {Mark.DONE: "✓", Mark.HERE: "●", Mark.AHEAD: ""}


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its name, whether done, and quiet lines beneath (who, when, number, by whom)."""

    name: str
    mark: Mark
    lines: Sequence[str]


def chain(steps: Sequence[Step]) -> str:
    """Return the steps as a list that reads in order without its drawing."""
    return f'<ol class="wg-chain">{"".join(_step(one) for one in steps)}</ol>'


def _step(step: Step) -> str:
    here = ' aria-current="step"' if step.mark is Mark.HERE else ""
    lines = "".join(f"<small>{markup(line)}</small>" for line in step.lines)
    return (
        f'<li class="wg-{step.mark}"{here}><i aria-hidden="true">{_SIGNS[step.mark]}</i>'
        f"<b>{markup(step.name)}</b>{lines}</li>"
    )
