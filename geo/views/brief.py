"""The month on one A4 page: figures, a static map, the worst grids and what to do; prints as is."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.views import palette
from geo.views.assets import FONT_STYLES, MOUNT
from geo.views.escaping import markup
from geo.views.figures import KeyFigure, cards


@dataclass(frozen=True, slots=True)
class BriefRow:
    """One of the worst grids: its place and name, its figure, why, and what is advised."""

    rank: str
    name: str
    value: str
    why: str
    advice: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything on the page, in words. `map_svg` is markup made by `geo.views.static_map`."""

    language_tag: str
    title: str
    subtitle: str
    badge: str
    figures: Sequence[KeyFigure]
    map_title: str
    map_svg: str
    table_title: str
    headings: tuple[str, str, str, str, str]
    rows: Sequence[BriefRow]
    notes: Sequence[str]
    print_label: str


def html(brief: Brief) -> str:
    """Return the page."""
    return (
        f'<!DOCTYPE html><html lang="{markup(brief.language_tag)}"><head><meta charset="utf-8"/>'
        f"<title>{markup(brief.title)}</title>"
        f'<link rel="stylesheet" href="{FONT_STYLES}"/>'
        f'<link rel="stylesheet" href="{MOUNT}/css/brief.css"/>'
        f'<script type="module" src="{MOUNT}/js/brief.js"></script></head><body>'
        f'<button type="button" class="print">{markup(brief.print_label)}</button>'
        f"<main>{_head(brief)}{cards(brief.figures)}"
        f'<section class="map"><h2>{markup(brief.map_title)}</h2>{brief.map_svg}</section>'
        f"<section><h2>{markup(brief.table_title)}</h2>{_table(brief)}</section>"
        f"{_notes(brief)}</main></body></html>"
    )


def _head(brief: Brief) -> str:
    badge = f'<span class="badge">{markup(brief.badge)}</span>' if brief.badge else ""
    return f"<header><h1>{markup(brief.title)}</h1>{badge}<p>{markup(brief.subtitle)}</p></header>"


def _table(brief: Brief) -> str:
    head = "".join(f"<th>{markup(heading)}</th>" for heading in brief.headings)
    body = "".join(_row(row) for row in brief.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: BriefRow) -> str:
    cells = (row.rank, row.name, row.value, row.why, row.advice)
    return f"<tr>{''.join(f'<td>{markup(cell)}</td>' for cell in cells)}</tr>"


def _notes(brief: Brief) -> str:
    return f"<footer>{''.join(f'<p>{markup(note)}</p>' for note in brief.notes)}</footer>"


def swatches(labels: Sequence[str], unknown: str, *, is_change: bool) -> str:
    """Return the legend of a static map; with words for unknown where some grid is."""
    scale = palette.DIVERGING if is_change else palette.SEQUENTIAL
    named = [*zip(scale, labels, strict=False), *([(palette.UNKNOWN, unknown)] if unknown else [])]
    boxes = "".join(
        f'<svg width="14" height="10" aria-hidden="true">'
        f'<rect width="14" height="10" fill="{colour}"/></svg><span>{markup(label)}</span>'
        for colour, label in named
    )
    return f'<div class="swatches">{boxes}</div>'


def frames(main_svg: str, whole_svg: str, whole_title: str) -> str:
    """Return two maps side by side, the second under its title."""
    titled = f"<figcaption>{markup(whole_title)}</figcaption>{whole_svg}"
    return f'<div class="frames"><figure>{main_svg}</figure><figure>{titled}</figure></div>'
