"""The plans there are, as a table: which stands where, who drew it, when it last moved."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd

from geo.bootstrap import Container
from geo.domain.plans import Plan
from geo.messages import numbers, text
from geo.messages.chain_names import state_names
from geo.messages.persons import who
from geo.services.plans import PlanLine
from geo.ui import choices, widgets
from geo.ui.plan.asked import PLAN

_WIDTHS = {"chosen": 56, "title": 300, "state": 170, "document_no": 170}
_COLUMNS = ("chosen", "title", "state", "document_no", "drawn_by", "moved_at", "steps")
_ROWS_SHOWN, _HEIGHT_PX = 5, 200
_CHOSEN = "●"


def draw(container: Container, chosen: Plan | None) -> None:
    """Draw the newest plans; a click on one opens it."""
    language, actor = choices.language(), choices.actor()
    widgets.title(text(language, "plans.question"))
    lines = container.plans.lines(actor, widgets.ROWS_AT_ONCE)
    if not lines or chosen is None:
        widgets.empty(text(language, "plans.none_yet"))
        return
    names = state_names(language, container.plans.chain(actor))
    zone = ZoneInfo(container.snapshots.current().timezone)
    rows = pd.DataFrame([_row(one, names, zone, chosen) for one in lines])
    headed = {
        name: widgets.Column(text(language, f"plans.column_{name}"), width=_WIDTHS.get(name))
        for name in _COLUMNS
    }
    height = _HEIGHT_PX if len(rows) > _ROWS_SHOWN else None
    widgets.table(rows, headed, "plans", choice=PLAN, choice_column="id", height=height)


def minute(moment: datetime, zone: ZoneInfo) -> str:
    """Return a moment in the town's time, to the minute."""
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}"


def _row(line: PlanLine, names: dict[str, str], zone: ZoneInfo, chosen: Plan) -> dict[str, str]:
    plan = line.plan
    moved = line.last.at if line.last else plan.created_at
    return {
        "id": plan.id,
        "chosen": _CHOSEN if plan.id == chosen.id else "",
        "title": plan.title,
        "state": names.get(plan.state, plan.state),
        "document_no": line.document_no,
        "drawn_by": who(choices.language(), plan.created_by),
        "moved_at": minute(moved, zone),
        "steps": numbers.count(plan.steps_in_force),
    }
