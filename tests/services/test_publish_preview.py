"""What coming into force would do is what it does; conflicts name grids, plans and persons."""

from dataclasses import replace
from datetime import timedelta

import pytest

from geo.domain.chain import chain_to_json
from geo.domain.edits import Merge, Reassign, Rename, Split
from geo.domain.errors import BadValue, NotPermitted, PlanConflict
from geo.domain.kinds import Language, Role
from geo.domain.layers import Layer
from geo.domain.plans import DEFAULT_CHAIN, IN_FORCE
from geo.domain.policy import Action, Actor
from geo.messages import sentence
from geo.services.chain_setting import ChainSetting
from geo.services.draft_values import DraftView, Editing
from geo.services.plan_conflicts import Change
from geo.services.plans import ChainMove, PlanText
from geo.services.publish_preview import PublishPreview, PublishPreviews
from geo.services.publishing import Publishing
from tests.services.drafted import (
    AT,
    HALF,
    LEADER,
    OTHER,
    PLANNER,
    SIDE,
    SOUTH,
    WEST,
    Desk,
    drafted_town,
)
from tests.services.leading import LATER, edited, put_in_force
from tests.store.examples import ADMINISTRATOR

A2_TO_B = Reassign(("a2",), "B")
X = WEST + HALF / 2
SPLIT_A = Split("A", ((X, SOUTH - 0.001), (X, SOUTH + SIDE + 0.001)), "新网格")


def _desk() -> Desk:
    return Desk(store=replace(drafted_town(), settings={}).store())


def _ahead(desk: Desk, actor: Actor = PLANNER) -> PublishPreview:
    previews = PublishPreviews(desk.store, desk.drafts.standing, desk.drafts.open)
    return previews.seen(Editing(actor, desk.plan.id, Language.ZH_CN))


def test_what_is_foreseen_is_what_is_written() -> None:
    desk = _desk()
    edited(desk, SPLIT_A, Merge("D", "C"))
    ahead = _ahead(desk)
    done = put_in_force(desk)
    assert {one.provisional: one.code for one in ahead.made} == dict(done.grid_codes)
    assert [one.name for one in ahead.made] == ["新网格"]
    assert ahead.cells_made == len(done.cell_codes) > 0
    assert len(ahead.retired_grids) + ahead.cells_retired == len(done.retired)
    assert len(ahead.ties) == done.staff_moved == 1
    tie = ahead.ties[0]
    staff = desk.store.layers.rows(Layer.STAFF).set_index("id")["grid_code"]
    assert (tie.worker, tie.from_grid, tie.to_grid, staff["WC"]) == ("WC", "C", "D", "D")
    assert (ahead.names["C"], ahead.names["D"]) == ("C网格", "D网格")


def test_looking_ahead_writes_nothing() -> None:
    desk = _desk()
    edited(desk, SPLIT_A)
    before = desk.store.layers.revisions(), desk.store.audit(), desk.store.plans.used_codes()
    assert _ahead(desk).is_ready
    after = desk.store.layers.revisions(), desk.store.audit(), desk.store.plans.used_codes()
    assert after == before


def test_a_plan_without_a_change_is_not_ready() -> None:
    ahead = _ahead(_desk())
    assert not ahead.is_changed
    assert not ahead.is_ready


def test_rules_that_stop_and_rules_that_warn_are_told_apart() -> None:
    desk = _desk()
    # a1 and c2 touch in a corner alone: with c2 grid A is in two pieces, set aside with a reason.
    edited(desk, Reassign(("d2",), "A"), override="河东的住户由 A 网格管")
    ahead = _ahead(desk)
    assert [one.code for one in ahead.warning] == ["pieces"]
    assert ahead.blocking == []
    assert ahead.is_ready


def test_a_conflict_names_each_grid_with_who_published_what_and_when() -> None:
    desk = _desk()
    first = desk.plan
    mine = desk.plans.begin(OTHER, PlanText("另一方案"), AT)
    put_in_force(desk, A2_TO_B)
    desk.plan = mine
    edited(desk, Reassign(("a1",), "C"))
    ahead = _ahead(desk)
    assert ahead.conflict is not None
    assert not ahead.is_ready
    assert [(one.code, one.change) for one in ahead.conflict.grids] == [
        ("A", Change.SHAPE),
        ("B", Change.SHAPE),
    ]
    (other,) = ahead.conflict.publications
    assert (other.plan.id, other.actor_id, other.at) == (first.id, LEADER.id, LATER)
    assert {one.by.plan.id for one in ahead.conflict.grids if one.by} == {first.id}
    # Of the two, this plan itself redraws A.
    assert ahead.conflict.touched & {"A", "B"} == {"A"}


