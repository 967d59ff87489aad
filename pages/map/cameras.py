"""视频点位: what do the cameras see of each grid, and which of them need seeing to?"""

import streamlit as st

from geo.messages import text
from geo.services.links import LinkKind
from geo.services.measures import Measure
from geo.services.scope import EVERYTHING
from geo.ui import camera_page, choices, map_export, page_actions, session, widgets, within
from geo.ui.map_component import MapContent, draw_map_beside

language, container = choices.language(), session.container()
counts = container.cameras.counts(choices.actor())
with widgets.row("filters"):
    widgets.title(text(language, "cameras.title", count=counts.sites))
    page_actions.copy_link()
    map_export.draw({"measure": Measure.COVERED_SHARE}, (LinkKind.CAMERAS,))
if not counts.sites:
    widgets.empty(text(language, "cameras.store_empty"))
    st.stop()

widgets.key_figures(camera_page.key_figures(language, counts))
content = MapContent(
    {LinkKind.MEASURE: {"measure": Measure.COVERED_SHARE}, LinkKind.CAMERAS: {}},
    on_first=frozenset({"cameras"}),
    has_tools=True,
)
with draw_map_beside("sites", content, key="camera_map"):
    if not within.draw(container, EVERYTHING, choices.GRID):
        camera_page.draw_faults(container, counts)
with widgets.panel("coverage"):
    camera_page.draw_cover(container)
