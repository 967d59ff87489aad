"""A short list of horizontal bars with numbers: where the hours of one grid go."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.views.escaping import markup


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `size` says how long it is, `written` what stands behind it."""

    label: str
    size: float
    written: str


def bars(rows: Sequence[Bar]) -> str:
    """Return the bars, all on the scale of the longest."""
    longest = max((row.size for row in rows), default=0.0) or 1.0
    return f'<div class="wg-bars">{"".join(_bar(row, longest) for row in rows)}</div>'


def _bar(row: Bar, longest: float) -> str:
    share = max(0.0, row.size / longest)
    return (
        f"<span>{markup(row.label)}</span>"
        f'<i class="wg-track"><i style="width: {share:.1%}"></i></i>'
        f"<b>{markup(row.written)}</b>"
    )
