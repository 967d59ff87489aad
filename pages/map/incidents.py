"""事件: where incidents are and how they stand; one looked up by number or place."""

import streamlit as st

from geo.domain.errors import NotPermitted
from geo.messages import text
from geo.services.links import LinkKind
from geo.ui import choices, incident_choices, incident_listing, incident_panel, session, widgets
from geo.ui.map_component import MapContent, draw_map

PANEL_PX = 500

language, actor, container = choices.language(), choices.actor(), session.container()
try:
    container.incidents.counts(actor)
except NotPermitted:
    role = text(language, f"common.role_{actor.role}")
    widgets.empty(text(language, "incidents.not_permitted", role=role))
    st.stop()
if not container.snapshots.current().categories:
    widgets.empty(text(language, "incidents.store_empty"))
    st.stop()

choice = incident_choices.draw(container)
incident = incident_panel.selected(container, choice)
map_side, panel_side = st.columns([0.68, 0.32], gap="small")
with map_side:
    draw_map(
        MapContent(
            {LinkKind.INCIDENTS: choice.link},
            height=f"{PANEL_PX}px",
            point_choice=incident_choices.INCIDENT,
            point=incident_panel.place(incident),
        ),
        key="incident_map",
    )
with panel_side, widgets.panel("order", height=PANEL_PX):
    incident_panel.draw(container, choice, incident)

table_side, trend_side = st.columns([0.62, 0.38], gap="small")
with table_side, widgets.panel("incidents"):
    incident_listing.draw_table(container, choice)
with trend_side, widgets.panel("trend"):
    incident_listing.draw_trend(container, choice)
