"""Accounts of named officials, their sessions and the rules on both; no clock, no secret in clear.

An account holds a name, a role and what proves the name: nothing else of a person.
"""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from geo.domain.errors import BadValue
from geo.domain.kinds import Role
from geo.domain.policy import Actor

PASSWORD_LEAST, PASSWORD_MOST = 10, 200
FAILURES_TO_LOCK = 5
LOCK_FIRST, LOCK_LONGEST = timedelta(minutes=15), timedelta(hours=24)
IDLE_LIMIT, ABSOLUTE_LIMIT = timedelta(hours=2), timedelta(hours=12)
SEEN_STEP = timedelta(minutes=5)
"""How stale the moment a session was last seen may be; it spares a write at every click."""

_NAME = re.compile(r"[^\W_][\w.-]{0,31}")
_RESERVED = ("local-", "system")
_DIFFERENT_SIGNS = 4


class SignInEvent(StrEnum):
    """What the audit trail says of coming and going."""

    SIGNED_IN = "sign_in"
    REFUSED = "sign_in_refused"
    SIGNED_OUT = "sign_out"
    CHANGED = "change_password"


@dataclass(frozen=True, slots=True)
class Account:
    """A named official. Without a password hash nobody signs in by password (a wall)."""

    name: str
    role: Role
    created_at: datetime
    password_hash: str = field(default="", repr=False)
    is_disabled: bool = False
    failures: int = 0
    locked_until: datetime | None = None

    @property
    def actor(self) -> Actor:
        """Return who acts when this account does."""
        return Actor(self.name, self.role)

    def is_locked(self, now: datetime) -> bool:
        """Return whether too many failures lock it at that moment."""
        return self.locked_until is not None and now < self.locked_until

    def after_failure(self, now: datetime) -> "Account":
        """Return it with one more failure; every fifth locks, each time for twice as long."""
        failures = self.failures + 1
        times, rest = divmod(failures, FAILURES_TO_LOCK)
        if rest:
            return replace(self, failures=failures)
        # The exponent is bounded so that no count of failures overflows the time span.
        lock = min(LOCK_FIRST * 2 ** min(times - 1, 16), LOCK_LONGEST)
        return replace(self, failures=failures, locked_until=now + lock)

    def unlocked(self) -> "Account":
        """Return it without failures."""
        return replace(self, failures=0, locked_until=None)


@dataclass(frozen=True, slots=True)
class Session:
    """One browser signed in; `digest` is the hash of its secret, `is_wall` lasts until revoked."""

    digest: str
    account: str
    begun_at: datetime
    seen_at: datetime
    is_wall: bool = False

    def is_live(self, now: datetime) -> bool:
        """Return whether neither limit has passed."""
        within = now - self.seen_at < IDLE_LIMIT and now - self.begun_at < ABSOLUTE_LIMIT
        return self.is_wall or within


def checked_name(written: str) -> str:
    """Return the name as it is kept.

    Raises:
        BadValue: it is empty, longer than 32, holds other signs, or belongs to the product.
    """
    name = unicodedata.normalize("NFKC", written).strip()
    if not _NAME.fullmatch(name) or name.casefold().startswith(_RESERVED):
        raise BadValue("account_name", value=name)
    return name


def checked_password(password: str, name: str) -> str:
    """Return the password when it may be one.

    Raises:
        BadValue: too short, too long, or the name again.
    """
    if not PASSWORD_LEAST <= len(password) <= PASSWORD_MOST:
        raise BadValue("password_length", least=PASSWORD_LEAST, most=PASSWORD_MOST)
    if password.casefold() == name.casefold() or len(set(password)) < _DIFFERENT_SIGNS:
        raise BadValue("password_plain")
    return password
