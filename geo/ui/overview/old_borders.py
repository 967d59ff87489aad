"""The trend on present boundaries, on those before the last redraw, or on both together."""

import streamlit as st

from geo.bootstrap import Container
from geo.messages import text
from geo.services.view_choice import BOUNDS, TODAY
from geo.ui import choices, navigation, widgets
from geo.ui.plan.compare_asked import other


def draw(container: Container) -> None:
    """Draw the way from one to the other, where boundaries were ever replaced."""
    offered = container.view_choice.offered(choices.actor())
    former = next((view for view in offered if not view.has_figures), None)
    if former is None:
        return
    language, here = choices.language(), choices.value(BOUNDS)
    with widgets.row("old_borders"):
        widgets.words(text(language, "compare.trend_by"))
        for name, key in ((TODAY, "by_now"), (former.name, "by_old")):
            st.button(
                text(language, f"compare.{key}", day=str(former.day)),
                key=f"trend_{key}",
                type="secondary" if name == here else "tertiary",
                on_click=choices.put,
                kwargs={BOUNDS: name},
            )
        both = {BOUNDS: former.name, **other(TODAY)}
        navigation.link("plan/compare", text(language, "compare.by_both"), **both)
