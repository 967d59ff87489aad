"""Links to what is shown as a file: the right kind, for the right person, and nothing beyond."""

import io
import time
from collections.abc import Iterator

import openpyxl
import pytest
from pypdf import PdfReader

from geo import bootstrap
from geo.domain.errors import NotPermitted
from geo.domain.kinds import Language, Role
from geo.domain.policy import LOCAL_ACTORS
from geo.services.links import Claim, LinkKind
from tests.fakes.asgi_client import Answer
from tests.http.accounts_app import AccountsApp, made

pytestmark = pytest.mark.slow
OFFERED = "incidents,stations,cameras,ranges"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AccountsApp]:
    yield made(tmp_path_factory.mktemp("prints"))
    bootstrap.close_containers()


def link(app: AccountsApp, kind: LinkKind, role: Role = Role.LEADER, **chosen: str) -> str:
    actor = next(one for one in LOCAL_ACTORS if one.role is role)
    shown = {"measure": "incidents", "offered": OFFERED, **chosen}
    return app.container.links.path(Claim(kind, actor, Language.ZH_CN, shown), time.time())


def printed(app: AccountsApp, asked: str = "", **chosen: str) -> Answer:
    return app.get(f"{link(app, LinkKind.PRINT_MAP, **chosen)}{asked}")


def words(answer: Answer) -> str:
    return PdfReader(io.BytesIO(answer.body)).pages[0].extract_text()


def test_a_map_is_a_pdf_with_its_name_that_nobody_keeps(app: AccountsApp) -> None:
    answer = printed(app)
    assert answer.status == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"].endswith(".pdf")
    assert answer.headers["cache-control"] == "no-store"
    assert "本月事件" in words(answer)


def test_it_is_a_picture_when_asked_and_larger_on_a3(app: AccountsApp) -> None:
    small, large = (printed(app, f"&as=png&paper={paper}") for paper in ("a4", "a3"))
    assert small.headers["content-type"] == "image/png"
    # IHDR: width and height stand in bytes 16 to 24; 297 mm at 300 dpi are 3,508 dots.
    wide = [int.from_bytes(one.body[16:20]) for one in (small, large)]
    assert wide == pytest.approx([3508, 4961], abs=2)


def test_layers_are_those_switched_on_of_those_the_page_offers(app: AccountsApp) -> None:
    assert "事件数" in words(printed(app, "&on=incidents"))
    assert "事件数" not in words(printed(app))
    assert "事件数" not in words(printed(app, "&on=incidents", offered="stations"))
    assert printed(app, "&on=nonsense,%3Cscript%3E").status == 200


@pytest.mark.parametrize("box", ["1,2,3", "x,y,z,w", "0,0,0,0", "nan,0,1,1"])
def test_an_extent_that_is_none_is_refused_in_words(app: AccountsApp, box: str) -> None:
    answer = printed(app, f"&box={box}")
    assert answer.status == 400
    assert b'"code":"bad_value"' in answer.body


def test_a_measure_that_is_none_and_a_grid_that_is_gone_are_refused(app: AccountsApp) -> None:
    assert printed(app, measure="nonsense").status == 400
    assert printed(app, selected="nowhere").status == 404


def test_a_measure_that_the_role_may_not_see_is_refused(app: AccountsApp) -> None:
    address = link(app, LinkKind.PRINT_MAP, Role.WORKER, measure="hours_per_worker")
    assert app.get(address).status == 403


def test_a_table_is_for_those_who_may_export(app: AccountsApp) -> None:
    answer = app.get(link(app, LinkKind.PRINT_TABLE))
    assert answer.status == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert book.sheetnames == ["说明", "网格"]
    assert book["网格"].max_row == len(app.container.snapshots.current().grids) + 1
    with pytest.raises(NotPermitted):
        link(app, LinkKind.PRINT_TABLE, Role.WORKER)


def test_a_link_to_the_map_opens_no_table(app: AccountsApp) -> None:
    token = link(app, LinkKind.PRINT_MAP).partition("?t=")[2]
    assert app.get(f"{LinkKind.PRINT_TABLE.value}?t={token}").status == 403
