"""One answer for all walls, made anew only when something changed; the lead, and the file."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from geo.domain.errors import BadScenes, NotFound, NotPermitted
from geo.domain.kinds import Language
from geo.domain.policy import Action
from geo.services.wall.scene_file import problems_of, read_scenes
from tests.services.town import ADMINISTRATOR, LEADER, SCREEN, WORKER
from tests.services.wall.test_scenes import overdue, town
from tests.services.wall.walls import SmallWall, scenes

AT = datetime(2023, 1, 1, 8, tzinfo=UTC)
DUE = scenes("due", public=True)
USUAL = Path(__file__).resolve().parents[3] / "data" / "reference" / "wall.toml"


@pytest.fixture
def wall(tmp_path: Path) -> SmallWall:
    return SmallWall(tmp_path, scenes("due", "trend", public=True), town(overdue(3, "A")))


def test_all_walls_of_a_language_are_given_one_value(wall: SmallWall) -> None:
    first = wall.shown()
    assert wall.shown(LEADER) is first
    assert wall.shown(language=Language.EN) is not first
    assert wall.shown() is first


def test_a_changed_setting_makes_it_anew(wall: SmallWall) -> None:
    before = wall.shown()
    with wall.store.write(ADMINISTRATOR, Action.MANAGE_STORE, "t", datetime.now(UTC)) as opened:
        opened.put_setting("town_name", "新镇")
    after = wall.shown()
    assert (after.town, after.revision != before.revision) == ("新镇", True)


def test_a_saved_file_is_shown_and_a_wrong_one_changes_nothing(wall: SmallWall) -> None:
    wall.path.write_text(DUE, encoding="utf-8")
    assert [scene.kind for scene in wall.shown().scenes] == ["due"]
    wall.path.write_text("[[scene]]\nkind = 'nonsense'", encoding="utf-8")
    assert [scene.kind for scene in wall.shown().scenes] == ["due"]
    assert [one.place for one in wall.shelf.problems()] == ["scene.1.kind"]
    wall.path.write_text("= broken", encoding="utf-8")
    assert [scene.kind for scene in wall.shown().scenes] == ["due"]


def test_the_lead_counts_what_was_asked(wall: SmallWall) -> None:
    control = wall.control
    assert control.pin(LEADER, "2-trend", AT).pinned == "2-trend"
    stepped = control.step(LEADER, -1, AT)
    assert (stepped.steps, stepped.pinned, stepped.revision) == (-1, "", 2)
    assert control.pause(LEADER, AT).is_paused
    assert not control.let_go(LEADER, AT).is_paused
    assert control.lead(SCREEN) == control.lead(LEADER)


def test_a_scene_that_is_not_there_cannot_be_held(wall: SmallWall) -> None:
    with pytest.raises(NotFound):
        wall.control.pin(LEADER, "9-due", AT)
    assert wall.control.lead(LEADER).revision == 0


def test_the_trail_tells_what_was_held_and_let_go_but_no_steps(wall: SmallWall) -> None:
    before = len(wall.store.audit(1_000))
    wall.control.pin(LEADER, "2-trend", AT)
    for _ in range(9):
        wall.control.step(LEADER, 1, AT)
    wall.control.let_go(LEADER, AT)
    wall.control.drill(LEADER, AT)
    trail = wall.store.audit(1_000)
    assert [one.subject for one in trail[: len(trail) - before]] == ["drill", "go", "pin 2-trend"]


def test_leading_makes_nothing_anew_but_a_drill(wall: SmallWall) -> None:
    before = wall.shown()
    wall.control.pin(LEADER, "2-trend", AT)
    wall.control.step(LEADER, 1, AT)
    assert wall.shown() is before


@pytest.mark.parametrize("actor", [SCREEN, WORKER])
def test_who_may_only_look_cannot_lead(wall: SmallWall, actor) -> None:
    for ask in (
        lambda: wall.control.pin(actor, "1-due", AT),
        lambda: wall.control.step(actor, 1, AT),
        lambda: wall.control.pause(actor, AT),
        lambda: wall.control.drill(actor, AT),
    ):
        with pytest.raises(NotPermitted):
            ask()
    assert wall.control.lead(actor).revision == 0


def test_the_products_own_scenes_can_be_shown() -> None:
    book = read_scenes(USUAL.read_text(encoding="utf-8"))
    assert (len(book.scenes), book.is_public, book.exact_cameras) == (8, True, False)


def test_what_a_file_leaves_out_is_the_cautious_choice() -> None:
    book = read_scenes('[[scene]]\nkind = "due"')
    assert (book.is_public, book.exact_cameras, book.takeover.categories) == (
        True,
        False,
        frozenset(),
    )


@pytest.mark.parametrize(
    ("line", "place", "code"),
    [
        ("public = 1", "public", "flag"),
        ("refresh_s = 1", "refresh_s", "number"),
        ("colour = 'red'", "colour", "unknown_key"),
        ("takeover = 3", "takeover", "table"),
        ("takeover = {categories = ['信访诉求']}", "takeover.categories", "sensitive"),
        ("takeover = {categories = '火'}", "takeover.categories", "list"),
        ("groups = {road = [1]}", "groups.road", "list"),
        ("scene = [{kind = 'due', seconds = true}]", "scene.1.seconds", "number"),
        ("scene = [{kind = 'due'}, {kind = 'due', tilt_deg = 90}]", "scene.2.tilt_deg", "number"),
        ("scene = [{kind = 'due', layers = ['columns']}]", "scene.1.layers", "not_here"),
        ("scene = [{kind = 'due', measures = ['x']}]", "scene.1.measures", "unknown"),
        ("scene = [{kind = 'due', title = 3}]", "scene.1.title", "words"),
        ("scene = [7]", "scene.1.kind", "unknown"),
        ("scene = 7", "scene", "scene_list"),
        ("scene = [", "", "toml"),
    ],
)
def test_each_fault_is_named_at_its_place(line: str, place: str, code: str) -> None:
    text = line if line.startswith("scene") else f'{line}\n[[scene]]\nkind = "due"'
    found = problems_of(text)
    assert [(one.place, one.code) for one in found] == [(place, code)]
    with pytest.raises(BadScenes):
        read_scenes(text)


def test_a_file_without_scenes_is_refused() -> None:
    assert [one.code for one in problems_of("public = true")] == ["no_scene"]


def test_more_figures_than_can_be_read_are_refused() -> None:
    seven = '"staff",' * 7
    found = problems_of(f'[[scene]]\nkind = "due"\nmeasures = [{seven}]')
    assert [(one.place, one.code) for one in found] == [("scene.1.measures", "too_many")]
