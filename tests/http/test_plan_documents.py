"""Documents by link: what is served to whom, as which kind of file, and what is refused."""

import io
import json
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import unquote

import docx
import pytest
from pypdf import PdfReader

from geo import bootstrap
from geo.domain.edits import Reassign
from geo.domain.errors import NotPermitted
from geo.domain.kinds import Language, Role
from geo.domain.layers import Layer
from geo.domain.policy import Action, Actor
from geo.http.routes import routes
from geo.services.draft_values import Editing
from geo.services.links import Claim, LinkKind
from geo.services.plans import PlanText
from tests.fakes.asgi_client import Answer, get
from tests.services.drafted import drafted_town

pytestmark = pytest.mark.slow

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
PLANNER = Actor("local-planner", Role.PLANNER)
LEADER = Actor("local-leader", Role.LEADER)
WORKER = Actor("local-worker", Role.WORKER)
TITLE = "<script>方案</script>"


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Container]:
    made = bootstrap.container(str(tmp_path_factory.mktemp("s") / "w.sqlite"), create=True)
    town = drafted_town().store()
    owner = Actor("local-administrator", Role.ADMINISTRATOR)
    with made.store.write(owner, Action.IMPORT_LAYER, "town", AT) as transaction:
        for layer in (Layer.GRIDS, Layer.CELLS):
            transaction.append(layer, town.layers.shapes(layer))
        transaction.append(Layer.STAFF, town.layers.rows(Layer.STAFF))
        transaction.put_setting("now", "2022-12-31T23:59:59")
    yield made
    bootstrap.close_containers()


@pytest.fixture(scope="module")
def plan(container: bootstrap.Container) -> str:
    begun = container.plans.begin(PLANNER, PlanText(TITLE), AT)
    editing = Editing(PLANNER, begun.id, Language.ZH_CN)
    container.drafts.apply(editing, 0, Reassign(("a2",), "B"), "")
    return begun.id


def _asked(
    container: bootstrap.Container, kind: LinkKind, actor: Actor = LEADER, **chosen: str
) -> Answer:
    claim = Claim(kind, actor, Language.ZH_CN, chosen)
    return get(routes(lambda: container, ["/"]), container.links.path(claim, time.time()), {})


def test_a_memo_opens_as_pdf_and_is_saved_as_word(
    container: bootstrap.Container, plan: str
) -> None:
    pdf = _asked(container, LinkKind.PLAN_DOCUMENT, plan=plan)
    assert (pdf.status, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.headers["content-disposition"].startswith("inline")
    assert TITLE in PdfReader(io.BytesIO(pdf.body)).pages[0].extract_text()
    word = _asked(container, LinkKind.PLAN_DOCUMENT, plan=plan, **{"as": "docx"})
    assert word.headers["content-disposition"].startswith("attachment")
    assert docx.Document(io.BytesIO(word.body)).paragraphs[0].text == TITLE


def test_a_download_has_a_plain_name_and_is_kept_by_nobody(
    container: bootstrap.Container, plan: str
) -> None:
    answer = _asked(container, LinkKind.PLAN_DOCUMENT, plan=plan, **{"as": "gpkg"})
    name = unquote(answer.headers["content-disposition"].partition("''")[2])
    assert name == "script方案script_zh_CN.gpkg"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.body.startswith(b"SQLite format 3\x00")


def test_a_sign_is_served_for_one_grid_and_for_all(container: bootstrap.Container) -> None:
    one = _asked(container, LinkKind.SIGN, WORKER, grid="A")
    assert len(PdfReader(io.BytesIO(one.body)).pages) == 1
    every = _asked(container, LinkKind.SIGN, WORKER, paper="a4")
    assert len(PdfReader(io.BytesIO(every.body)).pages) == 4


@pytest.mark.parametrize(
    ("kind", "chosen", "status", "code"),
    [
        (LinkKind.PLAN_DOCUMENT, {"plan": "none"}, 404, "not_found"),
        (LinkKind.PLAN_DOCUMENT, {"plan": "none", "as": "exe"}, 400, "bad_file"),
        (LinkKind.SIGN, {"grid": "Z"}, 404, "not_found"),
    ],
)
def test_what_is_not_there_is_refused_in_words(
    container: bootstrap.Container, kind: LinkKind, chosen: dict[str, str], status: int, code: str
) -> None:
    answer = _asked(container, kind, **chosen)
    assert (answer.status, json.loads(answer.body)["error"]["code"]) == (status, code)


def test_no_link_to_a_plans_document_is_signed_for_a_worker(
    container: bootstrap.Container, plan: str
) -> None:
    with pytest.raises(NotPermitted):
        _asked(container, LinkKind.PLAN_DOCUMENT, WORKER, plan=plan)
