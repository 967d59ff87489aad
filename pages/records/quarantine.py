"""隔离与边界: what was not accepted and why, and where the grids' borders are at fault."""

import streamlit as st

from geo.services.links import LinkKind
from geo.ui import session, widgets
from geo.ui.map_component import MapContent, draw_map
from geo.ui.records import faults, quarantine

container = session.container()
list_side, map_side = st.columns([0.5, 0.5], gap="small")
with list_side, widgets.panel("quarantine"):
    quarantine.draw(container)
with map_side, widgets.panel("faults"):
    faults.draw(container)
    draw_map(
        MapContent({LinkKind.FAULTS: {}}, height="560px", on_first=frozenset({"faults"})),
        key="faults_map",
    )
