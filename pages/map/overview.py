"""总览: where is it going wrong this month, and what do we do?"""

from dataclasses import replace

import streamlit as st

from geo.messages import text
from geo.services.figure_words import key_figures
from geo.services.links import LinkKind
from geo.services.scope_choices import STEPS, to_choices
from geo.ui import choices, map_export, page_actions, pastures, session, widgets, within
from geo.ui.map_component import MapContent, draw_map_beside
from geo.ui.overview import asked, beside, card, old_borders, time_steps, trend, worst

RANKED = 13
MARKS = (LinkKind.INCIDENTS, LinkKind.STATIONS, LinkKind.CAMERAS, LinkKind.RANGES)
language, actor, container = choices.language(), choices.actor(), session.container()
with widgets.row("filters"):
    view = asked.filter_row(container)
    page_actions.open_brief(text(language, "overview.brief"), month=str(view.month))
    link_place = st.container(key="copy_place", width="content")
    map_export.draw({**to_choices(view.scope, view.month), "measure": view.measure}, MARKS)

town = container.overviews.town(actor, view.month, view.scope, view.ranked_by, RANKED)
widgets.key_figures(key_figures(language, town.figures, town.gap))

selected = choices.value(choices.GRID)
if view.beside:
    other = beside.draw_maps(container, view)
    differences_side, grid_side = st.columns([0.6, 0.4], gap="small")
    with differences_side, widgets.panel("differences"):
        beside.draw_differences(container, view, other)
    panel = grid_side.container(key="panel_grid", border=True)
else:
    time = time_steps.steps(container, view)
    shown = to_choices(view.scope, view.month)
    content = MapContent(
        {
            LinkKind.MEASURE: {**shown, "measure": view.measure},
            LinkKind.INCIDENTS: {**to_choices(view.scope), STEPS: "1"} if time else shown,
            LinkKind.STATIONS: {},
            LinkKind.CAMERAS: {},
            **pastures.layers(container),
        },
        time=time,
        same_classes=time is not None,
        has_tools=True,
    )
    panel = draw_map_beside("grid", content)
with panel:
    time_steps.draw_standing(view)
    in_month = replace(view.scope, reported=view.month.period)
    is_asked = not view.beside and within.draw(container, in_month, choices.GRID)
    is_top_beside = not (selected or is_asked)
    if selected:
        card.draw(language, container.overviews.grid(actor, selected, view.month))
    elif is_top_beside:
        worst.draw_top(language, town.figures, town.ranking)

table_side, chart_side = st.columns([0.6, 0.4], gap="small")
with table_side, widgets.panel("worst"):
    worst.draw_table(language, town.ranking, after_top=is_top_beside)
with chart_side, widgets.panel("trend"):
    trend.draw(language, town.figures, town.series)
    old_borders.draw(container)
with link_place:
    page_actions.copy_link()
