"""The ways from a plan to the map, the editor and the comparison; and the look ahead."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.domain.plans import IN_FORCE, SET_ASIDE, Plan
from geo.messages import sentence, text
from geo.services.draft_values import Editing
from geo.services.publish_preview import PublishPreview
from geo.services.view_choice import BOUNDS, TODAY
from geo.ui import choices, navigation
from geo.ui.plan import compare_asked
from geo.ui.plan.asked import PLAN
from geo.views.escaping import markdown


def draw(plan: Plan) -> None:
    """Draw the links that this actor may follow."""
    language = choices.language()
    shown = TODAY if plan.state == IN_FORCE else plan.id
    navigation.link("map/overview", text(language, "plans.to_overview"), **{BOUNDS: shown})
    navigation.link("plan/borders", text(language, "plans.to_editor"), **{PLAN: plan.id})
    sides = {BOUNDS: TODAY, **compare_asked.other(plan.id)}
    if plan.state != IN_FORCE:
        navigation.link("plan/compare", text(language, "plans.to_compare"), **sides)
    navigation.link("records/chain", text(language, "plans.to_chain"))


def ahead(container: Container, plan: Plan) -> PublishPreview | None:
    """Return what coming into force would do, None where it is no more a question."""
    if plan.result_set is not None or plan.state == SET_ASIDE:
        return None
    language = choices.language()
    try:
        return container.previews.seen(Editing(choices.actor(), plan.id, language))
    except WanggeError as error:
        st.warning(markdown(sentence(language, error)))
        return None
