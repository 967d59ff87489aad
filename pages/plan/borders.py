"""边界调整: redraw a border, see at once what it does to people and work, agree, publish."""

import streamlit as st

from geo.messages import text
from geo.ui import choices, navigation, page_actions, session, widgets
from geo.ui.plan import asked, by_list, carrying, editor

EDITOR_HEIGHT = "max(520px, calc(100dvh - var(--above-editor, 124px)))"

language, container = choices.language(), session.container()
with widgets.row("filters"):
    plan = asked.plan(container)
    if plan:
        if asked.may_edit():
            with st.popover(text(language, "borders.new"), key=asked.popover_key(plan)):
                asked.begin_draft(container)
        carrying.offer(container, plan)
        carrying.tell()
        asked.tell()
        navigation.link("plan/plans", text(language, "borders.to_plans"), plan=plan.id)
        page_actions.copy_link()

if plan is None:
    with widgets.panel("first_draft"):
        widgets.title(text(language, "borders.question"))
        widgets.words(text(language, f"borders.none_yet{'' if asked.may_edit() else '_to_see'}"))
        if asked.may_edit():
            asked.begin_draft(container)
elif editor.can_draw():
    editor.draw(plan, EDITOR_HEIGHT)
else:
    with widgets.panel("by_list"):
        by_list.draw(container, plan)
