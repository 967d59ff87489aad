"""The page that asks who is there, the one that changes a password, and one refusal as a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.views.assets import FONT_STYLES, MOUNT
from geo.views.escaping import markup


@dataclass(frozen=True, slots=True)
class Field:
    """One line of the form; `kind` is the input's type, `told` what a browser fills in."""

    name: str
    label: str
    kind: str
    told: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """Everything on the page, in words. Without fields it only says something."""

    language_tag: str
    product: str
    title: str
    action: str = ""
    fields: Sequence[Field] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    button: str = ""
    refused: str = ""
    note: str = ""
    links: Sequence[tuple[str, str]] = ()


def html(door: Door) -> str:
    """Return the page."""
    title = markup(f"{door.title} · {door.product}")
    return (
        f'<!DOCTYPE html><html lang="{markup(door.language_tag)}" translate="no"><head>'
        '<meta charset="utf-8"/><meta name="viewport" content="width=device-width"/>'
        f'<title>{title}</title><link rel="icon" href="data:,"/>'
        f'<link rel="stylesheet" href="{FONT_STYLES}"/>'
        f'<link rel="stylesheet" href="{MOUNT}/css/sign_in.css"/>'
        f'<script type="module" src="{MOUNT}/js/sign_in.js"></script></head>'
        f"<body><main><h1>{markup(door.product)}</h1><h2>{markup(door.title)}</h2>"
        f"{_refused(door)}{_form(door)}{_note(door)}</main>{_links(door)}</body></html>"
    )


def _refused(door: Door) -> str:
    return f'<p class="refused" role="alert">{markup(door.refused)}</p>' if door.refused else ""


def _note(door: Door) -> str:
    return f'<p class="note">{markup(door.note)}</p>' if door.note else ""


def _form(door: Door) -> str:
    if not door.fields:
        return ""
    hidden = "".join(
        f'<input type="hidden" name="{markup(name)}" value="{markup(value)}"/>'
        for name, value in door.hidden.items()
    )
    fields = "".join(_field(one, is_first=one is door.fields[0]) for one in door.fields)
    return (
        f'<form method="post" action="{markup(door.action)}">{hidden}{fields}'
        f'<button type="submit">{markup(door.button)}</button></form>'
    )


def _field(one: Field, *, is_first: bool) -> str:
    focus = " autofocus" if is_first else ""
    return (
        f'<label for="{markup(one.name)}">{markup(one.label)}</label>'
        f'<input id="{markup(one.name)}" name="{markup(one.name)}" type="{markup(one.kind)}"'
        f' autocomplete="{markup(one.told)}" value="{markup(one.value)}" maxlength="200"'
        f" required{focus}/>"
    )


def _links(door: Door) -> str:
    drawn = (f'<a href="{markup(address)}">{markup(label)}</a>' for label, address in door.links)
    return f"<nav>{' · '.join(drawn)}</nav>" if door.links else ""
