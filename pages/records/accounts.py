"""用户: who may sign in, in which role, and who came and went; for administrators."""

import streamlit as st

from geo.ui import choices, session, widgets
from geo.ui.records import accounts

language, actor, container = choices.language(), choices.actor(), session.container()
listed = container.accounts.listed(actor)
table_side, form_side = st.columns([0.62, 0.38], gap="small")
with table_side:
    with widgets.panel("accounts"):
        accounts.draw_table(language, container, listed)
    with widgets.panel("events"):
        accounts.draw_events(language, container)
with form_side:
    with widgets.panel("account"):
        accounts.draw_one(container, listed)
    with widgets.panel("new_account"):
        accounts.draw_new(container)
