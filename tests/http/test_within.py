"""The files of an area query by link: what they hold, for whom, and what no link opens."""

import csv
import io
import json
import time
from collections.abc import Iterator
from urllib.parse import unquote

import openpyxl
import pytest

from geo import bootstrap
from geo.domain.errors import NotPermitted
from geo.domain.kinds import Language, Role
from geo.domain.policy import Action, Actor
from geo.http.routes import routes
from geo.services.area_query.shape import shape_drawn
from geo.services.links import Claim, LinkKind
from tests.fakes.asgi_client import Answer, get
from tests.fakes.crowd_town import ADMINISTRATOR, AT, NAME, SIDE_DEG, SOUTH_DEG, WEST_DEG, fill

LEADER, WORKER = Actor("local-leader", Role.LEADER), Actor("local-worker", Role.WORKER)
HOSTILE = "=cmd|'/c calc'!A1"
SHAPE = shape_drawn(
    {
        "points": [
            (WEST_DEG, SOUTH_DEG),
            (WEST_DEG + SIDE_DEG, SOUTH_DEG),
            (WEST_DEG + SIDE_DEG, SOUTH_DEG + SIDE_DEG),
        ]
    }
)


@pytest.fixture(scope="module")
def container(tmp_path_factory: pytest.TempPathFactory) -> Iterator[bootstrap.Container]:
    made = bootstrap.container(str(tmp_path_factory.mktemp("s") / "w.sqlite"), create=True)
    fill(made.store, 4, 200, [HOSTILE, NAME])
    with made.store.write(ADMINISTRATOR, Action.MANAGE_STORE, "demo", AT) as transaction:
        transaction.put_setting("is_demo", "1")
    yield made
    bootstrap.close_containers()


def saved(container: bootstrap.Container, actor: Actor = LEADER, **chosen: str) -> Answer:
    choices = {"within": SHAPE.text(), **chosen}
    claim = Claim(LinkKind.WITHIN, actor, Language.EN, choices)
    link = container.links.path(claim, time.time())
    return get(routes(lambda: container, ["/"]), link, {})


def test_the_workbook_says_what_it_is_of_and_lists_what_is_inside(
    container: bootstrap.Container,
) -> None:
    answer = saved(container, **{"as": "xlsx", "from": "2020-01-01", "to": "2030-12-31"})
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-store"
    assert "demo-data" in unquote(answer.headers["content-disposition"])
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert book.sheetnames == ["Area query", "Incidents", "Camera sites", "Stations", "Grids"]
    about = {row[0].value: row[1].value for row in book["Area query"].iter_rows()}
    assert about["Data"] == "Demo data (invented)"
    assert about["Incidents reported"] == "2020-01-01 to 2030-12-31"
    assert {"Data as of", "Source", "Area", "Households"} <= set(about)
    # Ten of sixteen squares touch the half below the diagonal; a hostile name stays text.
    names = [row[1] for row in book["Grids"].iter_rows(min_row=2)]
    assert len(names) == 10
    assert {cell.data_type for cell in names} == {"s"}
    assert HOSTILE in {cell.value for cell in names}


def test_the_table_has_each_thing_once_and_no_formula(container: bootstrap.Container) -> None:
    answer = saved(container, **{"as": "csv"})
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    kinds = {row["Kind"] for row in rows}
    assert kinds >= {"Incidents", "Grids"}
    assert not any(value.startswith("=") for row in rows for value in row.values())
    assert "Address" not in rows[0]
    ids = [row["Id"] for row in rows if row["Kind"] == "Incidents"]
    assert len(ids) == len(set(ids)) > 10


def test_the_shape_comes_back_as_it_was_drawn(container: bootstrap.Container) -> None:
    feature = json.loads(saved(container, **{"as": "geojson"}).body)
    ring = feature["geometry"]["coordinates"][0]
    assert {tuple(place) for place in ring} == {tuple(place) for place in SHAPE.points}
    assert feature["properties"]["is_demo"] is True


def test_a_role_that_may_not_export_gets_no_link_and_no_file(
    container: bootstrap.Container,
) -> None:
    with pytest.raises(NotPermitted):
        saved(container, WORKER, **{"as": "csv"})


@pytest.mark.parametrize(
    "chosen", [{"as": "exe"}, {"as": "csv", "within": "p???"}, {"as": "csv", "within": ""}]
)
def test_what_no_shape_or_file_goes_by_is_refused_in_words(
    container: bootstrap.Container, chosen: dict[str, str]
) -> None:
    answer = saved(container, **chosen)
    assert answer.status == 400
    assert json.loads(answer.body)["error"]["message"]


def test_a_link_for_one_shape_opens_no_other(container: bootstrap.Container) -> None:
    claim = Claim(LinkKind.WITHIN, LEADER, Language.EN, {"within": SHAPE.text(), "as": "csv"})
    link = container.links.path(claim, time.time())
    forged = get(routes(lambda: container, ["/"]), f"{link}&within=pAAAAAA", {})
    plain = get(routes(lambda: container, ["/"]), link, {})
    assert forged.body == plain.body
    bare = get(routes(lambda: container, ["/"]), f"/documents/within?within={SHAPE.text()}", {})
    assert bare.status == 403
