"""The routes over a real store: links open layers, refusals are worded, caches are kept."""

import gzip
import json
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from geo import bootstrap
from geo.domain.kinds import Language, Role
from geo.domain.policy import LOCAL_ACTORS
from geo.http.content_policy import content_policy
from geo.http.routes import routes
from geo.services.links import Claim, LinkKind
from tests.fakes.asgi_client import Answer, get
from tests.fakes.crowd_town import fill

Get = Callable[..., Answer]


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Container]:
    made = bootstrap.container(str(tmp_path_factory.mktemp("s") / "w.sqlite"), create=True)
    fill(made.store, 4, 100, ["<img src=x onerror=alert(1)>", "${alert(1)}"])
    yield made
    bootstrap.close_containers()


@pytest.fixture
def ask(container: bootstrap.Container) -> Get:
    ours = routes(lambda: container, ["/"])

    def asked(path: str, headers: Mapping[str, str] | None = None) -> Answer:
        return get(ours, path, headers or {})

    return asked


def link(container: bootstrap.Container, kind: LinkKind, role: Role = Role.LEADER) -> str:
    actor = next(person for person in LOCAL_ACTORS if person.role is role)
    return container.links.path(Claim(kind, actor, Language.ZH_CN), time.time())


def test_every_layer_opens_to_its_link(container: bootstrap.Container, ask: Get) -> None:
    for kind in (LinkKind.GRIDS, LinkKind.BACKDROP, LinkKind.STATIONS, LinkKind.INCIDENTS):
        assert ask(link(container, kind)).status == 200


def test_nothing_opens_without_a_link(ask: Get) -> None:
    answer = ask(LinkKind.GRIDS.value)
    assert answer.status == 403
    assert json.loads(answer.body)["error"]["code"] == "link_refused"


def test_a_layer_is_sent_packed_and_only_once(container: bootstrap.Container, ask: Get) -> None:
    path = link(container, LinkKind.GRIDS)
    first = ask(path, {"accept-encoding": "gzip"})
    assert len(json.loads(gzip.decompress(first.body))["features"]) == 20
    again = ask(path, {"if-none-match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")
    assert "immutable" in first.headers["cache-control"]


def test_the_map_page_runs_nothing_but_what_its_policy_names(
    container: bootstrap.Container, ask: Get
) -> None:
    answer = ask(link(container, LinkKind.FRAME))
    policy = answer.headers["content-security-policy"]
    assert policy == content_policy(answer.body.decode())
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_the_index_page_speaks_the_language_of_the_url(ask: Get) -> None:
    assert 'lang="zh-CN"' in ask("/").body.decode()
    assert 'lang="en"' in ask("/?lang=en").body.decode()
    assert 'lang="zh-CN"' in ask("/?lang=<script>").body.decode()


def test_the_index_page_does_not_name_streamlit(ask: Get) -> None:
    page = ask("/").body.decode()
    assert "<title>Streamlit" not in page
    assert "You need to enable JavaScript" not in page


def test_no_other_site_may_frame_our_pages(ask: Get) -> None:
    assert ask("/").headers["x-frame-options"] == "SAMEORIGIN"
    policy = ask("/sign-in/password").headers["content-security-policy"]
    assert "frame-ancestors 'self'" in policy


def test_assets_come_from_listed_packages_alone(ask: Get) -> None:
    assert ask("/assets/js/map_frame.js").status == 200
    assert ask("/assets/vendor/jquery/dist/jquery.js").status == 404
    assert ask("/assets/js/../../bootstrap.py").status == 404


def test_health_says_which_revisions_are_served(ask: Get) -> None:
    body = json.loads(ask("/health").body)
    assert body["status"] == "ok"
    assert body["layers"]["grids"] == 1


def test_a_store_that_is_missing_is_said_in_words(tmp_path: Path) -> None:
    ours = routes(lambda: bootstrap.container(str(tmp_path / "none.sqlite")), [])
    answer = get(ours, "/health", {})
    assert json.loads(answer.body)["error"]["code"] == "store_missing"
