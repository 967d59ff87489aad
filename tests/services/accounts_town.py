"""A store with one account a role, all with one password that is cheap to check."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from geo.domain.kinds import Role
from geo.domain.policy import Actor
from geo.ports.store import Store
from geo.services.access import Access
from geo.services.accounts import Accounts
from geo.services.passwords import Passwords
from geo.services.sessions import Sessions
from tests.fakes.memory_store import MemoryStore

AT = datetime(2025, 7, 1, 8, 30, tzinfo=UTC)
CHEAP = Passwords(rounds=1, memory_kib=8, lanes=1)
PASSWORD = "gol mud 632801"
SOMEBODY = Actor("administrator", Role.ADMINISTRATOR)


@dataclass
class AccountsTown:
    """The three services on one store; accounts are named after their roles."""

    store: Store = field(default_factory=MemoryStore)

    def __post_init__(self) -> None:
        self.accounts = Accounts(self.store, CHEAP)
        self.sessions = Sessions(self.store, CHEAP)
        self.access = Access(self.store, lambda note: note())

    def filled(self) -> "AccountsTown":
        for role in sorted(Role, key=lambda one: one is not Role.ADMINISTRATOR):
            self.accounts.add(SOMEBODY, role.value, role, PASSWORD, AT)
        return self
