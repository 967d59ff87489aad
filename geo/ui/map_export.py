"""导出: what a page shows as PDF, picture or table; the browser adds where its map looks."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from geo.domain.kinds import Language
from geo.domain.policy import is_permitted
from geo.messages import text
from geo.services.links import ACTION_FOR, LinkKind
from geo.ui import choices, identity, widgets

_LOADER = """
const module = import(location.origin + "/assets/js/export_menu.js");
export default async function (component) {
  return (await module).default(component);
}
"""
_menu = st.components.v2.component(
    "wangge_export",
    html='<div class="files"></div><p class="state" role="status"></p>',
    css="""
    .files { display: flex; flex-direction: column; gap: 6px; }
    .files button { font: inherit; font-size: 14px; color: #1B2430; background: #fff;
      text-align: left; cursor: pointer; border: 1px solid #E3E7EC; border-radius: 6px;
      padding: 6px 12px; line-height: 20px; }
    .files button:hover, .files button:focus-visible { border-color: #1F6FB2; color: #1F6FB2; }
    .files button:disabled { color: #5B6776; cursor: progress; }
    .state { font-size: 12px; color: #5B6776; min-height: 18px; margin: 8px 0 0; }
    """,
    js=_LOADER,
)
_WORDS = ("making", "making_s", "made", "failed")
_MAPS: Mapping[str, Mapping[str, str]] = {
    "pdf_a4": {"as": "pdf", "paper": "a4"},
    "pdf_a3": {"as": "pdf", "paper": "a3"},
    "png": {"as": "png", "paper": "a4"},
}


def draw(chosen: Mapping[str, str], layers: Sequence[LinkKind]) -> None:
    """Draw the menu of a view; `chosen` are its choices, `layers` what its map can show."""
    language = choices.language()
    with st.popover(text(language, "printing.export")):
        widgets.words(text(language, "printing.as_shown"))
        words = {name: text(language, f"printing.{name}") for name in _WORDS}
        data = {"words": words, "files": _files(chosen, layers)}
        _menu(key="export_menu", data=data, height="content")


def _files(chosen: Mapping[str, str], layers: Sequence[LinkKind]) -> list[dict[str, Any]]:
    language, role = choices.language(), choices.actor().role
    shown = {
        **chosen,
        "selected": choices.value(choices.GRID),
        "offered": ",".join(kind.value.rpartition("/")[2] for kind in layers),
    }
    files = []
    if is_permitted(role, ACTION_FOR[LinkKind.PRINT_MAP]):
        url = identity.link(LinkKind.PRINT_MAP, shown)
        files += [_file(language, name, url, asked) for name, asked in _MAPS.items()]
    if chosen.get("measure") and is_permitted(role, ACTION_FOR[LinkKind.PRINT_TABLE]):
        url = identity.link(LinkKind.PRINT_TABLE, shown)
        files.append(_file(language, "xlsx", url, {}))
    return files


def _file(language: Language, name: str, url: str, asked: Mapping[str, str]) -> dict[str, Any]:
    label = text(language, f"printing.{name}")
    return {"name": name, "label": label, "url": url, "asked": asked, "is_map": bool(asked)}
