"""Norms: seeded once, edited within bounds, audited, and named."""

from pathlib import Path

import pytest

from geo.domain.errors import BadValue, NotFound, NotPermitted
from geo.domain.kinds import Language, Role
from geo.domain.policy import Action, Actor
from geo.domain.records import Norm
from geo.messages.norm_names import norm_label, source_label, unit_label
from geo.services.norm_bounds import bounds_of
from geo.services.norms import Norms, norms_in
from tests.fakes.memory_store import MemoryStore
from tests.store.examples import ADMINISTRATOR, AT, PLANNER

SEEDS = norms_in(
    [
        "key,value,unit,source,note",
        "visit_min,20,min,某标准,每次走访",
        "utilisation_share,0.75,share,行业惯例,",
        "handling_min.default,45,min,,未列出的类别",
    ]
)
SHIPPED = Path(__file__).parents[2] / "data" / "norms.csv"


@pytest.fixture
def norms() -> Norms:
    seeded = Norms(MemoryStore())
    seeded.seed(ADMINISTRATOR, SEEDS, AT)
    return seeded


def test_seeding_puts_every_norm_and_again_puts_none(norms: Norms) -> None:
    assert [norm.key for norm in norms.listed(PLANNER)] == sorted(norm.key for norm in SEEDS)
    assert norms.seed(ADMINISTRATOR, SEEDS, AT) == 0
    assert [entry.detail for entry in norms.store.audit()] == ["+3"]


def test_an_edited_norm_is_audited_and_becomes_a_local_setting(norms: Norms) -> None:
    edited = norms.edit(PLANNER, "visit_min", 25, AT)
    assert edited == Norm("visit_min", 25.0, "min", "", "每次走访")
    assert norms.store.norms()["visit_min"] == edited
    newest = norms.store.audit()[0]
    assert (newest.action, newest.subject, newest.detail) == ("edit_norm", "visit_min", "20 → 25")


def test_an_edited_norm_may_cite_its_source(norms: Norms) -> None:
    assert norms.edit(PLANNER, "visit_min", 25, AT, " 镇政府文件 ").source == "镇政府文件"


def test_seeding_later_leaves_an_edited_norm_alone(norms: Norms) -> None:
    norms.edit(PLANNER, "visit_min", 25, AT)
    norms.seed(ADMINISTRATOR, [*SEEDS, Norm("meetings_h_week", 2.5, "h/week")], AT)
    assert norms.store.norms()["visit_min"].value == 25
    assert norms.store.norms()["meetings_h_week"].value == 2.5


def test_a_category_can_get_a_handling_time_of_its_own(norms: Norms) -> None:
    assert norms.edit(PLANNER, "handling_min.路灯损坏", 30, AT).unit == "min"
    assert norms.store.audit()[0].detail == "→ 30"


@pytest.mark.parametrize("key", ["no_such_norm", "no_such.family", "handling_min.", "visit"])
def test_a_key_without_a_family_is_not_found(norms: Norms, key: str) -> None:
    with pytest.raises(NotFound):
        norms.edit(PLANNER, key, 1, AT)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("visit_min", -1),
        ("visit_min", float("nan")),
        ("visit_min", float("inf")),
        ("utilisation_share", 1.01),
        # Hours are divided by it, so zero is out of bounds although it is a share.
        ("utilisation_share", 0),
    ],
)
def test_a_value_outside_its_bounds_is_refused_and_nothing_changes(
    norms: Norms, key: str, value: float
) -> None:
    with pytest.raises(BadValue):
        norms.edit(PLANNER, key, value, AT)
    assert len(norms.store.audit()) == 1


@pytest.mark.parametrize("role", Role)
def test_only_who_may_edit_norms_edits_them(norms: Norms, role: Role) -> None:
    actor = Actor("somebody", role)
    if role in (Role.PLANNER, Role.ADMINISTRATOR):
        norms.edit(actor, "visit_min", 25, AT)
        return
    with pytest.raises(NotPermitted) as refusal:
        norms.edit(actor, "visit_min", 25, AT)
    assert refusal.value.values["action"] == Action.EDIT_NORM.value


def test_every_norm_that_is_shipped_is_within_its_bounds_and_has_a_name() -> None:
    shipped = norms_in(SHIPPED.read_text(encoding="utf-8").splitlines())
    assert len({norm.key for norm in shipped}) == len(shipped)
    for norm in shipped:
        low, high = bounds_of(norm.key, norm.unit)
        assert low <= norm.value <= high, norm.key
        for language in (Language.ZH_CN, Language.EN):
            assert not norm_label(language, norm.key).startswith(norm.key.split(".")[0]), norm.key


def test_a_norm_and_a_known_category_are_named_in_the_language_asked_for() -> None:
    assert norm_label(Language.ZH_CN, "speed_kmh.pastoral") == "行进速度 · 牧区网格"
    assert (
        norm_label(Language.EN, "handling_min.路灯损坏")
        == "Handling time of an incident · Broken lamp"
    )
    assert norm_label(Language.EN, "some_later_norm") == "some_later_norm"
    assert unit_label(Language.ZH_CN, "h/week") == "小时/周"
    assert source_label(Language.ZH_CN, "") == "本地设定"
    assert source_label(Language.ZH_CN, "GB/T 33200-2016") == "GB/T 33200-2016"
