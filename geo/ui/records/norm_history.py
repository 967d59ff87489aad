"""Who changed which norm, when, from what to what: the audit trail of the norms in words."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pandas as pd

from geo.bootstrap import Container
from geo.domain.kinds import Language
from geo.domain.records import AuditEntry
from geo.messages import text
from geo.messages.norm_changes import norm_change_words
from geo.messages.norm_names import norm_label
from geo.messages.persons import who
from geo.ui import choices, widgets

_COLUMNS = ("when", "who", "norm", "change")


def draw(container: Container) -> None:
    """Draw the changes, newest first."""
    language, actor = choices.language(), choices.actor()
    widgets.title(text(language, "data.history_title"))
    entries = container.norms.history(actor)[: widgets.ROWS_AT_ONCE]
    if not entries:
        widgets.words(text(language, "data.history_none"))
        return
    zone = ZoneInfo(container.snapshots.current().timezone)
    units = {norm.key: norm.unit for norm in container.norms.listed(actor)}
    rows = pd.DataFrame([_change(language, zone, entry, units) for entry in entries])
    headed = {name: widgets.Column(text(language, f"data.history_{name}")) for name in _COLUMNS}
    widgets.table(rows, headed, "history")


def _change(
    language: Language, zone: ZoneInfo, entry: AuditEntry, units: Mapping[str, str]
) -> dict[str, str]:
    is_seed = entry.subject == "seed"
    named = text(language, "data.history_seed") if is_seed else norm_label(language, entry.subject)
    is_system = entry.actor_id == "system"
    return {
        "when": f"{entry.at.astimezone(zone):%Y-%m-%d %H:%M}",
        "who": text(language, "data.system") if is_system else who(language, entry.actor_id),
        "norm": named,
        "change": norm_change_words(language, entry.detail, units.get(entry.subject, "")),
    }
