"""总览: where is it going wrong this month, and what do we do?"""

import streamlit as st

from geo.messages import text
from geo.services.figure_words import key_figures
from geo.services.links import LinkKind
from geo.services.scope_choices import to_choices
from geo.ui import choices, page_actions, pastures, session, widgets
from geo.ui.map_component import MapContent, draw_map_beside
from geo.ui.overview import asked, card, old_borders, trend, worst

RANKED = 13
language, actor, container = choices.language(), choices.actor(), session.container()
with widgets.row("filters"):
    view = asked.filter_row(container)
    page_actions.open_brief(text(language, "overview.brief"), month=str(view.month))
    page_actions.copy_link()

town = container.overviews.town(actor, view.month, view.scope, view.ranked_by, RANKED)
widgets.key_figures(key_figures(language, town.figures, town.gap))

selected = choices.value(choices.GRID)
shown = to_choices(view.scope, view.month)
content = MapContent(
    {
        LinkKind.MEASURE: {**shown, "measure": view.measure},
        LinkKind.INCIDENTS: shown,
        LinkKind.STATIONS: {},
        LinkKind.CAMERAS: {},
        **pastures.layers(container),
    },
)
with draw_map_beside("grid", content):
    if selected:
        card.draw(language, container.overviews.grid(actor, selected, view.month))
    else:
        worst.draw_top(language, town.figures, town.ranking)

table_side, chart_side = st.columns([0.6, 0.4], gap="small")
with table_side, widgets.panel("worst"):
    worst.draw_table(language, town.ranking, after_top=not selected)
with chart_side, widgets.panel("trend"):
    trend.draw(language, town.figures, town.series)
    old_borders.draw(container)
