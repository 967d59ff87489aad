"""What every store promises of norms, settings, quarantine, decisions and the audit trail."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
import shapely

from geo.domain.errors import NotPermitted
from geo.domain.kinds import Role
from geo.domain.layers import Layer
from geo.domain.policy import POLICY, Action, Actor
from geo.domain.records import AuditEntry, Decision, Norm, QuarantinedRow, Verdict
from geo.ports.store import Store
from geo.ports.transactions import Transaction
from tests.store.examples import ADMINISTRATOR, AT, PLANNER, rows_of

NORM = Norm("visit_min", 30.0, "min", "示例来源", "")
KEPT = QuarantinedRow(
    Layer.INCIDENTS, "requests.csv", 3, "pile", {"id": "7", "lon_deg": 94.5, "sign": None}
)
DECISION = Decision(
    "hire:g1:hours", "g1", Verdict.DECLINED, "没有编制", "leader-1", AT, {"hours_week": 12.5}
)


class _Unplanned(Exception):
    pass


def _change_everything(transaction: Transaction) -> None:
    transaction.append(Layer.STAFF, rows_of(Layer.STAFF, ["a"]))
    transaction.put_norm(NORM)
    transaction.put_setting("timezone", "Asia/Urumqi")
    transaction.quarantine([KEPT])
    transaction.record(DECISION)
    transaction.note("three rows")


def _fail_after_changing_everything(store: Store) -> None:
    with store.write(ADMINISTRATOR, Action.MANAGE_STORE, "all", AT) as transaction:
        _change_everything(transaction)
        raise _Unplanned


def test_a_new_store_has_a_signing_key_and_nothing_else(store: Store) -> None:
    assert list(store.settings()) == ["signing_key"]
    assert len(bytes.fromhex(store.settings()["signing_key"])) == 32
    assert (store.norms(), store.quarantined(), store.decisions(), store.audit()) == (
        {},
        [],
        [],
        [],
    )


def test_records_come_back_as_they_went_in(store: Store) -> None:
    with store.write(ADMINISTRATOR, Action.MANAGE_STORE, "all", AT) as transaction:
        _change_everything(transaction)
    assert store.norms() == {"visit_min": NORM}
    assert store.settings()["timezone"] == "Asia/Urumqi"
    assert [row.fields for row in store.quarantined()] == [KEPT.fields]
    (decision,) = store.decisions()
    assert decision == replace(DECISION, id=decision.id)
    assert store.audit() == [
        AuditEntry(AT, "administrator-1", "administrator", "manage_store", "all", "three rows")
    ]


def test_an_exception_inside_leaves_nothing_behind_not_even_an_audit_row(store: Store) -> None:
    with pytest.raises(_Unplanned):
        _fail_after_changing_everything(store)
    assert store.layers.count(Layer.STAFF) == 0
    assert set(store.layers.revisions().values()) == {0}
    assert store.settings_revision() == 0
    assert list(store.settings()) == ["signing_key"]
    assert (store.norms(), store.quarantined(), store.decisions(), store.audit()) == (
        {},
        [],
        [],
        [],
    )


def test_a_store_can_be_written_again_after_a_write_that_failed(store: Store) -> None:
    with pytest.raises(_Unplanned), store.write(PLANNER, Action.EDIT_NORM, "x", AT):
        raise _Unplanned
    with store.write(PLANNER, Action.EDIT_NORM, "x", AT) as transaction:
        transaction.put_norm(NORM)
    assert len(store.audit()) == 1


@pytest.mark.parametrize("role", Role)
def test_a_write_opens_exactly_where_the_policy_table_lists_it(store: Store, role: Role) -> None:
    actor = Actor("somebody", role)
    for action in POLICY[role]:
        with store.write(actor, action, "subject", AT):
            pass
    for action in set(Action) - POLICY[role]:
        with pytest.raises(NotPermitted) as refusal:
            store.write(actor, action, "subject", AT)
        wrong = refusal.value.values
        assert wrong == {"role": role.value, "action": action.value}
    assert {entry.action for entry in store.audit()} == {action.value for action in POLICY[role]}
    assert len(store.audit()) == len(POLICY[role])


def test_norms_and_settings_replace_each_other_by_key_and_raise_one_revision(store: Store) -> None:
    for value in (30.0, 45.0):
        with store.write(PLANNER, Action.EDIT_NORM, "visit_min", AT) as transaction:
            transaction.put_norm(Norm("visit_min", value, "min"))
            transaction.put_setting("town_name", str(value))
    assert store.norms() == {"visit_min": Norm("visit_min", 45.0, "min")}
    assert store.settings()["town_name"] == "45.0"
    assert store.settings_revision() == 2


def test_quarantined_rows_are_found_by_layer_and_released_by_id(store: Store) -> None:
    shape = shapely.to_wkb(shapely.Point(1, 2))
    grid = QuarantinedRow(Layer.GRIDS, "g.geojson", 1, "invalid", {"code": "g"}, shape)
    with store.write(PLANNER, Action.IMPORT_LAYER, "both", AT) as transaction:
        transaction.quarantine([KEPT, grid, KEPT])
    (held,) = store.quarantined(Layer.GRIDS)
    assert held.geometry_wkb == shape
    first, _, third = store.quarantined()
    assert None not in (first.id, third.id)
    with store.write(PLANNER, Action.IMPORT_LAYER, "both", AT) as transaction:
        transaction.release([third.id or 0])
        transaction.quarantine([])
    assert [row.id for row in store.quarantined()] == [first.id, held.id]


def test_an_id_of_quarantine_is_never_used_again(store: Store) -> None:
    with store.write(PLANNER, Action.IMPORT_LAYER, "x", AT) as transaction:
        transaction.quarantine([KEPT])
    (first,) = store.quarantined()
    with store.write(PLANNER, Action.IMPORT_LAYER, "x", AT) as transaction:
        transaction.release([first.id or 0])
        transaction.quarantine([KEPT])
    (second,) = store.quarantined()
    assert second.id != first.id


def test_decisions_and_audit_come_newest_first(store: Store) -> None:
    leader = Actor("leader-1", Role.LEADER)
    for subject in ("first", "second", "third"):
        with store.write(leader, Action.DECIDE_SUGGESTION, subject, AT) as transaction:
            transaction.record(Decision(subject, "g", Verdict.ACCEPTED, "好", leader.id, AT))
    assert [one.subject for one in store.decisions()] == ["third", "second", "first"]
    assert [one.subject for one in store.audit(limit=2)] == ["third", "second"]


def test_times_come_back_in_utc_to_the_second(store: Store) -> None:
    beijing = timezone(timedelta(hours=8))
    local = datetime(2025, 7, 1, 16, 30, 0, 999_999, tzinfo=beijing)
    with store.write(PLANNER, Action.EDIT_NORM, "x", local):
        pass
    (entry,) = store.audit()
    # 16:30 in Beijing (UTC+8) is 08:30 in UTC.
    assert (entry.at, entry.at.utcoffset()) == (AT, timedelta(0))


def test_a_time_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"):
        store.write(PLANNER, Action.EDIT_NORM, "x", datetime(2025, 7, 1))


def test_readers_at_one_moment_see_one_state(store: Store) -> None:
    with store.at_one_moment() as before:
        with store.write(PLANNER, Action.IMPORT_LAYER, "staff", AT) as transaction:
            transaction.append(Layer.STAFF, rows_of(Layer.STAFF, ["a"]))
            transaction.put_norm(NORM)
        assert before.layers.revision(Layer.STAFF) == 0
        assert before.layers.count(Layer.STAFF) == 0
        assert before.norms() == {}
    assert store.layers.count(Layer.STAFF) == 1


def test_a_reader_outside_sees_nothing_of_an_open_transaction(store: Store) -> None:
    with store.write(PLANNER, Action.IMPORT_LAYER, "staff", AT) as transaction:
        transaction.append(Layer.STAFF, rows_of(Layer.STAFF, ["a"]))
        assert store.layers.count(Layer.STAFF) == 0
    assert store.layers.count(Layer.STAFF) == 1
