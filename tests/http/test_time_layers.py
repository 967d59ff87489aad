"""The months of a measure in one body, and incidents of the month that a map has stepped to."""

import json
import time
from collections.abc import Iterator, Mapping

import pytest
from mapbox_vector_tile import decode

from geo import bootstrap
from geo.domain.kinds import Language, Role
from geo.domain.policy import LOCAL_ACTORS
from geo.http.routes import routes
from geo.services.links import Claim, LinkKind
from tests.fakes.asgi_client import Answer, get
from tests.fakes.crowd_town import fill

LEADER = next(person for person in LOCAL_ACTORS if person.role is Role.LEADER)
JUNE, AUGUST = "2025-06", "2025-08"


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Container]:
    """Yield a store with 300 incidents over 90 days from 1 June 2025."""
    made = bootstrap.container(str(tmp_path_factory.mktemp("s") / "w.sqlite"), create=True)
    fill(made.store, 4, 300, days=90)
    yield made
    bootstrap.close_containers()


def ask(
    container: bootstrap.Container, kind: LinkKind, chosen: Mapping[str, str], more: str = ""
) -> Answer:
    claim = Claim(kind, LEADER, Language.ZH_CN, chosen)
    path = container.links.path(claim, time.time())
    return get(routes(lambda: container, ["/"]), path + more, {})


def shown(container: bootstrap.Container, chosen: Mapping[str, str], more: str = "") -> int:
    """Return how many incidents stand in the tile of the world."""
    answer = ask(container, LinkKind.INCIDENTS, chosen, more)
    features = decode(answer.body)["incidents"]["features"]
    return sum(_count(one) for one in features)


def _count(feature: dict) -> int:
    places = feature["geometry"]["coordinates"]
    marks = len(places) if isinstance(places[0], list) else 1
    return marks * feature["properties"].get("count", 1)


def test_one_body_holds_the_classes_of_every_month_and_no_values(container) -> None:
    answer = ask(container, LinkKind.PERIODS, {"measure": "incidents"})
    body = json.loads(answer.body)
    assert body["months"] == ["2025-06", "2025-07", "2025-08"]
    # 4 × 4 small grids and four vast ones, one letter each.
    assert [len(classes) for classes in body["classes"]] == [20, 20, 20]
    assert body["recorded"] == [True, True, True]
    assert "values" not in body


def test_a_month_of_the_body_has_the_classes_and_labels_of_its_own_map(container) -> None:
    body = json.loads(ask(container, LinkKind.PERIODS, {"measure": "incidents"}).body)
    for month, classes in zip(body["months"], body["classes"], strict=True):
        chosen = {"measure": "incidents", "month": month}
        alone = json.loads(ask(container, LinkKind.MEASURE, chosen).body)
        assert (alone["classes"], alone["labels"]) == (classes, body["labels"])


def test_a_measure_without_months_or_of_no_name_is_refused(container) -> None:
    for name in ("households", "nonsense", ""):
        answer = ask(container, LinkKind.PERIODS, {"measure": name})
        assert answer.status == 400
        assert json.loads(answer.body)["error"]["code"] == "bad_value"


def test_a_link_that_steps_shows_the_month_asked_for(container) -> None:
    begun = {"month": AUGUST, "steps": "1"}
    in_june = shown(container, {"month": JUNE})
    assert 0 < in_june < 300
    assert shown(container, begun, f"&at={JUNE}") == in_june
    assert shown(container, begun) == shown(container, {"month": AUGUST})


def test_a_link_that_does_not_step_stays_in_its_month(container) -> None:
    only = {"month": AUGUST}
    assert shown(container, only, f"&at={JUNE}") == shown(container, only)


def test_nonsense_for_a_month_is_refused(container) -> None:
    answer = ask(container, LinkKind.INCIDENTS, {"month": JUNE, "steps": "1"}, "&at=../etc")
    assert answer.status == 400


def test_villages_have_months_of_their_own(container) -> None:
    # The small grids' codes name one village; each vast one stands alone or in it.
    for name in ("village", "town"):
        body = json.loads(
            ask(container, LinkKind.PERIODS, {"measure": "incidents"}, f"&level={name}").body
        )
        alone = {"measure": "incidents", "month": JUNE}
        whole = json.loads(ask(container, LinkKind.MEASURE, alone, f"&level={name}").body)
        assert (body["classes"][0], body["labels"]) == (whole["classes"], whole["labels"])


def test_a_level_of_no_name_is_refused(container) -> None:
    answer = ask(container, LinkKind.PERIODS, {"measure": "incidents"}, "&level=nonsense")
    assert answer.status == 400
