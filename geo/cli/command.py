"""What every command is given: its arguments, the terminal, the store's services, the actor."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from geo.bootstrap import Container, container
from geo.cli.terminal import Terminal
from geo.domain.kinds import Role
from geo.domain.policy import LOCAL_ACTORS, Actor

SUCCESS, REFUSED, BAD_USAGE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Call:
    """One call of one command."""

    arguments: argparse.Namespace
    terminal: Terminal

    @property
    def store(self) -> str | None:
        """Return the store's address when one was given."""
        address: str | None = getattr(self.arguments, "store", None)
        return address

    @property
    def services(self) -> Container:
        """Return the services on the store; StoreFault when it cannot be used."""
        return container(self.store)

    @property
    def actor(self) -> Actor:
        """Return the local person of the chosen role."""
        role = Role(getattr(self.arguments, "role", Role.ADMINISTRATOR))
        return next(actor for actor in LOCAL_ACTORS if actor.role is role)

    @property
    def now(self) -> datetime:
        """Return the moment of the call, for the audit alone."""
        return datetime.now(UTC)


Command = Callable[[Call], int]
