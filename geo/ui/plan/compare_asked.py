"""Which two sets of boundaries are compared, kept in the URL as `bounds` (left) and `other`."""

from dataclasses import dataclass

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import WanggeError
from geo.messages import sentence, text
from geo.services.measures import Measure
from geo.services.view_choice import BOUNDS, TODAY, View
from geo.ui import bounds, choices, filters
from geo.views.escaping import markdown

OTHER = "other"
_NOW = "now"
"""Stands in the URL for today's boundaries on the right, where nothing means the usual choice."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The two views, and the measure that both maps show."""

    left: View
    right: View
    measure: str

    def words(self) -> tuple[str, str]:
        """Return how the two are called."""
        return bounds.words(self.left), bounds.words(self.right)


def sides(container: Container) -> Sides | None:
    """Draw the choices and return what they say, None while there is one set of boundaries."""
    language, actor = choices.language(), choices.actor()
    offered = {one.name: one for one in container.view_choice.offered(actor)}
    left = choices.value(BOUNDS)
    for name in (left, _chosen_right()):
        if name is not None and name not in offered and (view := _view(container, name)):
            offered[name] = view
    if len(offered) == 1:
        return None
    left = filters.select(
        BOUNDS, text(language, "compare.left"), tuple(offered), lambda one: _words(offered, one)
    )
    right = filters.select(
        OTHER,
        text(language, "compare.right"),
        tuple(name or _NOW for name in offered),
        lambda one: _words(offered, one),
        default=_usual(offered, left),
    )
    measure = filters.select(
        choices.MEASURE,
        text(language, "compare.measure"),
        container.measures.comparable(actor),
        lambda one: text(language, f"measures.{one}"),
        default=Measure.HOURS_PER_WORKER,
    )
    return Sides(offered[left], offered[_name(right)], measure)


def draw_swap(asked: Sides) -> None:
    """Draw the button that puts left where right is."""
    st.button(
        text(choices.language(), "compare.swap"),
        key="compare_swap",
        on_click=choices.put,
        kwargs={BOUNDS: asked.right.name, OTHER: asked.left.name or _NOW},
    )


def other(name: str) -> dict[str, str]:
    """Return the choice of a view for the right side, for a link to the page."""
    return {OTHER: name or _NOW}


def _chosen_right() -> str | None:
    chosen = choices.value(OTHER)
    return _name(chosen) if chosen else None


def _name(chosen: str) -> str:
    return TODAY if chosen == _NOW else chosen


def _view(container: Container, name: str) -> View | None:
    """Return a view that is not among those offered; what cannot be shown is said."""
    try:
        return container.view_choice.view(choices.actor(), name)
    except WanggeError as error:
        st.warning(markdown(sentence(choices.language(), error)))
        return None


def _usual(offered: dict[str, View], left: str) -> str:
    """Return what is compared unless somebody says otherwise: a plan, else a day's boundaries."""
    if left:
        return _NOW
    plans = [name for name, view in offered.items() if view.plan]
    borders = [name for name, view in offered.items() if not view.has_figures]
    return next(iter([*plans, *borders, *(name for name in offered if name)]), _NOW)


def _words(offered: dict[str, View], chosen: str) -> str:
    return bounds.words(offered[_name(chosen)])
