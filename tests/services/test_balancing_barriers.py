"""Fairer boundaries that heed barriers break no rule on barriers when they are taken."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from geo.domain.layers import Layer
from geo.domain.policy import Action
from geo.samples import build_demo
from geo.services.drafting.balancing import Balancing
from geo.services.norms import norms_in
from geo.spatial.partition import NO_RULES, relabel
from tests.fakes.memory_store import MemoryStore
from tests.services.drafted import NORMS_FILE, Desk
from tests.services.test_balancing import _finished
from tests.services.town import ADMINISTRATOR

pytestmark = pytest.mark.slow
VILLAGES = ("206", "208")
"""The ends of the codes of two villages of the demo town with roads and canals through them."""
WITHIN_TEN = {"tolerance": 0.1, "weight": "households", "keep_villages": True}


@pytest.fixture(scope="module")
def desk() -> Desk:
    """A draft on the demo town, without its incidents."""
    demo, store = build_demo(), MemoryStore()
    norms = norms_in(NORMS_FILE.read_text(encoding="utf-8").splitlines())
    with store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "x", datetime.now(UTC)) as opened:
        for layer, rows in demo.layers.items():
            if layer is not Layer.INCIDENTS:
                opened.append(layer, rows)
        for name, value in demo.settings.items():
            opened.put_setting(name, value)
        for norm in norms:
            opened.put_norm(norm)
    return Desk(store=store)


def _answers(desk: Desk, barriers: bool) -> list[dict]:
    _, state = desk.drafts.at_hand(desk.by())
    grids = [code for code in sorted(state.grids) if code[9:12] in VILLAGES]
    asked = WITHIN_TEN | {"grids": grids, "barriers": barriers}
    return _finished(Balancing(desk.drafts), desk, asked)["answers"]


def _blocked(desk: Desk, answer: dict) -> list[tuple[str, str, int]]:
    held, state = desk.drafts.at_hand(desk.by())
    after = replace(
        state, partition=relabel(state.partition, answer["reassign"], NO_RULES).partition
    )
    broken = held.rules.broken(after, sorted(state.grids))
    return [(one.rule, str(one.grid), one.amount) for one in broken if one.blocks]


def test_an_answer_that_heeds_barriers_breaks_no_rule_when_it_is_taken(desk):
    answers = _answers(desk, barriers=True)
    assert answers
    assert [_blocked(desk, one) for one in answers] == [[]] * len(answers)


def test_an_answer_is_inside_the_tolerance_or_names_who_is_not(desk):
    answers = _answers(desk, barriers=True)
    assert all(one["is_within"] == (one["beyond"] == []) for one in answers)
    # Where the fewest changes reach it, no other answer is offered that does not.
    assert [one["is_within"] for one in answers] == [True] * len(answers)


def test_without_heeding_them_a_rule_on_barriers_is_broken_and_tells_what_was_added(desk):
    held, state = desk.drafts.at_hand(desk.by())
    answer = _answers(desk, barriers=False)[0]
    crossed = [(grid, amount) for rule, grid, amount in _blocked(desk, answer) if rule == "barrier"]
    assert crossed
    partition = relabel(state.partition, answer["reassign"], NO_RULES).partition
    for grid, amount in crossed:
        # Length inside is measured here by the rule's own ruler, before and after.
        before_m, after_m = (
            held.rules._crossed_m(one, grid) for one in (state.partition, partition)
        )
        assert amount == int(after_m - before_m) > 50
