"""Every service asks the one policy table, whatever the page hides."""

from collections.abc import Callable

import pytest

from geo.domain.errors import NotFound, NotPermitted
from geo.domain.kinds import Role
from geo.domain.policy import LOCAL_ACTORS, POLICY, Action, Actor
from geo.services import access
from geo.services.audit_view import AuditView
from geo.services.decisions import Decisions
from geo.services.norms import Norms
from geo.services.quarantine_view import QuarantineView
from geo.services.settings import Settings
from tests.fakes.memory_store import MemoryStore
from tests.store.examples import AT

Use = Callable[[MemoryStore, Actor], object]

USES: dict[str, tuple[Action, Use]] = {
    "list norms": (Action.VIEW_DATA, lambda store, actor: Norms(store).listed(actor)),
    "list decisions": (Action.VIEW_STAFFING, lambda store, actor: Decisions(store).listed(actor)),
    "newest decisions": (Action.VIEW_STAFFING, lambda store, actor: Decisions(store).latest(actor)),
    "list quarantine": (
        Action.VIEW_QUARANTINE,
        lambda store, actor: QuarantineView(store).listed(actor),
    ),
    "count quarantine": (
        Action.VIEW_QUARANTINE,
        lambda store, actor: QuarantineView(store).counts(actor),
    ),
    "list audit": (Action.VIEW_AUDIT, lambda store, actor: AuditView(store).listed(actor)),
    "name the town": (
        Action.MANAGE_STORE,
        lambda store, actor: Settings(store).change(actor, "town_name", "镇", AT),
    ),
}


@pytest.mark.parametrize("use", USES)
@pytest.mark.parametrize("role", Role)
def test_a_service_serves_exactly_the_roles_of_its_action(role: Role, use: str) -> None:
    action, attempt = USES[use]
    store, actor = MemoryStore(), Actor("somebody", role)
    if action in POLICY[role]:
        attempt(store, actor)
        return
    with pytest.raises(NotPermitted):
        attempt(store, actor)
    assert store.audit() == []


def test_every_role_has_one_local_person_and_may_look_at_the_wall() -> None:
    assert sorted(actor.role for actor in LOCAL_ACTORS) == sorted(Role)
    for actor in access.local_actors():
        assert access.actor_by_id(actor.id) is actor
        assert access.may(actor, Action.VIEW_WALL)


def test_a_screen_sees_walls_and_nothing_else() -> None:
    assert POLICY[Role.SCREEN] == {Action.VIEW_WALL}


def test_nobody_both_manages_the_store_and_sees_the_points_of_disputes() -> None:
    for actor in LOCAL_ACTORS:
        both = {Action.MANAGE_STORE, Action.VIEW_DISPUTE_POINTS}
        assert not both <= access.permitted_actions(actor)


def test_an_unknown_person_is_not_found() -> None:
    with pytest.raises(NotFound):
        access.actor_by_id("local-nobody")
