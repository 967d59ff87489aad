"""A link may carry other boundaries: the layer is drawn on those, and nonsense is refused."""

import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from geo import bootstrap
from geo.domain.edits import Reassign
from geo.domain.kinds import Language, Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.http.routes import routes
from geo.services.draft_values import Editing
from geo.services.links import Claim, LinkKind
from geo.services.plans import PlanText
from tests.fakes.asgi_client import Answer, get
from tests.services.drafted import drafted_town

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
PLANNER = Actor("local-planner", Role.PLANNER)
LEADER = Actor("local-leader", Role.LEADER)
WORKER = Actor("local-worker", Role.WORKER)
IN_FORCE = {"A": 20, "B": 20, "C": 20, "D": 20}
DRAWN = {"A": 10, "B": 30, "C": 20, "D": 20}
"""Households by grid: the plan hands a2 and its ten from A to B."""


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Container]:
    made = bootstrap.container(str(tmp_path_factory.mktemp("s") / "w.sqlite"), create=True)
    town = drafted_town().store()
    owner = Actor("local-administrator", Role.ADMINISTRATOR)
    with made.store.write(owner, Action.IMPORT_LAYER, "town", AT) as transaction:
        for layer in (Layer.GRIDS, Layer.CELLS):
            transaction.append(layer, town.layers.shapes(layer))
        transaction.append(Layer.INCIDENTS, town.layers.rows(Layer.INCIDENTS))
        transaction.put_setting("now", "2022-12-31T23:59:59")
    yield made
    bootstrap.close_containers()


@pytest.fixture(scope="module")
def plan(container: bootstrap.Container) -> str:
    begun = container.plans.begin(PLANNER, PlanText("试"), AT)
    editing = Editing(PLANNER, begun.id, Language.ZH_CN)
    container.drafts.apply(editing, 0, Reassign(("a2",), "B"), "")
    return begun.id


def _asked(container: bootstrap.Container, bounds: str, actor: Actor = LEADER) -> Answer:
    shown = {"measure": "households", "bounds": bounds}
    claim = Claim(LinkKind.MEASURE, actor, Language.ZH_CN, shown)
    return get(routes(lambda: container, ["/"]), container.links.path(claim, time.time()), {})


def _households(answer: Answer) -> dict[str, int]:
    return dict(zip("ABCD", json.loads(answer.body)["values"], strict=True))


def test_a_layer_is_drawn_on_the_boundaries_its_link_names(
    container: bootstrap.Container, plan: str
) -> None:
    assert _households(_asked(container, "")) == IN_FORCE
    assert _households(_asked(container, plan, PLANNER)) == DRAWN
    assert _households(_asked(container, "2022-12-10")) == IN_FORCE


def test_people_on_a_plans_boundaries_are_for_those_who_may_edit_it(
    container: bootstrap.Container, plan: str
) -> None:
    # Beside today's 20 the plan's 10 would tell a leader the ten households of one cell.
    assert _asked(container, plan, LEADER).status == 403


def test_nonsense_and_days_without_data_are_refused_in_words(
    container: bootstrap.Container,
) -> None:
    answer = _asked(container, "nonsense")
    assert (answer.status, json.loads(answer.body)["error"]["code"]) == (400, "bad_value")
    answer = _asked(container, "2031-01-01")
    assert "2022-12-05" in json.loads(answer.body)["error"]["message"]


def test_a_plan_is_drawn_for_nobody_who_may_not_see_plans(
    container: bootstrap.Container, plan: str
) -> None:
    assert _asked(container, plan, WORKER).status == 403


def test_incidents_are_located_never_retagged_and_none_leaves_the_town(
    container: bootstrap.Container, plan: str
) -> None:
    # Three reports lie in a2 and three in b1: the plan gives all six to B, the town keeps six.
    def by_grid(view: str) -> dict[str, int]:
        snapshot = container.on(view).snapshots.current()
        codes = snapshot.grids["code"].to_numpy()[snapshot.incidents.grid].tolist()
        return {code: codes.count(code) for code in set(codes)}

    assert by_grid("") == {"A": 3, "B": 3}
    assert by_grid(plan) == {"B": 6}
