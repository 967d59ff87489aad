"""The one tree of errors. An error carries a code and the values that were wrong, never a sentence.

WanggeError
├── Refused            the request is understood and not allowed or not possible now
│   ├── NotPermitted   the actor's role may not do this
│   ├── LinkRefused    a layer link is forged, expired or for somebody else
│   ├── NotFound       nothing goes by that code, id or name
│   └── NothingToStaff no headcount was given and no staff is known
├── BadInput           a file, a column or a value cannot be taken
│   ├── BadFile        cannot be opened: kind, size, encoding, damage
│   ├── BadColumns     required fields have no column; carries the proposed mapping
│   └── BadValue       one value is outside what its field allows
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
