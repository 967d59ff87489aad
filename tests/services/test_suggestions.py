import json
from datetime import UTC, datetime

import numpy as np
import pytest

from geo.domain.codes import GridCode
from geo.domain.errors import NotFound, NothingToStaff, NotPermitted, Refused
from geo.domain.kinds import Language
from geo.domain.policy import Action
from geo.domain.staffing import Cause
from geo.messages.advice import line_text, missing_text
from geo.services.snapshot import Snapshot
from geo.services.snapshots import Snapshots
from geo.services.suggestions import HEADCOUNT_MOST, Suggestions
from tests.services.town import ADMINISTRATOR, DISPATCHER, LEADER, WORKER, SmallTown, incident
from tests.staffing.towns import shipped_norms

NORMS = tuple(shipped_norms().values())
YEAR = [
    incident(n, "A" if n % 4 else "B", f"2022-{1 + n % 12:02}-15", channel="resident")
    for n in range(48)
]
STAFF = (
    {"id": "s1", "grid_code": "A", "kind": "full", "hours_week": 40.0, "mobile": True},
    {"id": "s2", "grid_code": "A", "kind": "part", "hours_week": 20.0, "mobile": False},
    {"id": "s3", "grid_code": "C", "kind": "part", "hours_week": None, "mobile": None},
)
CONTRACT_KEYS = ["headcount", "grids", "actions", "moves"]
GRID_KEYS = [
    "code",
    "name",
    "workload_h_week",
    "parts",
    "missing",
    "fte_needed",
    "fte_interval",
    "staff_now",
    "staff_suggested",
    "reasons",
]


def service(**town) -> Suggestions:
    return Suggestions(Snapshots(SmallTown(norms=NORMS, **town).store()).current)


def test_a_headcount_beyond_any_town_is_refused_before_anything_is_worked_out() -> None:
    with pytest.raises(Refused) as refusal:
        Suggestions(_never).suggest(LEADER, HEADCOUNT_MOST + 1)
    assert refusal.value.reason == "headcount_beyond"


def _never() -> Snapshot:
    raise AssertionError("no snapshot is asked for")


def test_the_json_has_the_keys_of_the_contract_and_no_nan():
    suggestions = service(incidents=YEAR, staff=STAFF)
    for language in (Language.ZH_CN, Language.EN):
        told = suggestions.as_json(suggestions.suggest(LEADER), language)
        again = json.loads(json.dumps(told, ensure_ascii=False, allow_nan=False))
        assert list(again) == CONTRACT_KEYS
        for grid in again["grids"]:
            assert list(grid) == GRID_KEYS
            assert grid["workload_h_week"] == pytest.approx(sum(grid["parts"].values()))
        for action in again["actions"]:
            assert list(action) == ["kind", "grid", "detail", "hours_week"]


def test_the_headcount_is_the_present_staff_unless_one_is_given():
    suggestions = service(incidents=YEAR, staff=STAFF)
    present, five = suggestions.suggest(LEADER), suggestions.suggest(LEADER, 5)
    assert (present.headcount, five.headcount) == (3, 5)
    for suggestion in (present, five):
        assert sum(n.staff_suggested for n in suggestion.grids) == suggestion.headcount
    assert [need.staff_now for need in present.grids] == [2, 0, 1, 0]


def test_without_staff_the_present_is_refused_and_a_headcount_is_answered():
    suggestions = service(incidents=YEAR)
    with pytest.raises(NothingToStaff):
        suggestions.suggest(LEADER)
    needs = suggestions.suggest(LEADER, 6).grids
    assert all("staff" in need.missing and need.staff_now is None for need in needs)
    assert np.isnan(suggestions.hours_per_worker(LEADER)).all()


def test_unknown_households_are_named_and_their_visits_left_out():
    third = service(incidents=YEAR).suggest(LEADER, 4).grids[2]
    assert "households" in third.missing
    assert Cause.VISITS not in third.parts


@pytest.mark.parametrize("actor", [WORKER, DISPATCHER])
def test_who_may_not_see_staffing_is_told_so(actor):
    suggestions = service(incidents=YEAR, staff=STAFF)
    for call in (suggestions.suggest, suggestions.hours_per_worker):
        with pytest.raises(NotPermitted):
            call(actor)
    with pytest.raises(NotPermitted):
        suggestions.arithmetic(actor, GridCode("A"))


def test_an_answer_is_kept_until_the_store_changes():
    store = SmallTown(norms=NORMS, incidents=YEAR, staff=STAFF).store()
    suggestions = Suggestions(Snapshots(store).current)
    first = suggestions.suggest(LEADER)
    assert suggestions.suggest(LEADER) is first
    changed = next(norm for norm in NORMS if norm.key == "forms_h_week")
    with store.write(ADMINISTRATOR, Action.EDIT_NORM, "forms", datetime.now(UTC)) as opened:
        opened.put_norm(type(changed)(changed.key, changed.value + 1, changed.unit))
    second = suggestions.suggest(LEADER)
    assert second.grids[0].parts[Cause.FORMS] == pytest.approx(
        first.grids[0].parts[Cause.FORMS] + 1
    )


def test_the_lines_of_the_arithmetic_sum_to_the_workload_and_name_their_norms():
    suggestions = service(incidents=YEAR, staff=STAFF)
    need = suggestions.suggest(LEADER).grids[0]
    lines = suggestions.arithmetic(LEADER, need.code)
    parts = sum(line.value for line in lines if line.cause)
    assert parts == pytest.approx(need.workload_h_week)
    by_code = {line.label.code: line for line in lines}
    assert by_code["total"].value == pytest.approx(need.workload_h_week)
    assert by_code["need"].value == pytest.approx(need.fte_needed)
    assert by_code["handling"].norm_key == "handling_min.default"
    assert by_code["productive"].source == "行业惯例"
    for line in lines:
        for language in (Language.ZH_CN, Language.EN):
            assert line_text(language, line)


def test_an_unknown_grid_has_no_arithmetic():
    with pytest.raises(NotFound):
        service(incidents=YEAR).arithmetic(LEADER, GridCode("Z"))


def test_hours_per_worker_count_part_timers_by_their_hours():
    suggestions = service(incidents=YEAR, staff=STAFF)
    loads, needs = suggestions.hours_per_worker(LEADER), suggestions.suggest(LEADER).grids
    # A: 40 + 20 of 40 contracted hours; C: unknown hours of a part-timer, 15 by the norm
    assert loads[0] == pytest.approx(needs[0].workload_h_week / 1.5)
    assert loads[2] == pytest.approx(needs[2].workload_h_week / (15 / 40))
    assert loads[1] == np.inf
    assert "staff_hours" in needs[2].missing


def test_every_unknown_input_has_a_name():
    for language in (Language.ZH_CN, Language.EN):
        for need in service(incidents=YEAR).suggest(LEADER, 4).grids:
            assert all(missing_text(language, name) for name in need.missing)


def test_an_empty_town_gives_an_empty_answer():
    suggestions = service(households=(None,) * 4)
    needs = suggestions.suggest(LEADER, 4).grids
    assert all("incidents" in need.missing for need in needs)
