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
_menu = st.components.v2.component("wangge_export", html='<div class="shell"></div>', js=_LOADER)
_WORDS = ("making", "making_s", "made", "failed")
_MAPS: Mapping[str, Mapping[str, str]] = {
    "pdf_a4": {"as": "pdf", "paper": "a4"},
    "pdf_a3": {"as": "pdf", "paper": "a3"},
    "png": {"as": "png", "paper": "a4"},
}


def draw(chosen: Mapping[str, str], layers: Sequence[LinkKind]) -> None:
    """Draw the menu of a view; `chosen` are its choices, `layers` what its map can show.

    What is in it is sent once it is opened: most runs of the script need none of it.
    """
    language = choices.language()
    menu = st.popover(text(language, "printing.export"), key="export", on_change="rerun")
    if not menu.open:
        return
    with menu:
        widgets.words(text(language, "printing.as_shown"))
        words = {name: text(language, f"printing.{name}") for name in _WORDS}
        data = {"words": words, **_files(chosen, layers)}
        _menu(key="export_menu", data=data, height="content")


def _files(chosen: Mapping[str, str], layers: Sequence[LinkKind]) -> dict[str, Any]:
    """Return the files and the links they come by; every file of the map comes by one."""
    language, role = choices.language(), choices.actor().role
    shown = {
        **chosen,
        "selected": choices.value(choices.GRID),
        "offered": ",".join(kind.value.rpartition("/")[2] for kind in layers),
    }
    files, links = [], {}
    if is_permitted(role, ACTION_FOR[LinkKind.PRINT_MAP]):
        links["map"] = identity.link(LinkKind.PRINT_MAP, shown)
        files += [_file(language, name, asked) for name, asked in _MAPS.items()]
    if chosen.get("measure") and is_permitted(role, ACTION_FOR[LinkKind.PRINT_TABLE]):
        links["table"] = identity.link(LinkKind.PRINT_TABLE, shown)
        files.append(_file(language, "xlsx", {}))
    return {"files": files, "links": links}


def _file(language: Language, name: str, asked: Mapping[str, str]) -> dict[str, Any]:
    return {"name": name, "label": text(language, f"printing.{name}"), **asked}
