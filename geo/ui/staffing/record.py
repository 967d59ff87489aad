"""Decisions that were recorded, in words: who, when, what, and for which reason."""

from zoneinfo import ZoneInfo

import pandas as pd

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.records import Decision
from geo.messages import text
from geo.messages.persons import who
from geo.services.staffing_desk import TownStaffing
from geo.ui import choices, session, widgets

_TABLE_PX = 180
_ORDER = ("when", "who", "verdict", "action", "grid", "reason")


def when(container: Container, decision: Decision) -> str:
    """Return the local moment of a decision, to the minute."""
    zone = ZoneInfo(container.snapshots.current().timezone)
    return f"{decision.at.astimezone(zone):%Y-%m-%d %H:%M}"


def line(language: Language, decision: Decision) -> str:
    """Return one decision as a line of text."""
    return text(
        language,
        "staffing_page.decided_line",
        verdict=text(language, f"staffing_page.decided_{decision.verdict}"),
        who=who(language, decision.actor_id),
        when=when(session.container(), decision),
        reason=decision.reason,
    )


def draw(container: Container, town: TownStaffing) -> None:
    """Draw the newest decisions as a table; a click selects the grid."""
    language = choices.language()
    widgets.title(text(language, "staffing_page.record_title"))
    if not town.decisions:
        widgets.words(text(language, "staffing_page.record_none"))
        return
    shown = town.decisions[: widgets.ROWS_AT_ONCE]
    rows = pd.DataFrame([_row(container, language, town, one) for one in shown])
    headed = {
        name: widgets.Column(text(language, f"staffing_page.column_{name}")) for name in _ORDER
    }
    widgets.table(
        rows, headed, "record", choice=choices.GRID, choice_column="code", height=_TABLE_PX
    )


def _row(
    container: Container, language: Language, town: TownStaffing, decision: Decision
) -> dict[str, str]:
    kind = decision.subject.partition(":")[0]
    return {
        "when": when(container, decision),
        "who": who(language, decision.actor_id),
        "verdict": text(language, f"staffing_page.decided_{decision.verdict}"),
        "action": text(language, f"staffing.action_{kind}"),
        "grid": town.names.get(decision.grid_code, decision.grid_code),
        "reason": decision.reason,
        "code": decision.grid_code,
    }
