"""Beside the map: the selected grid's need, why, and what to do; else the town's worst grids."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.staffing import GridNeed
from geo.messages import numbers, text
from geo.messages.advice import missing_text, reason_text
from geo.services.staffing_desk import TownStaffing
from geo.ui import choices, widgets
from geo.ui.staffing import ranking, remedies
from geo.views import card as card_view

_TWO = 2


def draw(container: Container, town: TownStaffing) -> None:
    """Draw the panel for what the URL selects."""
    language, code = choices.language(), choices.value(choices.GRID)
    need = town.grid(code) if code else None
    if need:
        _draw_grid(container, language, town, need)
        return
    if code:
        widgets.words(text(language, "staffing_page.not_found", code=code))
    ranking.draw_top(language, town)
    _draw_missing(language, town)


def _draw_grid(
    container: Container, language: Language, town: TownStaffing, need: GridNeed
) -> None:
    back = text(language, "staffing_page.close")
    widgets.pick(f"← {back}", "close", choices.GRID, "")
    st.html(card_view.head(str(need.code), need.name or str(need.code), ""))
    st.html(card_view.need(_need_line(language, town, need), *_finding(language, town, need)))
    remedies.draw(container, town, need)
    widgets.title(text(language, "staffing_page.why"))
    for reason in need.reasons:
        widgets.words(reason_text(language, reason, dict(town.names)))
    if need.missing:
        names = text(language, "overview.cause_join").join(
            missing_text(language, name) for name in need.missing
        )
        widgets.words(text(language, "staffing_page.missing_all", names=names))


def _need_line(language: Language, town: TownStaffing, need: GridNeed) -> str:
    low, high = need.fte_interval
    return text(
        language,
        "staffing_page.need_line",
        need=numbers.decimal(need.fte_needed, _TWO),
        low=numbers.decimal(low, _TWO),
        high=numbers.decimal(high, _TWO),
        have=_have(language, town, need),
    )


def _have(language: Language, town: TownStaffing, need: GridNeed) -> str:
    have = town.have_fte(need)
    if have is None:
        return text(language, "common.unknown")
    if town.is_shared_out:
        persons = numbers.count(need.staff_suggested)
        return text(language, "staffing_page.have_shared", persons=persons)
    fte, persons = numbers.decimal(have, _TWO), numbers.count(need.staff_now or 0)
    return text(language, "staffing_page.have_fte", fte=fte, persons=persons)


def _finding(language: Language, town: TownStaffing, need: GridNeed) -> tuple[str, bool]:
    """Return whether the difference is inside the noise, and whether it is for the worse."""
    balance = town.balance_fte(need)
    if balance is None:
        return "", False
    if need.is_within_noise:
        return text(language, "staffing_page.within_noise"), False
    key = "outside_noise_short" if balance < 0 else "outside_noise_spare"
    fte = numbers.decimal(abs(balance), _TWO)
    return text(language, f"staffing_page.{key}", fte=fte), balance < 0


def _draw_missing(language: Language, town: TownStaffing) -> None:
    if not town.missing:
        return
    widgets.title(text(language, "staffing_page.missing_title"))
    named = [
        text(
            language,
            "staffing_page.missing_one",
            name=missing_text(language, name),
            count=numbers.count(count),
        )
        for name, count in town.missing.items()
    ]
    widgets.words(
        text(
            language,
            "staffing_page.missing_all",
            names=text(language, "overview.cause_join").join(named),
        )
    )
