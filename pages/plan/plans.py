"""方案: which plans there are, where each stands, who said so, and the way into force."""

import streamlit as st

from geo.ui import choices, page_actions, session, widgets
from geo.ui.plan import (
    asked,
    carrying,
    documents,
    exceptions,
    leading,
    listing,
    looking,
    preview,
    publishing,
    standing,
    texts,
)

language, container = choices.language(), session.container_on("")
plan = asked.any_plan(container)
with widgets.panel("plans"):
    listing.draw(container, plan)
if plan is not None:
    with widgets.row("filters"):
        looking.draw(plan)
        page_actions.copy_link()
    publishing.tell(plan)
    carrying.tell()
    ahead = looking.ahead(container, plan)
    with widgets.panel("chain"):
        standing.draw_chain(container, plan, ahead)
    way_side, text_side = st.columns([0.6, 0.4], gap="small")
    with way_side:
        with widgets.panel("ways"):
            leading.draw(container, plan, ahead)
        if ahead is not None:
            with widgets.panel("ahead"):
                preview.draw(container, plan, ahead)
                exceptions.draw(container, plan)
    with text_side:
        with widgets.panel("texts"):
            texts.draw(container, plan)
        with widgets.panel("documents"):
            documents.draw(plan)
        with widgets.panel("record"):
            standing.draw_record(container, plan)
