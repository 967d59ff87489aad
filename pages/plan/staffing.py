"""力量配置: from a red grid to what do we do, with the arithmetic and who decided."""

import streamlit as st

from geo.services.links import LinkKind
from geo.ui import choices, page_actions, session, widgets
from geo.ui.map_component import MapContent, draw_map_beside
from geo.ui.staffing import arithmetic, asked, figures, panel, ranking, record, worth

language, container = choices.language(), session.container()
with widgets.row("filters"):
    town = asked.town(container)
    page_actions.copy_link()
asked.draw_basis(language, town)
widgets.key_figures(figures.key_figures(language, town))

shown = asked.map_choices(container, town)
content = MapContent(
    {LinkKind.NEED: shown, LinkKind.MOVES: {**shown, "grid": choices.value(choices.GRID)}},
    on_first=frozenset({"moves"}),
)
with draw_map_beside("grid", content, key="staffing_map"):
    panel.draw(container, town)

table_side, curve_side = st.columns([0.64, 0.36], gap="small")
with table_side, widgets.panel("need"):
    ranking.draw_table(language, town)
with curve_side:
    with widgets.panel("worth"):
        worth.draw(language, town)
    with widgets.panel("time"):
        arithmetic.draw_time(language, town)
with widgets.panel("lines"):
    arithmetic.draw(container, town)
with widgets.panel("record"):
    record.draw(container, town)
