"""Boundaries changed since a plan was begun: which grids, by whose plan, and the way to each."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import streamlit as st

from geo.bootstrap import Container
from geo.domain.plans import Plan
from geo.messages import text
from geo.messages.persons import who
from geo.services.plan_conflicts import Change, GridConflict, Publication
from geo.services.publish_preview import BaseConflict
from geo.ui import choices, navigation, widgets
from geo.ui.plan import carrying
from geo.ui.plan.listing import minute
from geo.views.escaping import markdown

_SHOWN = 20


def draw(container: Container, plan: Plan, conflict: BaseConflict) -> None:
    """Draw every grid that is not what the plan stands on, and the way to carry it over."""
    language = choices.language()
    zone = ZoneInfo(container.snapshots.current().timezone)
    for one in conflict.publications:
        widgets.words(_told(one, zone))
    if not conflict.publications:
        widgets.words(text(language, "plans.conflict_file"))
    if not conflict.grids:
        widgets.words(text(language, "plans.conflict_none"))
    own = [one for one in conflict.grids if one.code in conflict.touched]
    others = [one for one in conflict.grids if one.code not in conflict.touched]
    _draw_grids(own, is_own=True)
    if others:
        with st.expander(text(language, "plans.conflict_others", count=len(others))):
            _draw_grids(others, is_own=False)
    carrying.draw(container, plan)


def _draw_grids(grids: Sequence[GridConflict], *, is_own: bool) -> None:
    for grid in grids[:_SHOWN]:
        _draw_grid(grid, is_own=is_own)
    if len(grids) > _SHOWN:
        widgets.words(text(choices.language(), "plans.more", count=len(grids) - _SHOWN))


def _draw_grid(grid: GridConflict, *, is_own: bool) -> None:
    language = choices.language()
    what = [text(language, f"plans.change_{grid.change}")]
    if grid.by:
        what.append(text(language, "plans.change_by", plan=grid.by.plan.title))
    if is_own:
        what.append(text(language, "plans.change_own"))
    name_side, what_side = st.columns([0.35, 0.65], gap="small", vertical_alignment="center")
    with name_side:
        if grid.change is Change.GONE:
            widgets.words(grid.name)
        else:
            navigation.link("map/overview", markdown(grid.name), grid=grid.code, bounds="")
    with what_side:
        widgets.words(text(language, "plans.comma").join(what))


def _told(one: Publication, zone: ZoneInfo) -> str:
    language = choices.language()
    return text(
        language,
        "plans.conflict_by",
        plan=one.plan.title,
        who=who(language, one.actor_id),
        when=minute(one.at, zone),
    )
