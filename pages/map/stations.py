"""调解站: what does each station carry, and who lives far from one?"""

import streamlit as st

from geo.messages import text
from geo.services.links import LinkKind
from geo.services.measures import Measure
from geo.services.scope import EVERYTHING
from geo.ui import (
    choices,
    map_export,
    page_actions,
    pastures,
    session,
    station_page,
    widgets,
    within,
)
from geo.ui.map_component import MapContent, draw_map_beside

language, container = choices.language(), session.container()
totals = container.stations_load.totals(choices.actor())
with widgets.row("filters"):
    widgets.title(text(language, "stations.title", count=totals.stations))
    page_actions.copy_link()
    map_export.draw({"measure": Measure.STATION_DISTANCE_KM}, (LinkKind.STATIONS, LinkKind.RANGES))
if not totals.stations:
    widgets.empty(text(language, "stations.store_empty"))
    st.stop()

widgets.key_figures(station_page.key_figures(language, totals))
content = MapContent(
    {
        LinkKind.MEASURE: {"measure": Measure.STATION_DISTANCE_KM},
        LinkKind.STATIONS: {},
        **pastures.layers(container),
    },
    on_first=frozenset({"stations", "ranges"}),
    has_tools=True,
)
with draw_map_beside("far", content, key="station_map"):
    if not within.draw(container, EVERYTHING, choices.GRID):
        station_page.draw_far(container)
table_side, chart_side = st.columns([0.64, 0.36], gap="small")
with table_side, widgets.panel("load"):
    station_page.draw_load(container)
with chart_side, widgets.panel("distances"):
    station_page.draw_distances(container)
