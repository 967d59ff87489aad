"""The routes of the boundary editor: links in headers, conflicts, refusals, bounded bodies."""

import gzip
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette

from geo import bootstrap
from geo.domain.kinds import Language, Role
from geo.domain.policy import Actor
from geo.http.content_policy import content_policy
from geo.http.draft_routes import draft_routes
from geo.services.links import Claim, LinkKind
from tests.fakes.asgi_client import Answer, ask
from tests.fakes.striped_town import (
    HOSTILE,
    PLANNER,
    TITLE,
    cell_code,
    corner,
    grid_code,
    make_town,
)

pytestmark = pytest.mark.slow

GIVE = {"kind": "reassign", "cells": [cell_code(2, 1)], "to_grid": grid_code(0)}
FAR = {"kind": "reassign", "cells": [cell_code(7, 3)], "to_grid": grid_code(0)}

LEADER = Actor("local-leader", Role.LEADER)

Read = Callable[..., Answer]
Write = Callable[..., Answer]


@pytest.fixture
def container(tmp_path: Path) -> Iterator[tuple[bootstrap.Container, str]]:
    plan = make_town(tmp_path / "town.sqlite")
    yield bootstrap.container(str(tmp_path / "town.sqlite")), plan
    bootstrap.close_containers()


@pytest.fixture
def app(container: tuple[bootstrap.Container, str]) -> Starlette:
    return Starlette(routes=draft_routes(lambda: container[0]))


@pytest.fixture
def token(container: tuple[bootstrap.Container, str]) -> str:
    opened, plan = container
    claim = Claim(LinkKind.DRAFT, PLANNER, Language.ZH_CN, {"plan": plan})
    return opened.links.path(claim, time.time()).partition("?t=")[2]


@pytest.fixture
def read(app: Starlette, token: str) -> Read:
    def got(name: str, query: str = "", **headers: str) -> Answer:
        return ask(app, f"/drafts/{name}?t={token}{query}", headers=headers)

    return got


@pytest.fixture
def write(app: Starlette, token: str) -> Write:
    def posted(name: str, body: Any) -> Answer:
        sent = json.dumps(body).encode()
        headers = {"x-wangge-link": token}
        return ask(app, f"/drafts/{name}", method="POST", headers=headers, body=sent)

    return posted


def told(answer: Answer) -> Any:
    return json.loads(answer.body)


def test_a_draft_opens_with_its_grids_and_what_it_does(read: Read) -> None:
    state = told(read("state"))
    assert (state["title"], state["step"], state["may_edit"]) == (TITLE, 0, True)
    assert [grid["code"] for grid in state["grids"]] == [grid_code(number) for number in range(4)]
    assert state["grids"][1]["name"] == HOSTILE
    assert state["impact"]["grids"] == []
    assert state["bbox"] == pytest.approx([*corner(0, 0), *corner(8, 4)])


def test_cells_are_sent_packed_and_again_only_when_they_changed(read: Read, write: Write) -> None:
    first = read("cells", **{"accept-encoding": "gzip"})
    features = json.loads(gzip.decompress(first.body))["features"]
    assert {one["id"]: one["properties"]["grid"] for one in features}[cell_code(2, 1)] == grid_code(
        1
    )
    tag = first.headers["etag"]
    assert read("cells", **{"if-none-match": tag}).status == 304
    write("edit", {"revision": 0, "edit": GIVE})
    assert read("cells", **{"if-none-match": tag}).status == 200
    assert "no-cache" in first.headers["cache-control"]


def test_a_step_answers_with_what_changed_and_nothing_else(write: Write) -> None:
    applied = told(write("edit", {"revision": 0, "edit": GIVE}))
    assert [one["id"] for one in applied["changed"]["features"]] == [cell_code(2, 1)]
    assert applied["impact"]["households_moved"] == 10
    assert [line["n"] for line in applied["history_tail"]] == [1]


def test_a_preview_keeps_nothing_and_tells_a_refusal_as_an_answer(read: Read, write: Write) -> None:
    assert told(write("preview", {"revision": 0, "edit": GIVE}))["impact"]["households_moved"] == 10
    refused = write("preview", {"revision": 0, "edit": FAR})
    assert (refused.status, told(refused)["refused"]["code"]) == (200, "not_connected")
    assert told(read("state"))["step"] == 0


