"""A card of facts: what is known of one thing, label by label, unknown said in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.views.escaping import markup
from geo.views.figures import Tone


@dataclass(frozen=True, slots=True)
class Fact:
    """One line; the tone says whether it is for the better, and so do the words."""

    label: str
    value: str
    tone: Tone = Tone.PLAIN


def facts(rows: Sequence[Fact]) -> str:
    """Return the lines as a list of terms and what they are."""
    return f'<dl class="wg-facts">{"".join(_line(row) for row in rows)}</dl>'


def _line(row: Fact) -> str:
    return f'<dt>{markup(row.label)}</dt><dd class="wg-{row.tone}">{markup(row.value)}</dd>'
