"""What the audit trail notes of a norm's change, in words."""

import re

from geo.domain.kinds import Language
from geo.messages.catalogue import text
from geo.messages.norm_names import unit_label

_SEEDED = re.compile(r"\+(\d+)")
_CHANGED = re.compile(r"(?P<before>[^\s;]*) ?→ (?P<after>[^\s;]+)(?:; (?P<reason>.*))?", re.DOTALL)


def norm_change_words(language: Language, detail: str, unit: str) -> str:
    """Return in words a note such as `40 → 50; why` or `+66`; any other note stays as it is."""
    if seeded := _SEEDED.fullmatch(detail):
        return text(language, "norms.change_seeded", count=seeded[1])
    found = _CHANGED.fullmatch(detail)
    if not found:
        return detail
    named, reason = unit_label(language, unit) if unit else "", found["reason"] or ""
    values = {"before": found["before"], "after": found["after"], "unit": named}
    key = "norms.change_from" if found["before"] else "norms.change_new"
    said = text(language, key, **values).strip()
    return text(language, "norms.change_why", change=said, reason=reason) if reason else said
