"""What the town is called: as set, else as its area or its file of grids says."""

from pathlib import PurePath

from geo.domain.kinds import AreaLevel
from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.ports.store import Reading
from geo.services.settings import TOWN_NAME

_NARROWEST_FIRST = (
    AreaLevel.TOWNSHIP, AreaLevel.COUNTY, AreaLevel.PREFECTURE, AreaLevel.PROVINCE,
)  # fmt: skip
_AUDIT_ROWS_MOST = 10_000


def town_name(reading: Reading) -> str:
    """Return the name, empty where nothing tells one.

    An area names the town when it is the only one of its level, the narrowest such level first.
    """
    set_name = reading.settings().get(TOWN_NAME, "").strip()
    return set_name or _of_area(reading) or _of_file(reading)


def _of_area(reading: Reading) -> str:
    areas = reading.layers.rows(Layer.AREAS)
    for level in _NARROWEST_FIRST:
        names = areas.loc[areas["level"] == level, "name"].dropna()
        if len(names) == 1:
            return str(names.iloc[0])
    return ""


def _of_file(reading: Reading) -> str:
    """Return the stem of the newest file that brought grids."""
    prefix = f"{Layer.GRIDS}:"
    for entry in reading.audit(_AUDIT_ROWS_MOST):
        if entry.action == Action.IMPORT_LAYER and entry.subject.startswith(prefix):
            return PurePath(entry.subject.removeprefix(prefix)).stem
    return ""
