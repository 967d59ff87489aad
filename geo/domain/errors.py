"""The one tree of errors. An error carries a code and the values that were wrong, never a sentence.

WanggeError
├── Refused            the request is understood and not allowed or not possible now
│   ├── NotPermitted   the actor's role may not do this
│   ├── LinkRefused    a layer link is forged, expired or for somebody else
│   ├── NotFound       nothing goes by that code, id or name
│   ├── NothingToStaff no headcount was given and no staff is known
│   ├── EditRefused    an edit would break the partition or a rule; carries codes and a place
│   │   ├── GridLocked     a touched grid is locked
│   │   ├── WouldCross     a border would cross itself, another, or leave nothing
│   │   ├── NotConnected   a grid would fall into pieces
│   │   └── LeavesVillage  a grid would reach beyond its village or community
│   ├── DraftMoved     somebody else changed the draft meanwhile
│   ├── CannotBalance  no grouping can be inside the tolerance; reason says why
│   ├── BackdropDown   a backdrop's tile cannot be had; reason says why
│   ├── PlanConflict   another plan came into force since; carries the grids
│   └── SignInRefused  name or password is wrong, the account is locked, the session has ended
├── BadInput           a file, a column or a value cannot be taken
│   ├── BadFile        cannot be opened: kind, size, encoding, damage
│   ├── BadColumns     required fields have no column; carries the proposed mapping
│   ├── BadValue       one value is outside what its field allows
│   ├── BadEdit        an edit is not one
│   ├── BadScenes      the wall's scenes cannot be shown as their file says
│   └── NotAPartition  cells overlap or leave gaps along their borders
└── StoreFault         the store cannot be used
    ├── StoreMissing   nothing there; `init` makes one
    ├── StoreTooNew    written by a later version
    └── StoreBusy      another process holds it

`geo.messages` turns (`message_key`, `values`) into the sentence that a user reads.
"""

from typing import ClassVar

Value = str | int | float | bool | None
Values = dict[str, Value]


class WanggeError(Exception):
    """Root of everything that this product refuses or reports."""

    code: ClassVar[str] = "error"

    def __init__(self, reason: str = "", **values: Value) -> None:
        super().__init__(reason or self.code)
        self.reason = reason
        self.values: Values = values

    @property
    def message_key(self) -> str:
        """Return the catalogue key: `errors.<code>` or, with a reason, `errors.<code>_<reason>`."""
        return f"errors.{self.code}_{self.reason}" if self.reason else f"errors.{self.code}"


class Refused(WanggeError):
    """The request is understood and not allowed, or not possible now."""

    code = "refused"


class NotPermitted(Refused):
    """The actor's role may not do this; values: role, action."""

    code = "not_permitted"


class LinkRefused(Refused):
    """A layer link is forged, expired or limited to somebody else."""

    code = "link_refused"


class NotFound(Refused):
    """Nothing goes by that code, id or name; values: what, key."""

    code = "not_found"


class NothingToStaff(Refused):
    """No headcount was given and no staff is known."""

    code = "nothing_to_staff"


class EditRefused(Refused):
    """An edit cannot be made; values: grids, cells, and x_m, y_m (metric) of the place."""

    code = "edit_refused"


class GridLocked(EditRefused):
    """A grid that the edit would touch is locked; values: grid."""

    code = "grid_locked"


class WouldCross(EditRefused):
    """A border would cross itself or another, or a cell would vanish."""

    code = "would_cross"


class NotConnected(EditRefused):
    """A grid would fall into pieces; values: grid, pieces."""

    code = "not_connected"


class LeavesVillage(EditRefused):
    """A grid would reach beyond its village or community; values: grid, village."""

    code = "leaves_village"


class DraftMoved(Refused):
    """The draft was changed meanwhile; values: by, steps, step."""

    code = "draft_moved"


class CannotBalance(Refused):
    """No grouping can be inside the tolerance; values: cell, groups, off_percent, percent."""

    code = "cannot_balance"


class PlanConflict(Refused):
    """Another plan came into force since this one was drawn; values: plan, grids."""

    code = "plan_conflict"


class BackdropDown(Refused):
    """A backdrop's tile cannot be had; reason says why, values: host."""

    code = "backdrop_down"


class SignInRefused(Refused):
    """Nobody is signed in: wrong name or password, a locked account, an ended session."""

    code = "sign_in_refused"


class BadInput(WanggeError):
    """A file, a column or a value cannot be taken."""

    code = "bad_input"


class BadFile(BadInput):
    """The file cannot be opened; reason says why, values: file, …."""

    code = "bad_file"


class BadColumns(BadInput):
    """Required fields have no column; values: missing, proposed, columns."""

    code = "bad_columns"


class BadValue(BadInput):
    """One value is outside what its field allows; values: field, value, …."""

    code = "bad_value"


class BadEdit(BadInput):
    """An edit is malformed; values: kind."""

    code = "bad_edit"


class BadScenes(BadInput):
    """The file of the wall's scenes has problems; values: place of the first, count."""

    code = "bad_scenes"


class NotAPartition(BadInput):
    """Cells overlap or leave gaps; values: cells, count."""

    code = "not_a_partition"


class StoreFault(WanggeError):
    """The store cannot be used; values: store."""

    code = "store_fault"


class StoreMissing(StoreFault):
    """There is no store at that address; `init` makes one."""

    code = "store_missing"


class StoreTooNew(StoreFault):
    """The store was written by a later version of the product."""

    code = "store_too_new"


class StoreBusy(StoreFault):
    """Another process holds the store."""

    code = "store_busy"
