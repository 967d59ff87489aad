"""A town keeps a chain of its own; what is none is refused with one clear sentence a fault."""

import json
from dataclasses import replace
from typing import Any

import pytest

from geo.domain.chain import chain_from_json, chain_to_json
from geo.domain.errors import BadValue, NotPermitted, Refused
from geo.domain.kinds import Language, Role
from geo.domain.plans import DEFAULT_CHAIN, SET_ASIDE, ChainState, next_states
from geo.domain.policy import Action, Actor
from geo.messages import has, sentence
from geo.messages.chain_names import state_name
from geo.services.chain_setting import ChainSetting
from geo.services.plans import CHAIN_SETTING, ChainMove, PlanText
from tests.services.drafted import AT, LEADER, PLANNER, Desk
from tests.services.leading import edited
from tests.store.examples import ADMINISTRATOR

OWN: list[dict[str, Any]] = [
    {"code": "draft", "roles": ["planner"]},
    {
        "code": "party",
        "name": "镇党委会",
        "name_en": "Party committee",
        "roles": ["leader"],
        "needs_document_no": True,
        "may_go_back": False,
    },
    {"code": "in_force", "roles": ["leader"]},
    {"code": "replaced", "roles": []},
]


def _with(row: int, **changes: Any) -> list[dict[str, Any]]:
    """Return the town's own chain with one row (from 1) changed."""
    return [one | changes if n == row else one for n, one in enumerate(OWN, 1)]


FAULTS: list[tuple[Any, str]] = [
    ("draft", "chain_form"),
    ([OWN[0], {"code": "party"}, *OWN[2:]], "chain_form"),
    (OWN * 4, "chain_long"),
    (_with(2, colour="red"), "chain_field"),
    (_with(2, code="Party!"), "chain_code"),
    (_with(2, code=SET_ASIDE), "chain_code"),
    (_with(2, roles=["mayor"]), "chain_role"),
    (_with(2, name="长" * 31), "chain_name"),
    (_with(2, needs_document_no="yes"), "chain_flag"),
    (OWN[1:], "chain_start"),
    (OWN[:-1], "chain_end"),
    ([*OWN[:2], *OWN[1:]], "chain_twice"),
    (_with(2, name=" "), "chain_nameless"),
    (_with(2, roles=["worker"]), "chain_role_mover"),
    (_with(4, roles=["leader"]), "chain_role_final"),
    (_with(2, roles=[]), "chain_nobody"),
]


@pytest.mark.parametrize(("values", "reason"), FAULTS, ids=[one for _, one in FAULTS])
def test_each_fault_of_a_chain_has_a_sentence_of_its_own(values: Any, reason: str) -> None:
    with pytest.raises(BadValue) as refused:
        chain_from_json(values)
    assert refused.value.reason == reason
    for language in Language:
        assert has(refused.value.message_key)
        assert "{" not in sentence(language, refused.value)


def test_a_chain_is_read_as_it_was_written() -> None:
    for chain in (DEFAULT_CHAIN, chain_from_json(OWN)):
        assert chain_from_json(json.loads(json.dumps(chain_to_json(chain)))) == chain


def test_own_names_are_shown_as_given_and_default_ones_come_from_the_catalogue() -> None:
    party = chain_from_json(OWN)[1]
    assert state_name(Language.ZH_CN, party) == "镇党委会"
    assert state_name(Language.EN, party) == "Party committee"
    assert state_name(Language.EN, replace(party, name_en="")) == "镇党委会"
    assert state_name(Language.ZH_CN, DEFAULT_CHAIN[0]) == "草案"


def test_an_administrator_sets_the_chain_and_goes_back_to_the_default() -> None:
    desk = Desk()
    setting = ChainSetting(desk.store)
    assert setting.change(ADMINISTRATOR, OWN, AT).is_own
    assert [one.code for one in desk.plans.chain(PLANNER)] == [str(one["code"]) for one in OWN]
    entry = desk.store.audit(1)[0]
    assert (entry.subject, entry.detail) == (CHAIN_SETTING, "draft → party → in_force → replaced")
    back = setting.reset(ADMINISTRATOR, AT)
    assert (back.states, back.is_own) == (DEFAULT_CHAIN, False)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}), ids=str)
