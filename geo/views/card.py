"""HTML of the parts of a grid's card: head, need, remedies, arithmetic."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.views.escaping import markup

_NUMBERS = "①②③④⑤⑥⑦⑧⑨"


@dataclass(frozen=True, slots=True)
class ShownAction:
    """One remedy in words: what kind, why and how, what it changes, what was decided."""

    kind: str
    detail: str
    effect: str
    decided: str = ""


def head(kind: str, name: str, about: str) -> str:
    """Return the grid's name between what it is and what it holds."""
    return (
        f'<div class="wg-head"><small>{markup(kind)}</small><h2>{markup(name)}</h2>'
        f"<small>{markup(about)}</small></div>"
    )


def need(said: str, difference: str, is_bad: bool) -> str:
    """Return what the grid needs, and in words what is short or spare."""
    tone = "wg-bad" if is_bad else "wg-plain"
    differs = f'<span class="{tone}">{markup(difference)}</span>'
    return f'<p class="wg-need"><b>{markup(said)}</b> {differs}</p>'


def chase(title: str, detail: str) -> str:
    """Return what to do about late work, before any remedy of staffing."""
    return (
        f'<div class="wg-action"><p><b class="wg-bad">{markup(title)}</b></p>'
        f"<small>{markup(detail)}</small></div>"
    )


def actions(shown: Sequence[ShownAction]) -> str:
    """Return the remedies, numbered in the order they are considered."""
    return "".join(action(number, one) for number, one in enumerate(shown))


def action(number: int, shown: ShownAction) -> str:
    """Return one remedy with its number, counted from zero."""
    mark = _NUMBERS[number] if number < len(_NUMBERS) else str(number + 1)
    decided = f'<i class="wg-decided">{markup(shown.decided)}</i>' if shown.decided else ""
    return (
        f'<div class="wg-action"><p><b>{mark} {markup(shown.kind)}</b>'
        f'<span class="wg-good">{markup(shown.effect)}</span>{decided}</p>'
        f"<small>{markup(shown.detail)}</small></div>"
    )


def lines(rows: Sequence[tuple[str, str, str]]) -> str:
    """Return lines of arithmetic: what, how much, where the norm comes from."""
    drawn = "".join(
        f"<tr><td>{markup(what)}</td><td>{markup(value)}</td><td>{markup(source)}</td></tr>"
        for what, value, source in rows
    )
    return f'<table class="wg-lines">{drawn}</table>'
