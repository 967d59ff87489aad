"""What the overview is asked: the filter row, read from the URL and written to it."""

from dataclasses import dataclass

import streamlit as st

from geo.bootstrap import Container
from geo.domain.kinds import RESIDENT_CHANNELS, Channel, Language
from geo.messages import text
from geo.services.beside import Beside
from geo.services.local_time import Month
from geo.services.measures import MEASURES, OF_PEOPLE, Measure
from geo.services.ranked_figures import RankedBy
from geo.services.scope import Scope
from geo.services.view_choice import BOUNDS
from geo.ui import bounds, choices, filters, wording

RESIDENTS = "residents"
BESIDE, WITH = "beside", "with"
_RANKED_BY = "ranked"


@dataclass(frozen=True, slots=True)
class Asked:
    """One view of the overview; `beside` says what stands on the right, None that nothing does.

    `measures` are those that may be shown on these boundaries.
    """

    month: Month
    measure: Measure
    scope: Scope
    ranked_by: RankedBy
    measures: tuple[Measure, ...]
    beside: Beside | None


def filter_row(container: Container) -> Asked:
    """Draw the filters and return what they say."""
    language, actor = choices.language(), choices.actor()
    months = tuple(str(month) for month in container.indicators.months(actor))
    is_held = container.view_choice.holds_people_back(actor, choices.value(BOUNDS))
    permitted = container.measures.permitted(actor)
    measures = tuple(one for one in permitted if not (is_held and one in OF_PEOPLE))
    month = filters.select(
        choices.MONTH,
        text(language, "overview.month"),
        months,
        lambda one: wording.month(language, one),
        default=months[0],
    )
    measure = filters.select(
        choices.MEASURE,
        text(language, "overview.measure"),
        measures,
        lambda one: text(language, f"measures.{one}"),
        default=Measure.OVERDUE_SHARE,
    )
    scope = Scope(categories=_category(container, language), channels=_channels(language))
    beside = _beside(language, Measure(measure), months)
    ranked_by = _ranked_by(language, measures, measure)
    return Asked(Month.parse(month), Measure(measure), scope, ranked_by, measures, beside)


def _beside(language: Language, measure: Measure, months: tuple[str, ...]) -> Beside | None:
    """Return what the overview is laid beside; months only where they make a difference."""
    has_months = MEASURES[measure].is_monthly and len(months) > 1
    offered = tuple(one for one in Beside if has_months or one is not Beside.MONTH)
    chosen = filters.select(
        BESIDE,
        text(language, "overview.beside"),
        ("", *offered),
        lambda one: text(language, f"overview.beside_{one or 'nothing'}"),
    )
    return Beside(chosen) if chosen else None


def _category(container: Container, language: Language) -> tuple[str, ...]:
    known = container.snapshots.current().categories
    chosen = filters.select(
        choices.CATEGORY,
        text(language, "overview.category"),
        ("", *sorted(known)),
        wording.or_all(language, lambda name: wording.category_name(language, name)),
    )
    return (chosen,) if chosen else ()


def _channels(language: Language) -> tuple[Channel, ...]:
    chosen = filters.select(
        choices.CHANNEL,
        text(language, "overview.channel"),
        ("", RESIDENTS, *Channel),
        wording.or_all(language, lambda name: _channel_name(language, name)),
    )
    if chosen == RESIDENTS:
        return tuple(channel for channel in Channel if channel in RESIDENT_CHANNELS)
    return (Channel(chosen),) if chosen else ()


def _channel_name(language: Language, name: str) -> str:
    if name == RESIDENTS:
        return text(language, "overview.channels_residents")
    return text(language, f"common.channel_{name}")


def _ranked_by(language: Language, measures: tuple[str, ...], measure: str) -> RankedBy:
    """Return what grids are ranked by: the measure shown where it ranks, unless chosen apart.

    The choices that are seldom made stand in a menu whose content is sent once it is opened.
    """
    rankable = tuple(one for one in RankedBy if one.value in measures)
    shown = measure if measure in rankable else RankedBy.OVERDUE_SHARE
    more = st.popover(text(language, "overview.more"), key="more", on_change="rerun")
    if not more.open:
        chosen = choices.one_of(_RANKED_BY, rankable, shown)
        choices.stands(_RANKED_BY, str(chosen))
        return RankedBy(chosen)
    with more:
        chosen = filters.select(
            _RANKED_BY,
            text(language, "overview.ranked_by"),
            rankable,
            lambda one: text(language, f"measures.{one}"),
            default=shown,
        )
        bounds.draw_choice()
    return RankedBy(chosen)
