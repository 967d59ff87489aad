"""The town's figures in one row of cards: needed, present, balance, inside the noise."""

from geo.domain.kinds import Language
from geo.messages import numbers, text
from geo.services.staffing_desk import TownStaffing
from geo.views.figures import KeyFigure, Note, Tone


def key_figures(language: Language, town: TownStaffing) -> list[KeyFigure]:
    """Return the cards; those that need a known staff are left out where it is unknown."""
    have = _have_fte(town)
    cards = [_needed(language, town)]
    if have is not None:
        cards += [_present(language, town, have), _balance(language, town, have)]
        cards.append(_noise(language, town))
    return cards


def _have_fte(town: TownStaffing) -> float | None:
    if town.is_assumed:
        return None
    return town.planned_fte if town.is_shared_out else town.present_fte


def _needed(language: Language, town: TownStaffing) -> KeyFigure:
    low, high = town.interval
    hours = sum(town.hours_by_cause.values())
    note = text(
        language,
        "staffing_page.figure_needed_note",
        low=numbers.decimal(low),
        high=numbers.decimal(high),
    )
    hint = text(language, "staffing_page.figure_needed_hint", hours=numbers.count(hours))
    return KeyFigure(
        text(language, "staffing_page.figure_needed"),
        numbers.decimal(town.needed_fte),
        text(language, "staffing_page.unit_fte"),
        (Note(note),),
        hint,
    )


def _present(language: Language, town: TownStaffing, have: float) -> KeyFigure:
    key = "figure_planned" if town.is_shared_out else "figure_present"
    notes: tuple[Note, ...] = ()
    if town.present_persons is not None:
        persons = numbers.count(town.present_persons)
        told = "present_is" if town.is_shared_out else "figure_present_note"
        notes = (Note(text(language, f"staffing_page.{told}", persons=persons)),)
    return KeyFigure(
        text(language, f"staffing_page.{key}"),
        numbers.decimal(have),
        text(language, "staffing_page.unit_fte"),
        notes,
    )


def _balance(language: Language, town: TownStaffing, have: float) -> KeyFigure:
    balance = have - town.needed_fte
    key, tone = ("figure_short", Tone.BAD) if balance < 0 else ("figure_spare", Tone.GOOD)
    return KeyFigure(
        text(language, "staffing_page.figure_balance"),
        numbers.signed(balance, 1),
        text(language, "staffing_page.unit_fte"),
        (Note(text(language, f"staffing_page.{key}"), tone),),
    )


def _noise(language: Language, town: TownStaffing) -> KeyFigure:
    grids = text(language, "staffing_page.figure_noise_note", grids=len(town.advice.grids))
    return KeyFigure(
        text(language, "staffing_page.figure_noise"),
        numbers.count(town.within_noise),
        text(language, "staffing_page.unit_grids"),
        (Note(grids),),
    )
