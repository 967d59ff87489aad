"""Accounts, sessions and wall tokens: secrets go in and out as hashes alone."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from geo.domain.accounts import Account, Session


class AccountReader(Protocol):
    """Reads who may sign in and who has."""

    def listed(self) -> Sequence[Account]:
        """Return every account by name."""

    def exist(self) -> bool:
        """Return whether any account was ever made: then nobody enters without one."""

    def account(self, name: str) -> Account | None:
        """Return the account of exactly that name."""

    def session(self, digest: str) -> tuple[Session, Account] | None:
        """Return the session of that hash and whose it is, both as they stand now."""

    def of_wall_token(self, digest: str) -> Account | None:
        """Return whose wall token has that hash."""


class AccountWriter(Protocol):
    """Changes accounts, inside a transaction of the store."""

    def put(self, account: Account) -> None:
        """Add an account or replace the one of its name."""

    def begin(self, session: Session) -> None:
        """Keep a new session; those that ended by time long ago are forgotten."""

    def see(self, digest: str, at: datetime) -> None:
        """Note that a session was used."""

    def end(self, digest: str) -> None:
        """End a session."""

    def end_all_of(self, name: str) -> None:
        """End every session of an account."""

    def put_wall_token(self, name: str, digest: str | None, at: datetime) -> None:
        """Give an account its one wall token, or none; the earlier one opens nothing more."""
