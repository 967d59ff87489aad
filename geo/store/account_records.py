"""Reads and changes accounts, sessions and wall tokens over connections it is given."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select, update

from geo.domain.accounts import ABSOLUTE_LIMIT, Account, Session
from geo.store import account_rows
from geo.store.account_tables import ACCOUNTS, SESSIONS, WALL_TOKENS
from geo.store.record_rows import seconds
from geo.store.small_answers import Kept


class SqlAccounts:
    """Reads who may sign in and who has."""

    def __init__(
        self,
        connect: Callable[[], AbstractContextManager[Connection]],
        kept: Kept,
    ) -> None:
        self._connect = connect
        self._kept = kept

    def listed(self) -> Sequence[Account]:
        """Return every account by name."""
        with self._connect() as connection:
            found = connection.execute(select(ACCOUNTS).order_by(ACCOUNTS.c.name)).mappings().all()
        return [account_rows.account_of(dict(row)) for row in found]

    def exist(self) -> bool:
        """Return whether any account was ever made: then nobody enters without one."""
        return self._kept("accounts", self._exist)

    def _exist(self) -> bool:
        with self._connect() as connection:
            return bool(connection.execute(select(exists(select(ACCOUNTS.c.name)))).scalar())

    def account(self, name: str) -> Account | None:
        """Return the account of exactly that name."""
        with self._connect() as connection:
            statement = select(ACCOUNTS).where(ACCOUNTS.c.name == name)
            row = connection.execute(statement).mappings().first()
        return account_rows.account_of(dict(row)) if row else None

    def session(self, digest: str) -> tuple[Session, Account] | None:
        """Return the session of that hash and whose it is, both as they stand now."""
        whose = SESSIONS.join(ACCOUNTS, SESSIONS.c.account == ACCOUNTS.c.name)
        statement = select(SESSIONS, ACCOUNTS).select_from(whose).where(SESSIONS.c.digest == digest)
        with self._connect() as connection:
            row = connection.execute(statement).mappings().first()
        if row is None:
            return None
        found = dict(row)
        return account_rows.session_of(found), account_rows.account_of(found)

    def of_wall_token(self, digest: str) -> Account | None:
        """Return whose wall token has that hash."""
        with self._connect() as connection:
            statement = select(WALL_TOKENS.c.account).where(WALL_TOKENS.c.digest == digest)
            name = connection.execute(statement).scalar()
        return None if name is None else self.account(name)


class SqlAccountWriter:
    """Writes over the connection of the transaction it belongs to."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put(self, account: Account) -> None:
        """Add an account or replace the one of its name."""
        self._connection.execute(delete(ACCOUNTS).where(ACCOUNTS.c.name == account.name))
        self._connection.execute(insert(ACCOUNTS), account_rows.account_row(account))

    def begin(self, session: Session) -> None:
        """Keep a new session; those that ended by time long ago are forgotten."""
        over = SESSIONS.c.begun_at < seconds(session.begun_at - ABSOLUTE_LIMIT)
        self._connection.execute(delete(SESSIONS).where(over, ~SESSIONS.c.is_wall))
        self._connection.execute(insert(SESSIONS), account_rows.session_row(session))

    def see(self, digest: str, at: datetime) -> None:
        """Note that a session was used."""
        seen = update(SESSIONS).where(SESSIONS.c.digest == digest).values(seen_at=seconds(at))
        self._connection.execute(seen)

    def end(self, digest: str) -> None:
        """End a session."""
        self._connection.execute(delete(SESSIONS).where(SESSIONS.c.digest == digest))

    def end_all_of(self, name: str) -> None:
        """End every session of an account."""
        self._connection.execute(delete(SESSIONS).where(SESSIONS.c.account == name))

    def put_wall_token(self, name: str, digest: str | None, at: datetime) -> None:
        """Give an account its one wall token, or none; the earlier one opens nothing more."""
        self._connection.execute(delete(WALL_TOKENS).where(WALL_TOKENS.c.account == name))
        if digest is not None:
            row = {"account": name, "digest": digest, "created_at": seconds(at)}
            self._connection.execute(insert(WALL_TOKENS), row)
