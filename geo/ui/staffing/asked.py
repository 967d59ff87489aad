"""What the staffing page is asked: the headcount in the URL, and the advice it leads to."""

import streamlit as st

from geo.bootstrap import Container
from geo.domain.errors import NothingToStaff, NotPermitted, Refused
from geo.domain.kinds import Language
from geo.messages import numbers, sentence, text
from geo.services.staffing_desk import TownStaffing
from geo.ui import choices, filters, widgets
from geo.views.escaping import markdown

HEADCOUNT = "headcount"
_DIGITS_MOST = 6


def town(container: Container) -> TownStaffing:
    """Draw the line for a headcount and return the advice; what cannot be staffed falls back.

    Raises:
        NotPermitted: the actor may not see staffing.
    """
    language, actor = choices.language(), choices.actor()
    hint = text(language, "staffing_page.headcount_hint")
    written = filters.words(HEADCOUNT, text(language, "staffing_page.headcount"), hint)
    try:
        return container.staffing.town(actor, _headcount(language, written))
    except (NotPermitted, NothingToStaff):
        raise
    except Refused as error:
        words = sentence(language, error)
        st.warning(text(language, "staffing_page.refused_falls_back", words=words))
        return container.staffing.town(actor)


def map_choices(container: Container, town: TownStaffing) -> dict[str, str]:
    """Return the choices of the map's links; norms are part of it, as they change the need."""
    norms = str(container.store.settings_revision())
    if town.is_assumed or not town.is_shared_out:
        return {"norms": norms}
    return {"norms": norms, HEADCOUNT: str(town.advice.headcount)}


def draw_basis(language: Language, town: TownStaffing) -> None:
    """Say in words when the figures are not those of the present staff."""
    if town.is_assumed or town.is_shared_out:
        key = "assumed" if town.is_assumed else "shared_out"
        headcount = town.advice.headcount
        each = numbers.decimal(town.person_fte, 2)
        widgets.words(text(language, f"staffing_page.{key}", headcount=headcount, each=each))


def _headcount(language: Language, written: str) -> int | None:
    bare = written.strip()
    if not bare:
        return None
    if bare.isascii() and bare.isdecimal() and len(bare) <= _DIGITS_MOST and int(bare) > 0:
        return int(bare)
    st.warning(text(language, "staffing_page.bad_headcount", value=markdown(bare)))
    return None