def test_a_refused_step_says_where(write: Write) -> None:
    answer = write("edit", {"revision": 0, "edit": FAR})
    error = told(answer)["error"]
    assert (answer.status, error["code"]) == (422, "not_connected")
    assert len(error["at"]) == 2
    assert write("edit", {"revision": 0, "edit": FAR, "override": "飞地"}).status == 200


def test_who_comes_late_hears_what_the_other_did(read: Read, write: Write) -> None:
    write("edit", {"revision": 0, "edit": GIVE})
    late = write("edit", {"revision": 0, "edit": FAR, "override": "飞地"})
    assert late.status == 409
    body = told(late)
    assert len(body["steps"]) == 1
    assert body["since"]["changed"]["features"][0]["id"] == cell_code(2, 1)
    assert told(read("since", "&revision=0"))["step"] == 1
    assert read("since", f"&revision={body['since']['revision']}").status == 204


def test_undo_and_redo_answer_as_steps_do(write: Write) -> None:
    revision = told(write("edit", {"revision": 0, "edit": GIVE}))["revision"]
    undone = told(write("undo", {"revision": revision}))
    assert (undone["step"], undone["steps_total"]) == (0, 1)
    assert told(write("redo", {"revision": undone["revision"]}))["step"] == 1
    assert write("undo", {"revision": 0}).status == 409


def test_who_stands_at_a_revision_nobody_knows_is_given_the_whole_town(
    read: Read, write: Write
) -> None:
    write("edit", {"revision": 0, "edit": GIVE})
    news = told(read("since", "&revision=77"))
    # 8 × 4 cells.
    assert (news["is_whole"], len(news["changed"]["features"])) == (True, 32)
    assert told(read("since", "&revision=0"))["is_whole"] is False


def test_a_leader_reads_under_a_link_of_his_own_and_writes_nothing(
    app: Starlette, container: tuple[bootstrap.Container, str], write: Write
) -> None:
    opened, plan = container
    write("edit", {"revision": 0, "edit": GIVE})
    claim = Claim(LinkKind.DRAFT, LEADER, Language.ZH_CN, {"plan": plan})
    token = opened.links.path(claim, time.time()).partition("?t=")[2]
    state = told(ask(app, f"/drafts/state?t={token}"))
    assert (state["may_edit"], state["step"]) == (False, 1)
    for name in ("cells", "outlines", "since", "nodes", "frame"):
        query = f"t={token}&revision=1&grid={grid_code(0)}"
        assert ask(app, f"/drafts/{name}?{query}").status in (200, 204)
    for name in ("edit", "preview", "undo", "redo", "rebalance", "rebalance/stop"):
        body = json.dumps({"revision": 1, "edit": GIVE, "job": "x"}).encode()
        headers = {"x-wangge-link": token}
        answer = ask(app, f"/drafts/{name}", method="POST", headers=headers, body=body)
        assert (answer.status, told(answer)["error"]["code"]) == (403, "not_permitted"), name
    assert len(opened.store.plans.steps(plan)) == 1


def test_a_write_needs_the_link_in_its_header(app: Starlette, token: str) -> None:
    body = json.dumps({"revision": 0, "edit": GIVE}).encode()
    answer = ask(app, f"/drafts/edit?t={token}", method="POST", body=body)
    assert (answer.status, told(answer)["error"]["code"]) == (403, "link_refused")


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"revision": 0},
        {"revision": "x", "edit": GIVE},
        {"revision": 0, "edit": {"kind": "drop"}},
        {"revision": 0, "edit": GIVE | {"cells": []}},
        {"revision": 0, "edit": GIVE, "override": 3},
        {"revision": 0, "edit": GIVE | {"cells": ["x" * 100] * 20_001}},
    ],
)
def test_nonsense_is_refused_in_words(write: Write, body: Any) -> None:
    answer = write("edit", body)
    assert (answer.status, told(answer)["error"]["code"]) == (400, "bad_edit")


def test_a_grid_tells_its_nodes_and_the_edges_between_them(read: Read) -> None:
    found = told(read("nodes", f"&grid={grid_code(0)}"))
    # A stripe of 2 × 4 cells has 2 · (2 + 4) corners on its outline, five on the shared side.
    assert len(found["nodes"]) == 12
    assert sum(node["shared"] for node in found["nodes"]) == 5
    assert len(found["edges"]) == 12


def test_the_frame_runs_nothing_but_its_own_files(read: Read) -> None:
    answer = read("frame")
    page, policy = answer.body.decode(), answer.headers["content-security-policy"]
    assert policy == content_policy(page)
    assert "unsafe" not in policy
    assert "https:" not in page
