"""Who acts and what may they do; until there is a sign-in, one of the local persons."""

from collections.abc import Sequence

from geo.domain.errors import NotFound
from geo.domain.policy import LOCAL_ACTORS, POLICY, Action, Actor


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