def test_each_grid_is_laid_to_the_plan_that_changed_it_last() -> None:
    desk = _desk()
    mine = desk.plans.begin(OTHER, PlanText("另一方案"), AT)
    put_in_force(desk, A2_TO_B)
    desk.plan = desk.plans.begin(PLANNER, PlanText("合并"), LATER)
    # B is changed by both plans: first it gained a2, then it gives b2 to D.
    put_in_force(desk, Merge("D", "C"), Reassign(("b2",), "D"), at=LATER + timedelta(days=1))
    desk.plan = mine
    conflict = _ahead(desk).conflict
    assert conflict is not None
    told = {one.code: (one.change, one.by.plan.title if one.by else "") for one in conflict.grids}
    assert told == {
        "A": (Change.SHAPE, "试调"),
        "B": (Change.SHAPE, "合并"),
        "C": (Change.GONE, "合并"),
        "D": (Change.SHAPE, "合并"),
    }


def test_a_grid_that_a_file_renamed_is_laid_to_nobody() -> None:
    desk = _desk()
    administrator = Actor("a", Role.ADMINISTRATOR)
    grids = desk.store.layers.shapes(Layer.GRIDS)
    with desk.store.write(administrator, Action.IMPORT_LAYER, "grids:x", AT) as transaction:
        transaction.clear(Layer.GRIDS)
        transaction.append(Layer.GRIDS, grids.assign(name=grids["name"].replace("A网格", "甲")))
    conflict = _ahead(desk).conflict
    assert conflict is not None
    assert conflict.publications == []
    assert [(one.name, one.change, one.by) for one in conflict.grids] == [
        ("甲", Change.FACTS, None)
    ]
    with pytest.raises(PlanConflict) as refused:
        put_in_force(desk, A2_TO_B)
    assert "甲" in sentence(Language.ZH_CN, refused.value)
    assert "“”" not in sentence(Language.ZH_CN, refused.value)


def test_a_renamed_grid_alone_can_come_into_force() -> None:
    desk = _desk()
    edited(desk, Rename("A", "东渠网格"))
    assert _ahead(desk).is_ready


def test_a_leader_sees_no_small_count() -> None:
    town = replace(drafted_town(), settings={})
    small = [(row | {"households": 3}, shape) for row, shape in town.cells]
    desk = Desk(store=replace(town, cells=small, households=(6, 6, 6, 6)).store())
    edited(desk, A2_TO_B)
    assert _ahead(desk).impact.households_moved == 3
    seen = _ahead(desk, LEADER).impact
    assert (seen.households_moved, seen.is_few) == (None, True)


@pytest.mark.parametrize("role", [Role.DISPATCHER, Role.WORKER, Role.SCREEN])
def test_who_may_not_see_plans_looks_at_nothing(role: Role) -> None:
    with pytest.raises(NotPermitted):
        _ahead(_desk(), Actor("x", role))


def test_publishing_asks_for_the_number_that_the_chain_wants() -> None:
    desk = _desk()
    last = DEFAULT_CHAIN.index(next(one for one in DEFAULT_CHAIN if one.code == IN_FORCE))
    chain = [replace(one, needs_document_no=n == last) for n, one in enumerate(DEFAULT_CHAIN)]
    ChainSetting(desk.store).change(ADMINISTRATOR, chain_to_json(chain), AT)
    with pytest.raises(BadValue, match="document_no_missing"):
        put_in_force(desk, A2_TO_B)
    publishing = Publishing(desk.store, desk.drafts.standing)
    move = ChainMove("", document_no="格综治〔2026〕9号")
    done = publishing.publish(LEADER, desk.plan.id, move, LATER)
    assert done.plan.state == IN_FORCE
    assert desk.plans.approvals(LEADER, desk.plan.id)[-1].document_no == "格综治〔2026〕9号"


def test_an_answer_is_kept_until_the_plan_the_town_or_the_reader_is_another() -> None:
    desk, asked = _desk(), list[str]()

    def opened(editing: Editing) -> DraftView:
        asked.append(editing.actor.id)
        return desk.drafts.open(editing)

    previews = PublishPreviews(desk.store, desk.drafts.standing, opened)
    mine = Editing(PLANNER, desk.plan.id, Language.ZH_CN)
    assert previews.seen(mine) is previews.seen(mine)
    edited(desk, A2_TO_B)
    assert previews.seen(mine).is_changed
    previews.seen(replace(mine, actor=LEADER))
    with desk.store.write(ADMINISTRATOR, Action.IMPORT_LAYER, "staff:x", AT) as transaction:
        transaction.clear(Layer.STAFF)
    previews.seen(mine)
    assert asked == [PLANNER.id, PLANNER.id, LEADER.id, PLANNER.id]
