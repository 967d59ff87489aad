"""Signing in and out. Whatever is wrong, the answer and the time it takes are the same."""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from geo.domain.accounts import Account, Session, SignInEvent, checked_password
from geo.domain.errors import SignInRefused
from geo.domain.kinds import Role
from geo.domain.records import AuditEntry
from geo.ports.store import Store
from geo.services.passwords import Passwords

SESSION_COOKIE = "wangge_session"
"""Under which name a browser keeps a session's secret."""

_SECRET_BYTES = 32
_NOBODY = "nobody"
"""Who acts in the audit trail while nobody has proved a name."""


def new_secret() -> str:
    """Return 256 random bits as text: a session's or a wall token's secret."""
    return secrets.token_urlsafe(_SECRET_BYTES)


def wall_path(token: str) -> str:
    """Return what a wall opens behind the app's address; the part after # reaches no log."""
    return f"/sign-in#wall={token}"


def digest_of(secret: str) -> str:
    """Return the hash under which the store knows a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sessions:
    """Begins and ends the sessions of one store."""

    store: Store
    passwords: Passwords
    # One attempt at a time, so that guesses sent together cannot pass the lock together.
    _turn: Lock = field(default_factory=Lock, repr=False, compare=False)

    def sign_in(self, name: str, password: str, now: datetime) -> str:
        """Return the secret of a new session.

        Raises:
            SignInRefused: no such account, wrong password, locked or disabled: it does not say.
        """
        with self._turn:
            return self._begun(self._proved(name, password, now), now)

    def sign_in_wall(self, token: str, now: datetime) -> str:
        """Return the secret of a new session for a wall, which lasts until its token is revoked.

        Raises:
            SignInRefused: the token is none, revoked, or its account is no wall's any more.
        """
        account = self.store.accounts.of_wall_token(digest_of(token))
        if account is None or account.is_disabled or account.role is not Role.SCREEN:
            self._note_refusal(None, now)
            raise SignInRefused
        return self._begun(account, now, is_wall=True)

    def change_password(self, name: str, password: str, new: str, now: datetime) -> str:
        """Return the secret of a new session under the new password; all earlier ones end.

        Raises:
            BadValue: the new password is too short, too long or too plain.
            SignInRefused: as `sign_in`.
        """
        checked_password(new, name)
        with self._turn:
            account = self._proved(name, password, now)
            changed = replace(account, password_hash=self.passwords.hashed(new))
            with self.store.record_sign_in(_entry(account, SignInEvent.CHANGED, now)) as accounts:
                accounts.put(changed.unlocked())
                accounts.end_all_of(account.name)
            return self._begun(changed, now)

    def sign_out(self, secret: str, now: datetime) -> None:
        """End the session of that secret, for every page, callback and link at once."""
        held = self.store.accounts.session(digest_of(secret))
        if held is None:
            return
        with self.store.record_sign_in(_entry(held[1], SignInEvent.SIGNED_OUT, now)) as accounts:
            accounts.end(digest_of(secret))

    def _proved(self, name: str, password: str, now: datetime) -> Account:
        account = self.store.accounts.account(unicodedata.normalize("NFKC", name).strip())
        fits = self.passwords.fits(password, account.password_hash if account else "")
        if account is None or not fits or account.is_disabled or account.is_locked(now):
            self._note_refusal(account, now)
            raise SignInRefused
        return account

    def _note_refusal(self, account: Account | None, now: datetime) -> None:
        with self.store.record_sign_in(_entry(account, SignInEvent.REFUSED, now)) as accounts:
            if account and not account.is_locked(now):
                accounts.put(account.after_failure(now))

    def _begun(self, account: Account, now: datetime, *, is_wall: bool = False) -> str:
        secret = new_secret()
        session = Session(digest_of(secret), account.name, now, now, is_wall)
        with self.store.record_sign_in(_entry(account, SignInEvent.SIGNED_IN, now)) as accounts:
            accounts.put(account.unlocked())
            accounts.begin(session)
        return secret


def _entry(account: Account | None, event: SignInEvent, now: datetime) -> AuditEntry:
    """Return the audit row; a name that is no account's is not kept, it may be a password."""
    is_proved = account is not None and event is not SignInEvent.REFUSED
    name = account.name if account else ""
    role = account.role.value if account else ""
    return AuditEntry(now, name if is_proved else _NOBODY, role, event.value, name)
