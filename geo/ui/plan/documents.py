"""The files a plan leaves as: memo as PDF and Word, boundaries as GeoPackage."""

import streamlit as st

from geo.domain.plans import Plan
from geo.domain.policy import is_permitted
from geo.messages import text
from geo.services.links import ACTION_FOR, LinkKind
from geo.services.plan_documents.service import DocumentKind
from geo.ui import choices, identity, widgets


def draw(plan: Plan) -> None:
    """Draw a link for each kind of file; the browser tells how its download goes."""
    language = choices.language()
    widgets.title(text(language, "documents.title"))
    widgets.words(text(language, "documents.about"))
    with widgets.row("documents"):
        for kind in DocumentKind:
            chosen = {"plan": plan.id, "as": kind.value}
            label = text(language, f"documents.memo_{kind}")
            st.link_button(label, identity.link(LinkKind.PLAN_DOCUMENT, chosen))
    if is_permitted(choices.actor().role, ACTION_FOR[LinkKind.SIGN]):
        widgets.words(text(language, "documents.about_signs"))
        label = text(language, "documents.signs_all")
        st.link_button(label, identity.link(LinkKind.SIGN, {"paper": "a3"}))


def draw_sign(grid: str) -> None:
    """Draw the link to a grid's public board, of today's boundaries, where they are shown."""
    language = choices.language()
    if is_permitted(choices.actor().role, ACTION_FOR[LinkKind.SIGN]):
        chosen = {"grid": grid, "paper": "a3"}
        st.link_button(text(language, "documents.sign"), identity.link(LinkKind.SIGN, chosen))
