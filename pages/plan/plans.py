"""方案: which plans there are, where each stands, who said so, and the way into force."""

import streamlit as st

from geo.messages import text
from geo.ui import choices, navigation, page_actions, session, widgets
from geo.ui.plan import asked, leading, texts

language, container = choices.language(), session.container()
with widgets.row("filters"):
    plan = asked.any_plan(container)
    if plan:
        navigation.link("plan/borders", text(language, "plans.to_editor"), plan=plan.id)
        page_actions.copy_link()

widgets.title(text(language, "plans.question"))
if plan is None:
    widgets.words(text(language, "plans.none_yet"))
else:
    way_side, text_side = st.columns([0.58, 0.42], gap="small")
    with way_side, widgets.panel("chain"):
        leading.draw(container, plan)
    with text_side, widgets.panel("texts"):
        texts.draw(container, plan)
