"""定额: the figures the workload rests on, changed within bounds by a named person."""

import streamlit as st

from geo.messages import text
from geo.ui import choices, session, widgets
from geo.ui.records import norm_history, norms

language, actor, container = choices.language(), choices.actor(), session.container()
listed = container.norms.listed(actor)
table_side, form_side = st.columns([0.62, 0.38], gap="small")
with table_side, widgets.panel("norms"):
    widgets.title(text(language, "data.norms_title"))
    norms.draw_table(language, listed)
with form_side:
    with widgets.panel("norm"):
        norms.draw_form(container, listed)
    with widgets.panel("history"):
        norm_history.draw(container)
