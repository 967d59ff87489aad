"""Looks up the figures that the arithmetic rests on; every figure carries the key it came from."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.domain.errors import NotFound
from geo.domain.kinds import GridKind
from geo.domain.records import Norm
from geo.domain.units import WEEKS_PER_YEAR

HANDLING = "handling_min"
DEFAULT_HANDLING = "handling_min.default"


@dataclass(frozen=True, slots=True)
class NormBook:
    """The norms in force, by key."""

    norms: Mapping[str, Norm]

    def norm(self, key: str) -> Norm:
        """Return the norm of that key.

        Raises:
            NotFound: the store holds no such norm, so the arithmetic cannot be done.
        """
        if key not in self.norms:
            raise NotFound(what="norm", key=key)
        return self.norms[key]

    def value(self, key: str) -> float:
        """Return the norm's value (NotFound as `norm`)."""
        return self.norm(key).value

    def of_kind(self, key: str, kind: GridKind | None) -> Norm:
        """Return `<key>.<kind>` where there is one, else `<key>`; unknown kind: all-purpose."""
        specific = f"{key}.{kind or GridKind.ALL_PURPOSE}"
        return self.norms[specific] if specific in self.norms else self.norm(key)

    def handling(self, category: str) -> Norm:
        """Return the handling time of a category, the visible default when it is not listed."""
        key = f"{HANDLING}.{category}"
        return self.norms[key] if key in self.norms else self.norm(DEFAULT_HANDLING)

    @property
    def productive_h_week(self) -> float:
        """Return hours of planned work a week of one full-time worker."""
        return self.value("available_h_year") / WEEKS_PER_YEAR * self.value("utilisation_share")
