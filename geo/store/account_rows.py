"""Accounts and sessions to rows of the tables and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from geo.domain.accounts import Account, Session
from geo.domain.kinds import Role
from geo.store.record_rows import moment, seconds

Row = Mapping[str, Any]


def account_row(account: Account) -> dict[str, Any]:
    """Return the row of `accounts`."""
    until = account.locked_until
    return asdict(account) | {
        "role": account.role.value,
        "created_at": seconds(account.created_at),
        "locked_until": None if until is None else seconds(until),
    }


def account_of(row: Row) -> Account:
    """Return the account in a row."""
    until = row["locked_until"]
    return Account(
        row["name"],
        Role(row["role"]),
        moment(row["created_at"]),
        row["password_hash"],
        row["is_disabled"],
        row["failures"],
        None if until is None else moment(until),
    )


def session_row(session: Session) -> dict[str, Any]:
    """Return the row of `sessions`."""
    return asdict(session) | {
        "begun_at": seconds(session.begun_at),
        "seen_at": seconds(session.seen_at),
    }


def session_of(row: Row) -> Session:
    """Return the session in a row."""
    return Session(
        row["digest"],
        row["account"],
        moment(row["begun_at"]),
        moment(row["seen_at"]),
        row["is_wall"],
    )
