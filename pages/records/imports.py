"""导入导出: a file becomes a layer, tried first and then written; a layer becomes a file."""

import streamlit as st

from geo.ui import session, widgets
from geo.ui.records import backdrops, exporting, importing, town

container = session.container()
import_side, export_side = st.columns([0.72, 0.28], gap="small")
with import_side, widgets.panel("import"):
    importing.draw(container)
with export_side:
    with widgets.panel("export"):
        exporting.draw(container)
    town.draw(container)
    backdrops.draw(container)
