"""Two maps of one place beside each other, each on its own boundaries; changed grids outlined."""

from dataclasses import replace

import streamlit as st

from geo.messages import text
from geo.services.links import LinkKind
from geo.services.plan_comparison_values import Change, Compared
from geo.services.view_choice import View
from geo.ui import choices, widgets
from geo.ui.map_component import MapContent, draw_map
from geo.ui.plan.compare_asked import Sides

_HEIGHT = "max(360px, 50vh)"
_LINKED = "compare"


def draw(asked: Sides, compared: Compared) -> None:
    """Draw the maps; where one is moved to, the other follows."""
    changed = tuple(one.code for one in compared.grids if one.change is not Change.RENAMED)
    columns = st.columns(2, gap="small")
    both = zip(columns, ("left", "right"), (asked.left, asked.right), asked.words(), strict=True)
    for column, side, view, words in both:
        with column:
            widgets.title(text(choices.language(), f"compare.map_{side}", view=words))
            content = _content(view, asked.measure, changed)
            draw_map(replace(content, leads=side == "left"), key=f"compare_{side}")


def _content(view: View, measure: str, changed: tuple[str, ...]) -> MapContent:
    return MapContent(
        {LinkKind.MEASURE: {"measure": measure}},
        height=_HEIGHT,
        on_first=frozenset(),
        bounds=view.name,
        linked=_LINKED,
        outlined=changed,
    )
