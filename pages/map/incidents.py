"""事件: where incidents are and how they stand; one looked up by number or place."""

import streamlit as st

from geo.domain.errors import NotPermitted
from geo.messages import text
from geo.services.links import LinkKind
from geo.ui import (
    choices,
    incident_choices,
    incident_listing,
    incident_panel,
    session,
    widgets,
    within,
)
from geo.ui.map_component import MapContent, draw_map_beside

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
content = MapContent(
    {LinkKind.INCIDENTS: choice.link},
    point_choice=incident_choices.INCIDENT,
    point=incident_panel.place(incident),
    has_tools=True,
)
with draw_map_beside("order", content, key="incident_map"):
    if not within.draw(container, choice.scope, *incident_choices.SELECTIONS):
        incident_panel.draw(container, choice, incident)

table_side, trend_side = st.columns([0.7, 0.3], gap="small")
with table_side, widgets.panel("incidents"):
    incident_listing.draw_table(container, choice)
with trend_side, widgets.panel("trend"):
    incident_listing.draw_trend(container, choice)
