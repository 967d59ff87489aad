"""The wall's routes: linked, renewed, answered once, empty of what a wall may not hold."""

import gzip
import json
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from geo import bootstrap
from geo.domain.kinds import Language, Role
from geo.domain.policy import LOCAL_ACTORS, Action, Actor
from geo.http.routes import routes
from geo.http.wall import LINK_HEADER
from geo.services.links import Claim, LinkKind
from geo.views.wall.page import deck_folder, html
from tests.fakes.asgi_client import Answer, get
from tests.fakes.crowd_town import fill
from tests.services.town import ADMINISTRATOR

pytestmark = pytest.mark.slow
SCREEN = next(person for person in LOCAL_ACTORS if person.role is Role.SCREEN)
LEADER = next(person for person in LOCAL_ACTORS if person.role is Role.LEADER)
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Container]:
    made = bootstrap.container(str(tmp_path_factory.mktemp("s") / "w.sqlite"), create=True)
    fill(made.store, 4, 100, [HOSTILE, "${alert(1)}"])
    with made.store.write(ADMINISTRATOR, Action.MANAGE_STORE, "t", datetime.now(UTC)) as opened:
        opened.put_setting("town_name", HOSTILE)
    yield made
    bootstrap.close_containers()


def ask(
    container: bootstrap.Container,
    path: str,
    actor: Actor = SCREEN,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    made = container.links.path(Claim(LinkKind.WALL, actor, Language.ZH_CN), time.time())
    token = made.partition("?t=")[2]
    return get(routes(lambda: container, ["/"]), f"/walls{path}?t={token}", headers or {})


def body(answer: Answer) -> dict:
    packed = answer.headers.get("content-encoding") == "gzip"
    return json.loads(gzip.decompress(answer.body) if packed else answer.body)


def test_a_wall_is_given_scenes_that_ask_nothing_of_other_machines(
    container: bootstrap.Container,
) -> None:
    answer = ask(container, "")
    told = body(answer)
    assert [scene["kind"] for scene in told["scenes"]][:2] == ["workload", "hours"]
    kinds = {
        layer["@@type"]
        for scene in told["scenes"]
        for step in scene["steps"]
        for layer in step["layers"]
    }
    assert kinds <= {"GeoJsonLayer", "ColumnLayer", "TextLayer", "ScatterplotLayer"}
    assert not re.search(r"https?://", json.dumps(told))


def test_letters_of_every_label_go_along_with_it(container: bootstrap.Container) -> None:
    told = body(ask(container, ""))
    texts = [
        layer
        for scene in told["scenes"]
        for step in scene["steps"]
        for layer in step["layers"]
        if layer["@@type"] == "TextLayer" and layer["data"]
    ]
    assert texts
    for layer in texts:
        assert {letter for one in layer["data"] for letter in one["words"]} <= set(
            layer["characterSet"]
        )


def test_what_did_not_change_is_not_sent_again(container: bootstrap.Container) -> None:
    for path in ("", "/ground"):
        first = ask(container, path)
        again = ask(container, path, headers={"if-none-match": first.headers["etag"]})
        assert (first.status, again.status, again.body) == (200, 304, b"")
        assert first.headers["cache-control"] == "private, no-cache"


def test_every_answer_renews_the_link(container: bootstrap.Container) -> None:
    for path in ("", "/ground", "/pulse"):
        token = ask(container, path).headers[LINK_HEADER]
        claim = container.links.verified(token, LinkKind.WALL, time.time())
        assert claim.actor == SCREEN


def test_the_pulse_tells_what_a_phone_asked(container: bootstrap.Container) -> None:
    before = body(ask(container, "/pulse"))
    container.wall.control.step(LEADER, 1, datetime.now(UTC))
    after = body(ask(container, "/pulse"))
    assert after["steps"] == before["steps"] + 1
    assert after["term"] == before["term"]


def test_the_page_holds_words_alone_and_runs_our_files_alone(
    container: bootstrap.Container,
) -> None:
    answer = ask(container, "/frame")
    page = answer.body.decode()
    assert all(
        found.startswith("/assets/") for found in re.findall(r'(?:src|href)="([^"]+)"', page)
    )
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert HOSTILE not in html("zh", {"title": HOSTILE, "unknown": HOSTILE})


def test_what_files_say_reaches_the_browser_as_json_alone(container: bootstrap.Container) -> None:
    answer = ask(container, "")
    assert body(answer)["town"] == HOSTILE
    for one in (answer, ask(container, "/ground"), ask(container, "/pulse")):
        assert one.headers["content-type"] == "application/json"


def test_a_wall_is_answered_from_one_snapshot(container: bootstrap.Container) -> None:
    class Changing:
        def current(self) -> None:
            raise AssertionError("a second snapshot was asked for")

    told = body(ask(replace(container, snapshots=Changing()), ""))
    assert told == body(ask(container, ""))


def test_nothing_opens_without_a_link(container: bootstrap.Container) -> None:
    for path in ("", "/frame", "/ground", "/pulse"):
        answer = get(routes(lambda: container, ["/"]), f"/walls{path}?t=x", {})
        assert json.loads(answer.body)["error"]["code"] == "link_refused"


def test_the_deck_that_pydeck_brings_is_served_from_here(container: bootstrap.Container) -> None:
    answer = get(routes(lambda: container, ["/"]), "/assets/vendor/pydeck/index.js", {})
    assert answer.status == 200
    assert "updateDeck" in (deck_folder() / "index.js").read_text(encoding="utf-8")
