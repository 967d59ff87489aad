"""Key figures as cards: what it is, how much with its unit, and what it is compared with."""

from collections.abc import Sequence

from geo.messages.figures import KeyFigure, Note, Tone
from geo.views.escaping import markup

__all__ = ["KeyFigure", "Note", "Tone", "cards"]


def cards(figures: Sequence[KeyFigure]) -> str:
    """Return one row of cards."""
    return f'<div class="wg-cards">{"".join(_card(figure) for figure in figures)}</div>'


def _card(figure: KeyFigure) -> str:
    notes = " · ".join(
        f'<span class="wg-{note.tone}">{markup(note.words)}</span>' for note in figure.notes
    )
    hint = f' title="{markup(figure.hint)}"' if figure.hint else ""
    return (
        f'<section class="wg-card"{hint}><h4>{markup(figure.label)}</h4>'
        f'<p class="wg-value">{markup(figure.value)}<small>{markup(figure.unit)}</small></p>'
        f'<p class="wg-notes">{notes}</p></section>'
    )
