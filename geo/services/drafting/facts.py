"""What the grids of a draft are called and are, and how an edit changes it."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Final

from geo.domain import edits
from geo.domain.codes import GridCode
from geo.domain.errors import BadEdit, EditRefused, NotFound
from geo.domain.kinds import GridKind
from geo.services.drafting.base import GridFacts
from geo.spatial.partition import Partition
from geo.spatial.partition.provisional import MARK

Facts = Mapping[GridCode, GridFacts]

NAME_LENGTH_MAX: Final = 30
EMPTY, LONG, TAKEN = "name_empty", "name_long", "name_taken"


def facts_after(grids: Facts, edit: edits.Edit, partition: Partition) -> Facts:
    """Return the facts of the grids there are after an edit moved land.

    A new one takes its kind and village from where it was cut. It is called as the planner typed,
    or, where only a provisional code was made for it, by the next number behind the old name.
    """
    if grids.keys() == partition.members.keys():
        return grids
    found = {code: facts for code, facts in grids.items() if code in partition.members}
    for code in partition.members.keys() - found.keys():
        found[code] = _new(grids, edit, code)
    return found


def described(grids: Facts, edit: edits.Rename | edits.SetKind) -> Facts:
    """Return the facts with one grid under another name, or of another kind.

    Raises:
        EditRefused: the name is empty, too long, or another grid of the village has it.
        BadEdit: there is no such kind.
    """
    code = GridCode(edit.grid)
    if isinstance(edit, edits.Rename):
        return {**grids, code: replace(grids[code], name=_name(grids, code, edit.name))}
    if edit.grid_kind not in set(GridKind):
        raise BadEdit(kind=edits.edit_kind(edit))
    return {**grids, code: replace(grids[code], kind=GridKind(edit.grid_kind))}


def require_grid(grids: Facts, grid: GridCode) -> None:
    """Return when there is such a grid (NotFound otherwise)."""
    if grid not in grids:
        raise NotFound(what="grid", key=grid)


def _name(grids: Facts, code: GridCode, typed: str) -> str:
    """Return a name as it is kept: what cannot be seen is left out."""
    visible = "".join(one if one.isprintable() else " " for one in typed)
    name = " ".join(visible.split())
    if not name:
        raise EditRefused(EMPTY, grid=code)
    if len(name) > NAME_LENGTH_MAX:
        raise EditRefused(LONG, grid=code, limit=NAME_LENGTH_MAX)
    village = grids[code].village
    others = {
        facts.name for one, facts in grids.items() if one != code and facts.village == village
    }
    if name in others:
        raise EditRefused(TAKEN, grid=code, name=name)
    return name


def _new(grids: Facts, edit: edits.Edit, code: GridCode) -> GridFacts:
    if isinstance(edit, edits.Split) and (origin := grids.get(GridCode(edit.grid))):
        return replace(origin, name=_numbered(grids, origin.name, code, edit))
    return GridFacts(str(code), None, None)


def _numbered(grids: Facts, origin: str, code: GridCode, edit: edits.Split) -> str:
    if not code.startswith(f"{edit.grid}{MARK}"):
        return str(code)
    taken = {facts.name for facts in grids.values()}
    return next(name for n in count(2) if (name := f"{origin}-{n}") not in taken)
