"""对比: two sets of boundaries beside each other: what changes, who changes hands, each trend."""

import streamlit as st

from geo.messages import text
from geo.ui import choices, navigation, page_actions, session, widgets
from geo.ui.plan import compare_asked, compare_maps, compare_tables, compare_trend, compare_words

language, container = choices.language(), session.container()
with widgets.row("filters"):
    asked = compare_asked.sides(container)
    if asked:
        compare_asked.draw_swap(asked)
        page_actions.copy_link()
if asked is None:
    widgets.empty(text(language, "compare.nothing_else"))
    navigation.link("plan/plans", text(language, "borders.to_plans"))
    st.stop()

left, right = asked.left.name, asked.right.name
with st.spinner(text(language, "compare.working")):
    compared = container.comparisons.compare(choices.actor(), left, right)
widgets.title(compare_words.answer(language, compared))
widgets.words(compare_words.incidents(language, compared))
compare_maps.draw(asked, compared)
with widgets.panel("changed"):
    compare_tables.draw_changed(compared)
hand_side, trend_side = st.columns([0.55, 0.45], gap="small")
with hand_side, widgets.panel("handed"):
    compare_tables.draw_handed(compared)
with trend_side, widgets.panel("trend"):
    compare_trend.draw(container, asked, compared)
