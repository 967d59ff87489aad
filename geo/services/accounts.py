"""Accounts as administrators keep them. The last one who can do so is never lost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from geo.domain.accounts import Account, SignInEvent, checked_name, checked_password
from geo.domain.errors import BadValue, NotFound, Refused
from geo.domain.kinds import Role
from geo.domain.policy import Action, Actor, require
from geo.domain.records import AuditEntry
from geo.ports.store import Store
from geo.services.passwords import Passwords
from geo.services.sessions import digest_of, new_secret

_LOOKED_THROUGH = 5_000
_EVENTS = frozenset({*SignInEvent, Action.MANAGE_ACCOUNTS.value})


@dataclass(frozen=True, slots=True)
class Accounts:
    """Makes and changes the accounts of one store; each change is audited and acts at once."""

    store: Store
    passwords: Passwords

    def listed(self, actor: Actor) -> Sequence[Account]:
        """Return every account by name (NotPermitted)."""
        require(actor, Action.MANAGE_ACCOUNTS)
        return self.store.accounts.listed()

    def events(self, actor: Actor, limit: int = 100) -> Sequence[AuditEntry]:
        """Return who came, went, was refused or changed an account, newest first (NotPermitted)."""
        require(actor, Action.MANAGE_ACCOUNTS)
        rows = self.store.audit(_LOOKED_THROUGH)
        return [row for row in rows if row.action in _EVENTS][:limit]

    def add(self, actor: Actor, name: str, role: Role, password: str, at: datetime) -> Account:
        """Return the new account; a wall may do without a password.

        Raises:
            NotPermitted: the actor does not manage accounts.
            BadValue: the name is none or taken, the password too short, too long or too plain.
            Refused: the first account is not an administrator's.
        """
        require(actor, Action.MANAGE_ACCOUNTS)
        kept = checked_name(name)
        held = self._hashed(kept, role, password)
        with self.store.write(actor, Action.MANAGE_ACCOUNTS, kept, at) as transaction:
            others = self.store.accounts.listed()
            if not others and role is not Role.ADMINISTRATOR:
                raise Refused("first_account")
            if any(one.name.casefold() == kept.casefold() for one in others):
                raise BadValue("account_taken", value=kept)
            account = Account(kept, role, at, held)
            transaction.accounts.put(account)
            transaction.note(f"add {role.value}")
        return account

    def set_role(self, actor: Actor, name: str, role: Role, at: datetime) -> None:
        """Give an account another role, which acts at once; a wall's token is revoked.

        Raises:
            NotPermitted, NotFound
            BadValue: it has no password and the new role needs one.
            Refused: no administrator would be left.
        """

        def change(account: Account) -> Account:
            if role is not Role.SCREEN and not account.password_hash:
                raise BadValue("password_none", value=name)
            return replace(account, role=role)

        self._change(actor, name, at, f"role {role.value}", change)

    def set_password(self, actor: Actor, name: str, password: str, at: datetime) -> None:
        """Give an account another password; its sessions end, a lock is lifted.

        Raises:
            NotPermitted, NotFound
            BadValue: too short, too long or too plain.
        """
        require(actor, Action.MANAGE_ACCOUNTS)
        held = self.passwords.hashed(checked_password(password, name))
        self._change(
            actor, name, at, "password", lambda one: replace(one.unlocked(), password_hash=held)
        )

    def disable(self, actor: Actor, name: str, at: datetime) -> None:
        """Shut an account out at once (NotPermitted, NotFound, Refused: the last administrator)."""
        self._change(actor, name, at, "disable", lambda one: replace(one, is_disabled=True))

    def enable(self, actor: Actor, name: str, at: datetime) -> None:
        """Let an account in again, by signing in anew (NotPermitted, NotFound)."""
        self._change(actor, name, at, "enable", lambda one: replace(one, is_disabled=False))

    def new_wall_token(self, actor: Actor, name: str, at: datetime) -> str:
        """Return the secret that signs a wall in; the earlier one and its sessions end.

        Raises:
            NotPermitted, NotFound
            Refused: the account's role is not that of a screen.
        """
        token = new_secret()
        with self.store.write(actor, Action.MANAGE_ACCOUNTS, name, at) as transaction:
            if self._account(name).role is not Role.SCREEN:
                raise Refused("wall_token_role")
            transaction.accounts.end_all_of(name)
            transaction.accounts.put_wall_token(name, digest_of(token), at)
            transaction.note("wall-token")
        return token

    def _change(
        self, actor: Actor, name: str, at: datetime, note: str, change: Callable[[Account], Account]
    ) -> None:
        with self.store.write(actor, Action.MANAGE_ACCOUNTS, name, at) as transaction:
            before = self._account(name)
            after = change(before)
            self._require_administrator(after)
            transaction.accounts.put(after)
            # A role is read anew at each action; everything else is a reason to sign in again.
            if replace(after, role=before.role) != before:
                transaction.accounts.end_all_of(name)
            if after.role is not before.role:
                transaction.accounts.put_wall_token(name, None, at)
            transaction.note(note)

    def _require_administrator(self, changed: Account) -> None:
        others = [one for one in self.store.accounts.listed() if one.name != changed.name]
        if not any(_administers(one) for one in (*others, changed)):
            raise Refused("last_administrator")

    def _account(self, name: str) -> Account:
        account = self.store.accounts.account(name)
        if account is None:
            raise NotFound(what="account", key=name)
        return account

    def _hashed(self, name: str, role: Role, password: str) -> str:
        if role is Role.SCREEN and not password:
            return ""
        return self.passwords.hashed(checked_password(password, name))


def _administers(account: Account) -> bool:
    return account.role is Role.ADMINISTRATOR and not account.is_disabled
