"""Who acts and what may they do: the account of a session, or a local person while there is none.

Asked anew at every action: a session that ended, a disabled account and a changed role act at once.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from geo.domain.accounts import SEEN_STEP, Account, Session
from geo.domain.errors import LinkRefused, NotFound, SignInRefused, StoreFault
from geo.domain.kinds import Role
from geo.domain.policy import LOCAL_ACTORS, POLICY, Action, Actor, require
from geo.ports.store import Store
from geo.services.links import ACTION_FOR, Claim
from geo.services.sessions import digest_of

Run = Callable[[Callable[[], None]], object]
_REFERENCE_SIGNS = 24


def local_actors() -> Sequence[Actor]:
    """Return the named local persons, one a role."""
    return LOCAL_ACTORS


def actor_by_id(actor_id: str) -> Actor:
    """Return the local person of that id.

    Raises:
        NotFound: nobody goes by it.
    """
    known = {actor.id: actor for actor in LOCAL_ACTORS}
    if actor_id not in known:
        raise NotFound(what="actor", key=actor_id)
    return known[actor_id]


def permitted_actions(actor: Actor) -> frozenset[Action]:
    """Return everything the actor may do."""
    return POLICY[actor.role]


def may(actor: Actor, action: Action) -> bool:
    """Return whether the actor may do this."""
    return action in permitted_actions(actor)


def session_reference(secret: str) -> str:
    """Return what a link carries of the session it was made in; it opens nothing by itself."""
    return digest_of(f"link:{secret}")[:_REFERENCE_SIGNS] if secret else ""


class Access:
    """Answers who acts on one store; `run` takes the note of use away from the one who waits."""

    def __init__(self, store: Store, run: Run) -> None:
        self._store = store
        self._run = run
        self._noting: set[str] = set()

    def is_sign_in_on(self) -> bool:
        """Return whether an account was ever made: from then on nobody acts without one."""
        return self._store.accounts.exist()

    def account(self, secret: str, now: datetime) -> Account:
        """Return the account whose session has that secret, as it stands now.

        Raises:
            SignInRefused: there is no such session, it ended, or the account is disabled.
        """
        found = self._found(secret)
        if found is None:
            raise SignInRefused("ended")
        return self._entered(*found, now)

    def actor(self, secret: str, local: Role, now: datetime) -> Actor:
        """Return who acts: the session's account, or the local person while there is no account.

        Raises:
            SignInRefused: there are accounts, and this is no live session of one.
        """
        if found := self._found(secret):
            return self._entered(*found, now).actor
        if self.is_sign_in_on():
            raise SignInRefused("ended")
        return next(actor for actor in LOCAL_ACTORS if actor.role is local)

    def opened(self, claim: Claim, secret: str, now: datetime) -> Claim:
        """Return a verified claim with its actor as he stands now.

        Raises:
            SignInRefused: there are accounts, and this is no live session of one.
            LinkRefused: the link was made in another session.
            NotPermitted: the role he has now may not see it.
        """
        if not self.is_sign_in_on() and not claim.session:
            return claim
        actor = self.account(secret, now).actor
        if claim.session != session_reference(secret):
            raise LinkRefused
        require(actor, ACTION_FOR[claim.kind])
        return replace(claim, actor=actor)

    def _found(self, secret: str) -> tuple[Session, Account] | None:
        return self._store.accounts.session(digest_of(secret)) if secret else None

    def _entered(self, session: Session, account: Account, now: datetime) -> Account:
        is_wall_still = not session.is_wall or account.role is Role.SCREEN
        if account.is_disabled or not session.is_live(now) or not is_wall_still:
            raise SignInRefused("ended")
        self._note_use(session, now)
        return account

    def _note_use(self, session: Session, now: datetime) -> None:
        if now - session.seen_at < SEEN_STEP or session.digest in self._noting:
            return
        self._noting.add(session.digest)
        self._run(lambda: self._see(session.digest, now))

    def _see(self, digest: str, now: datetime) -> None:
        try:
            # A busy store only makes the session look older than it is.
            with suppress(StoreFault), self._store.record_sign_in(None) as accounts:
                accounts.see(digest, now)
        finally:
            self._noting.discard(digest)
