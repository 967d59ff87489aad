"""Accounts, sessions and wall tokens in memory, reader and writer in one."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from geo.domain.accounts import ABSOLUTE_LIMIT, Account, Session


@dataclass
class AccountState:
    accounts: dict[str, Account] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    wall_tokens: dict[str, str] = field(default_factory=dict)

    def copy(self) -> "AccountState":
        return AccountState(dict(self.accounts), dict(self.sessions), dict(self.wall_tokens))


class MemoryAccounts:
    def __init__(self, state: AccountState) -> None:
        self._state = state

    def listed(self) -> Sequence[Account]:
        return [self._state.accounts[name] for name in sorted(self._state.accounts)]

    def exist(self) -> bool:
        return bool(self._state.accounts)

    def account(self, name: str) -> Account | None:
        return self._state.accounts.get(name)

    def session(self, digest: str) -> tuple[Session, Account] | None:
        session = self._state.sessions.get(digest)
        return None if session is None else (session, self._state.accounts[session.account])

    def of_wall_token(self, digest: str) -> Account | None:
        names = [name for name, held in self._state.wall_tokens.items() if held == digest]
        return self._state.accounts[names[0]] if names else None

    def put(self, account: Account) -> None:
        until = account.locked_until
        self._state.accounts[account.name] = replace(
            account,
            created_at=_to_the_second(account.created_at),
            locked_until=None if until is None else _to_the_second(until),
        )

    def begin(self, session: Session) -> None:
        kept = {
            digest: one
            for digest, one in self._state.sessions.items()
            if one.is_wall or one.begun_at >= session.begun_at - ABSOLUTE_LIMIT
        }
        begun, seen = _to_the_second(session.begun_at), _to_the_second(session.seen_at)
        self._state.sessions = kept | {
            session.digest: replace(session, begun_at=begun, seen_at=seen)
        }

    def see(self, digest: str, at: datetime) -> None:
        if session := self._state.sessions.get(digest):
            self._state.sessions[digest] = replace(session, seen_at=_to_the_second(at))

    def end(self, digest: str) -> None:
        self._state.sessions.pop(digest, None)

    def end_all_of(self, name: str) -> None:
        kept = {digest: one for digest, one in self._state.sessions.items() if one.account != name}
        self._state.sessions = kept

    def put_wall_token(self, name: str, digest: str | None, at: datetime) -> None:
        self._state.wall_tokens.pop(name, None)
        if digest is not None:
            self._state.wall_tokens[name] = digest


def _to_the_second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)
