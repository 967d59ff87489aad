"""How a person who acted is called: an account by its name, a local person by the role."""

from geo.domain.kinds import Language, Role
from geo.messages.catalogue import text

_LOCAL = "local-"


def who(language: Language, actor_id: str) -> str:
    """Return how a named local person is called; any other keeps the id."""
    role = actor_id.removeprefix(_LOCAL)
    known = actor_id.startswith(_LOCAL) and role in tuple(Role)
    return text(language, f"common.role_{role}") if known else actor_id