def test_nobody_else_sees_or_sets_the_chain(role: Role) -> None:
    setting, somebody = ChainSetting(Desk().store), Actor("x", role)
    for attempt in (
        lambda: setting.current(somebody),
        lambda: setting.change(somebody, OWN, AT),
        lambda: setting.reset(somebody, AT),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_a_chain_that_lacks_the_state_of_a_plan_is_refused_by_the_plans_name() -> None:
    desk = Desk()
    setting = ChainSetting(desk.store)
    desk.plans.lead(PLANNER, desk.plan.id, ChainMove("consultation"), AT)
    with pytest.raises(Refused, match="chain_stranded") as refused:
        setting.change(ADMINISTRATOR, OWN, AT)
    assert refused.value.values == {"plans": "试调", "state": "consultation", "count": 1}
    assert "征求村（社区）意见" in sentence(Language.ZH_CN, refused.value)
    assert not desk.store.settings().get(CHAIN_SETTING)
    desk.plans.lead(PLANNER, desk.plan.id, ChainMove("draft"), AT)
    assert setting.change(ADMINISTRATOR, OWN, AT).is_own


def test_a_step_that_asks_for_a_number_is_not_taken_without() -> None:
    desk = Desk()
    ChainSetting(desk.store).change(ADMINISTRATOR, OWN, AT)
    with pytest.raises(BadValue, match="document_no_missing"):
        desk.plans.lead(LEADER, desk.plan.id, ChainMove("party", "同意", "  "), AT)
    assert desk.plans.lead(LEADER, desk.plan.id, ChainMove("party", "", "3号"), AT).state == "party"
    # And from there the chain lets nobody go back.
    assert [one.code for one in desk.plans.ways_on(LEADER, desk.plan.id)] == ["in_force"]


def test_a_draft_is_set_aside_and_found_again_with_its_steps() -> None:
    desk = Desk()
    edited(desk)
    aside = desk.plans.lead(PLANNER, desk.plan.id, ChainMove(SET_ASIDE, "不再推进"), AT)
    assert aside.state == SET_ASIDE
    assert [one.code for one in desk.plans.ways_on(PLANNER, aside.id)] == ["draft"]
    assert [one.plan.id for one in desk.plans.lines(LEADER, 9)] == [aside.id]
    # A set-aside plan stands in the way of no chain.
    assert ChainSetting(desk.store).change(ADMINISTRATOR, OWN, AT).is_own
    again = desk.plans.lead(PLANNER, aside.id, ChainMove("draft"), AT)
    assert (again.state, again.steps_in_force) == ("draft", aside.steps_in_force)


def test_a_plan_on_its_way_is_not_set_aside() -> None:
    desk = Desk()
    desk.plans.lead(PLANNER, desk.plan.id, ChainMove("consultation"), AT)
    with pytest.raises(Refused, match="no_such_step"):
        desk.plans.lead(PLANNER, desk.plan.id, ChainMove(SET_ASIDE), AT)


def test_a_state_of_no_chain_leads_back_to_the_draft_alone() -> None:
    assert next_states(DEFAULT_CHAIN, "party") == (DEFAULT_CHAIN[0],)
    assert next_states(DEFAULT_CHAIN, "replaced") == ()
    onward = next_states(DEFAULT_CHAIN, "draft")
    assert onward == (DEFAULT_CHAIN[1], ChainState(SET_ASIDE, DEFAULT_CHAIN[0].roles))


def test_the_setting_is_kept_as_the_action_of_managing_the_store() -> None:
    desk = Desk()
    ChainSetting(desk.store).change(ADMINISTRATOR, OWN, AT)
    assert desk.store.audit(1)[0].action == Action.MANAGE_STORE


def test_the_list_says_when_each_plan_last_moved_newest_plan_first() -> None:
    desk = Desk()
    second = desk.plans.begin(PLANNER, PlanText("另一个"), AT.replace(hour=9))
    desk.plans.lead(PLANNER, desk.plan.id, ChainMove("consultation", "", "1号"), AT)
    desk.plans.lead(PLANNER, desk.plan.id, ChainMove("town_review"), AT)
    lines = desk.plans.lines(LEADER, 9)
    assert [one.plan.id for one in lines] == [second.id, desk.plan.id]
    assert [one.last.to_state if one.last else None for one in lines] == [None, "town_review"]
    # The number was given a step before.
    assert [one.document_no for one in lines] == ["", "1号"]
    assert len(desk.plans.lines(LEADER, 1)) == 1
