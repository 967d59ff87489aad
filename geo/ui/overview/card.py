"""The card of the selected grid: what it is, where its hours go, and what to do about it."""

import streamlit as st

from geo.domain.kinds import Language
from geo.domain.staffing import ActionKind, GridNeed, StaffingAction
from geo.messages import numbers, text
from geo.messages.advice import line_text, missing_text, reason_text
from geo.messages.dates import day_words, month_words
from geo.messages.season_words import season_sentence
from geo.services import ranking_words
from geo.services.grid_card import GridCard
from geo.services.overview import GridView
from geo.services.view_choice import BOUNDS
from geo.ui import choices, navigation, session, widgets
from geo.ui.plan import documents
from geo.views import card as card_view
from geo.views.bars import Bar

_LATE = {"month": "all", "state": "open"}
"""Choices of the incident page that list all that is still open in the grid."""
_ADDS = frozenset({ActionKind.PART_TO_FULL, ActionKind.MOBILE_SUPPORT, ActionKind.HIRE})


def draw(language: Language, view: GridView) -> None:
    """Draw the card."""
    card = view.card
    widgets.pick(f"← {text(language, 'overview.card_close')}", "close", choices.GRID, "")
    st.html(card_view.head(_kind(language, card), card.grid.name, _about(language, card)))
    _draw_season(language, card)
    if view.need:
        if not card.month.is_present:
            widgets.words(_as_of_today(language, card))
        _draw_need(language, view.need)
    _draw_actions(language, view)
    widgets.words(_month(language, card))
    if missing := _missing(language, view):
        widgets.words(text(language, "overview.card_missing", names=missing))
    if not choices.value(BOUNDS):
        documents.draw_sign(str(card.grid.code))
    if view.arithmetic:
        with st.expander(text(language, "overview.arithmetic")):
            st.html(card_view.lines(_arithmetic(language, view)))


def _draw_season(language: Language, card: GridCard) -> None:
    """Draw which seasonal range is in force, for a grid that has any."""
    if card.season is None:
        return
    said = season_sentence(language, card.season, card.month.today)
    measured = text(language, "seasons.measured") if card.season.seasons else ""
    widgets.words(" ".join(part for part in (said, measured) if part))


def _kind(language: Language, card: GridCard) -> str:
    kind = text(language, f"common.kind_{card.kind}") if card.kind else ""
    return " · ".join(part for part in (str(card.grid.code), kind) if part)


def _about(language: Language, card: GridCard) -> str:
    counted = {"households": card.households, "residents": card.residents}
    choice = session.container().view_choice
    if choice.holds_people_back(choices.actor(), choices.value(BOUNDS)):
        counted = {}
    parts = [
        text(language, f"overview.card_{name}", count=numbers.count(value))
        for name, value in counted.items()
        if value is not None
    ]
    decimals = 1 if card.area_km2 < 100 else 0
    area = numbers.decimal(card.area_km2, decimals)
    parts.append(text(language, "overview.card_area", area=area))
    if card.workers is not None:
        key, count = "overview.card_workers", len(card.workers)
        if not count:
            key = "overview.card_no_worker"
        parts.append(numbers.counted(language, key, count, count=count))
    return " · ".join(parts)


def _draw_need(language: Language, need: GridNeed) -> None:
    st.html(card_view.need(*_need_words(language, need)))
    parts = sorted(need.parts.items(), key=lambda part: -part[1])
    widgets.bars(
        [
            Bar(
                text(language, f"staffing.part_{cause}"),
                hours,
                text(language, "overview.hours", value=numbers.decimal(hours)),
            )
            for cause, hours in parts
        ],
    )


def _need_words(language: Language, need: GridNeed) -> tuple[str, str, bool]:
    """Return the need, what is short or spare of it, and whether that is bad."""
    hours = numbers.decimal(need.workload_h_week)
    if need.fte_now is None or not need.fte_needed:
        return text(language, "overview.card_need_only", need=hours), "", False
    have = need.workload_h_week / need.fte_needed * need.fte_now
    said = text(language, "overview.card_need", need=hours, have=numbers.decimal(have))
    short = need.workload_h_week - have
    if need.is_within_noise:
        return said, text(language, "overview.card_noise"), False
    key = "overview.card_short" if short > 0 else "overview.card_spare"
    return said, text(language, key, hours=numbers.decimal(abs(short))), short > 0


def _draw_actions(language: Language, view: GridView) -> None:
    card = view.card
    chased = ranking_words.chase(language, card.month.overdue_open, card.late_categories)
    if not chased and not view.need:
        return
    widgets.title(text(language, "overview.what_to_do"))
    if chased:
        st.html(card_view.chase(text(language, "overview.chase"), chased))
        navigation.link("map/incidents", text(language, "overview.chase_link"), **_LATE)
    if not view.actions:
        nothing = "overview.staff_suffices" if chased else "overview.nothing_to_do"
        if view.need:
            widgets.words(text(language, nothing))
        return
    shown = [_action(language, view, action) for action in view.actions]
    st.html(card_view.actions(shown))
    navigation.link("plan/staffing", text(language, "overview.decide"), grid=view.card.grid.code)


def _action(language: Language, view: GridView, action: StaffingAction) -> card_view.ShownAction:
    key = "overview.action_adds" if action.kind in _ADDS else "overview.action_saves"
    decision = view.decided.get(action.key)
    return card_view.ShownAction(
        kind=text(language, f"staffing.action_{action.kind}"),
        detail=reason_text(language, action.detail, view.names),
        effect=text(language, key, hours=numbers.decimal(action.hours_week)),
        decided=text(language, f"overview.decided_{decision.verdict}") if decision else "",
    )


def _month(language: Language, card: GridCard) -> str:
    figures = card.month
    return text(
        language,
        "overview.card_month",
        month=month_words(language, str(figures.month)),
        due=numbers.count(figures.due),
        late=numbers.count(figures.late),
        open=numbers.count(figures.overdue_open),
    )


def _as_of_today(language: Language, card: GridCard) -> str:
    month = month_words(language, str(card.month.month))
    day = day_words(language, card.month.today, card.month.month.year)
    return text(language, "overview.card_as_of_today", day=day, month=month)


def _missing(language: Language, view: GridView) -> str:
    names = [text(language, f"overview.missing_{name}") for name in view.card.missing]
    if view.need:
        names += [missing_text(language, name) for name in view.need.missing]
    return text(language, "overview.cause_join").join(dict.fromkeys(names))


def _arithmetic(language: Language, view: GridView) -> list[tuple[str, str, str]]:
    return [
        (
            line_text(language, line),
            numbers.decimal(line.value, 2),
            line.source or (text(language, "norms.source_local") if line.norm_key else ""),
        )
        for line in view.arithmetic
    ]
