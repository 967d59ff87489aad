"""What a planner does to a draft, one frozen value an edit; kept as JSON, replayed in order.

Places are longitude and latitude in degrees; vertices go by their id in the draft's partition,
cells and grids by their codes. Nothing here touches a geometry.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any, Final, get_type_hints

from geo.domain.errors import BadEdit

LonLat = tuple[float, float]
Line = tuple[LonLat, ...]


@dataclass(frozen=True, slots=True)
class MoveVertex:
    """Move one vertex; every cell that has it follows."""

    vertex: int
    to: LonLat


@dataclass(frozen=True, slots=True)
class InsertVertex:
    """Put a new vertex on the edge between two vertices."""

    first: int
    second: int
    at: LonLat


@dataclass(frozen=True, slots=True)
class DeleteVertex:
    """Take a vertex out of every ring that has it."""

    vertex: int


@dataclass(frozen=True, slots=True)
class Reshape:
    """Lay the border between two grids along a drawn line that starts and ends on it."""

    first: str
    second: str
    line: Line


@dataclass(frozen=True, slots=True)
class Split:
    """Cut a grid in two along a line; the lesser side (`turned`: the other) gets the new code."""

    grid: str
    line: Line
    new_grid: str
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Give every cell of one grid to another."""

    kept: str
    other: str


@dataclass(frozen=True, slots=True)
class CutOut:
    """Cut a drawn piece out of one grid and give it to another."""

    ring: Line
    from_grid: str
    to_grid: str


@dataclass(frozen=True, slots=True)
class Reassign:
    """Give whole cells to a grid: by click, box, lasso, brush, or by a proposal."""

    cells: tuple[str, ...]
    to_grid: str


@dataclass(frozen=True, slots=True)
class AddArea:
    """Add a drawn piece of outer land to a grid."""

    ring: Line
    to_grid: str


@dataclass(frozen=True, slots=True)
class RemoveArea:
    """Take cells out of the jurisdiction."""

    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SetLock:
    """Lock a grid against every edit, or unlock it."""

    grid: str
    is_locked: bool


@dataclass(frozen=True, slots=True)
class Rename:
    """Call a grid by another name."""

    grid: str
    name: str


@dataclass(frozen=True, slots=True)
class SetKind:
    """Say what kind of grid a grid is, as a value of `GridKind`."""

    grid: str
    grid_kind: str


@dataclass(frozen=True, slots=True)
class Excuse:
    """Set aside, for the reason given with the step, the rules that a grid breaks as it stands."""

    grid: str


@dataclass(frozen=True, slots=True)
class Several:
    """Reassignments that are one step: an answer of the balancing, taken as a whole."""

    parts: tuple[Reassign, ...]


Edit = (
    MoveVertex
    | InsertVertex
    | DeleteVertex
    | Reshape
    | Split
    | Merge
    | CutOut
    | Reassign
    | AddArea
    | RemoveArea
    | SetLock
    | Rename
    | SetKind
    | Excuse
    | Several
)
OnFacts = SetLock | Rename | SetKind | Excuse
"""Edits that change what a grid is called, is or may; its land stays as it is."""

_MAX_POINTS: Final = 20_000
_KINDS: Final[Mapping[str, type[Any]]] = {
    "move_vertex": MoveVertex,
    "insert_vertex": InsertVertex,
    "delete_vertex": DeleteVertex,
    "reshape": Reshape,
    "split": Split,
    "merge": Merge,
    "cut_out": CutOut,
    "reassign": Reassign,
    "add_area": AddArea,
    "remove_area": RemoveArea,
    "set_lock": SetLock,
    "rename": Rename,
    "set_kind": SetKind,
    "excuse": Excuse,
    "several": Several,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}


def edit_kind(edit: Edit) -> str:
    """Return the name that an edit goes by in JSON and in the catalogues."""
    return _NAMES[type(edit)]


def edit_to_json(edit: Edit) -> dict[str, Any]:
    """Return the edit as plain JSON values, its name under `kind`."""
    values = {one.name: _plain(getattr(edit, one.name)) for one in fields(edit)}
    return {"kind": edit_kind(edit), **values}


def edit_from_json(values: Mapping[str, Any]) -> Edit:
    """Return the edit that `edit_to_json` wrote, or that an editor sent.

    Raises:
        BadEdit: no such kind, a field is missing, foreign or of the wrong type.
    """
    kind = _KINDS.get(str(values.get("kind")))
    if kind is None:
        raise BadEdit(kind=str(values.get("kind"))[:40])
    given = {name: value for name, value in values.items() if name != "kind"}
    hints = get_type_hints(kind)
    if not {one.name for one in fields(kind) if one.default is MISSING} <= set(given) <= set(hints):
        raise BadEdit(kind=_NAMES[kind])
    try:
        edit: Edit = kind(**{name: _typed(hints[name], value) for name, value in given.items()})
    except (TypeError, ValueError, OverflowError) as error:
        raise BadEdit(kind=_NAMES[kind]) from error
    return edit


def _plain(value: Any) -> Any:
    if isinstance(value, Reassign):
        return edit_to_json(value)
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def _typed(hint: Any, value: Any) -> Any:
    """Return a JSON value as the type a field has; ValueError when it is not one."""
    if hint == LonLat:
        return _lon_lat(value)
    if hint == Line:
        return tuple(_lon_lat(one) for one in _bounded(value))
    if hint == tuple[str, ...]:
        return tuple(_typed(str, one) for one in _bounded(value))
    if hint == tuple[Reassign, ...]:
        return tuple(_reassign(one) for one in _bounded(value))
    if type(value) is not hint:
        raise ValueError(value)
    return value


def _bounded(value: Any) -> list[Any]:
    if not isinstance(value, list) or not 0 < len(value) <= _MAX_POINTS:
        raise ValueError(type(value))
    return value


def _lon_lat(value: Any) -> LonLat:
    if not isinstance(value, list):
        raise ValueError(type(value))
    lon_deg, lat_deg = (float(one) for one in value)
    if not (-180 <= lon_deg <= 180 and -90 <= lat_deg <= 90):
        raise ValueError(value)
    return lon_deg, lat_deg


def _reassign(value: Any) -> Reassign:
    edit = edit_from_json(value)
    if not isinstance(edit, Reassign):
        raise ValueError(type(edit))
    return edit
