"""What every map says of itself: where its ground comes from, and its approval number."""

from geo.domain.kinds import Language
from geo.messages import text
from geo.services.settings import IS_DEMO, MAP_APPROVAL_NUMBER
from geo.services.snapshot import Snapshot


def source_notes(language: Language, *, is_demo: bool, number: str) -> tuple[str, str]:
    """Return what a map's ground comes from, and its approval number or that none is set."""
    source = text(language, "map.source_demo" if is_demo else "map.source_store")
    shown = number or text(language, "map.approval_unset")
    return source, text(language, "map.approval", number=shown)


def credit(language: Language, snapshot: Snapshot) -> tuple[str, str]:
    """Return the same of a snapshot's map."""
    known = snapshot.settings
    number = known.get(MAP_APPROVAL_NUMBER, "")
    return source_notes(language, is_demo=known.get(IS_DEMO) == "1", number=number)
