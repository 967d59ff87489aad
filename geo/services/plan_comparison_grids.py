"""Which grids two sides do not share: new, gone, of other ground or under another name."""

from collections.abc import Mapping

from geo.domain.codes import GridCode
from geo.services.draft_values import Figures
from geo.services.plan_comparison_ground import Ground
from geo.services.plan_comparison_values import Change, GridChange
from geo.services.snapshot import Snapshot

Names = Mapping[GridCode, str]
BySide = Mapping[GridCode, Figures]


def names_of(snapshot: Snapshot) -> Names:
    """Return how each grid is called, its code where it has no name."""
    codes = [GridCode(str(code)) for code in snapshot.grids["code"]]
    names = snapshot.grids["name"].fillna(snapshot.grids["code"])
    return dict(zip(codes, (str(name) for name in names), strict=True))


def changes(
    ground: Ground, names: tuple[Names, Names], before: BySide, after: BySide
) -> tuple[GridChange, ...]:
    """Return the grids that changed, by code; `names` are those of the left and the right side."""
    former, later = names
    found = []
    for code in sorted(former.keys() | later.keys()):
        if change := _change(code, ground, former, later):
            called, was = later.get(code, former.get(code, "")), former.get(code, "")
            found.append(GridChange(code, called, was, change, before.get(code), after.get(code)))
    return tuple(found)


def _change(code: GridCode, ground: Ground, former: Names, later: Names) -> Change | None:
    if code not in former:
        return Change.NEW
    if code not in later:
        return Change.GONE
    if code in ground.changed:
        return Change.CELLS
    return Change.RENAMED if former[code] != later[code] else None
