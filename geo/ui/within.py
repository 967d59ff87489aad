"""The shape that is drawn on the map: kept in the URL, answered in the panel beside the map."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import BadValue
from geo.domain.kinds import Language
from geo.domain.policy import is_permitted
from geo.messages import numbers, sentence, text
from geo.messages.category_names import category_name
from geo.services.area_query.files import AreaFileKind
from geo.services.area_query.shape import Shape, shape_in
from geo.services.area_query.values import AreaAnswer, Question
from geo.services.area_query.words import lines, notes, period_words, title
from geo.services.links import ACTION_FOR, LinkKind
from geo.services.scope import Scope
from geo.services.scope_choices import to_choices
from geo.services.view_choice import BOUNDS
from geo.ui import choices, identity, widgets
from geo.views.bars import Bar
from geo.views.escaping import markdown
from geo.views.facts import Fact, facts
from geo.views.figures import Tone

_CATEGORIES, _GRIDS = 6, 6


def draw(container: Container, scope: Scope, *selections: str) -> bool:
    """Draw what lies inside the shape and return true, unless something else is selected.

    `selections` are the URL choices that may hold it: the way back empties the one that does.
    """
    if not choices.value(choices.WITHIN):
        return False
    language = choices.language()
    selected = next((name for name in selections if choices.value(name)), "")
    if selected:
        widgets.pick(text(language, "within.back"), "within_back", selected, "")
        return False
    try:
        shape = shape_in(choices.value(choices.WITHIN))
        answer = container.area_files.queries.answer(choices.actor(), Question(shape, scope))
    except BadValue as error:
        st.warning(markdown(sentence(language, error)))
        _draw_clear(language)
        return True
    _draw(language, answer)
    _draw_files(language, shape, scope)
    _draw_clear(language)
    return True


def _draw(language: Language, answer: AreaAnswer) -> None:
    widgets.title(title(language, answer))
    scope = answer.question.scope
    if answer.incidents is not None:
        period = period_words(language, scope.reported)
        widgets.words(text(language, "within.scope", period=period))
    if scope != Scope(reported=scope.reported):
        widgets.words(text(language, "within.filtered"))
    if choices.value(BOUNDS):
        widgets.words(text(language, "within.on_today"))
    told = [
        Fact(line.label, line.value, Tone.BAD if line.is_bad else Tone.PLAIN)
        for line in lines(language, answer)
    ]
    st.html(facts(told))
    _draw_categories(language, answer)
    _draw_grids(language, answer)
    for note in notes(language, answer):
        widgets.words(note)


def _draw_categories(language: Language, answer: AreaAnswer) -> None:
    if answer.incidents is None or not answer.incidents.total:
        return
    named = answer.incidents.by_category
    widgets.title(text(language, "within.by_category"))
    rows = [
        Bar(category_name(language, name), count, numbers.count(count))
        for name, count in named[:_CATEGORIES]
    ]
    widgets.bars(rows)
    _draw_more(language, len(named) - _CATEGORIES)


def _draw_grids(language: Language, answer: AreaAnswer) -> None:
    if not answer.grids:
        return
    widgets.title(text(language, "within.by_grid"))
    rows = [
        Bar(
            one.name,
            one.inside_share,
            text(language, "within.percent", share=numbers.percent(one.inside_share, 0)),
        )
        for one in answer.grids[:_GRIDS]
    ]
    widgets.bars(rows)
    _draw_more(language, len(answer.grids) - _GRIDS)


def _draw_more(language: Language, count: int) -> None:
    if count > 0:
        widgets.words(text(language, "within.more", count=numbers.count(count)))


def _draw_files(language: Language, shape: Shape, scope: Scope) -> None:
    if not is_permitted(choices.actor().role, ACTION_FOR[LinkKind.WITHIN]):
        widgets.words(text(language, "within.save_refused"))
        return
    widgets.title(text(language, "within.save"))
    chosen = {**to_choices(scope), choices.WITHIN: shape.text()}
    with widgets.row("within_files"):
        for kind in AreaFileKind:
            label = text(language, f"within.save_{kind}")
            st.link_button(label, identity.link(LinkKind.WITHIN, {**chosen, "as": kind.value}))


def _draw_clear(language: Language) -> None:
    widgets.pick(text(language, "within.clear"), "within_clear", choices.WITHIN, "")
