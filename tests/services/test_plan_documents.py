"""What a plan's documents say, and what they keep back from whom; figures as in `drafted`."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyogrio
import pytest
import shapely

from geo.domain.chain import chain_to_json
from geo.domain.edits import Edit, Merge, Reassign, Split
from geo.domain.errors import BadFile, NotFound, NotPermitted
from geo.domain.kinds import Language, Role
from geo.domain.plans import DEFAULT_CHAIN, PlanReason
from geo.domain.policy import Actor
from geo.io import LocalGeoPackages
from geo.ports.documents import Memo, Section, Tone
from geo.services.chain_setting import ChainSetting
from geo.services.draft_values import Editing, Impact
from geo.services.plan_documents.discretion import discretion_of
from geo.services.plan_documents.moves import Move
from geo.services.plan_documents.service import (
    DocumentKind,
    PlanDocuments,
    document_kind,
    file_name,
)
from geo.services.plans import ChainMove, PlanText
from geo.services.publishing import Publishing
from tests.fakes.recording_press import RecordingPress
from tests.services.drafted import AT, HALF, LEADER, PLANNER, SOUTH, WEST, Desk, drafted_town

ZH, EN = Language.ZH_CN, Language.EN
WORKER = Actor("w", Role.WORKER)
ADMINISTRATOR = Actor("a", Role.ADMINISTRATOR)
A2_TO_B = Reassign(("a2",), "B")
SAID = PlanText("试调", "镇发〔2026〕3号", "第七条", PlanReason.UNEVEN_LOAD, "户数相差一倍。")


def _desk(*edits: Edit, homes_of_a2: int = 10) -> Desk:
    town = drafted_town()
    cells = [
        ({**row, "households": homes_of_a2 if row["code"] == "a2" else row["households"]}, shape)
        for row, shape in town.cells
    ]
    desk = Desk(store=replace(town, cells=cells, settings={"is_demo": "1"}).store())
    desk.plans.describe(PLANNER, desk.plan.id, SAID, AT)
    revision = 0
    for edit in edits:
        revision = desk.drafts.apply(desk.by(), revision, edit, "").revision
    return desk


def _documents(desk: Desk, press: RecordingPress | None = None) -> PlanDocuments:
    made = press or RecordingPress()
    drafts = desk.drafts
    return PlanDocuments(desk.store, drafts.standing, drafts.open, made, LocalGeoPackages())


def _memo(desk: Desk, actor: Actor = PLANNER, language: Language = ZH) -> Memo:
    return _documents(desk).memo(Editing(actor, desk.plan.id, language), AT)


def _rows(section: Section, table: int = 0) -> list[list[str]]:
    return [list(row) for row in section.tables[table].rows]


def test_a_memo_says_what_the_plan_says_of_itself() -> None:
    memo = _memo(_desk(A2_TO_B))
    facts = dict(memo.facts)
    assert memo.title == "试调"
    assert (facts["文号"], facts["依据"], facts["调整原因"]) == (
        "镇发〔2026〕3号",
        "第七条",
        "负担不均",
    )
    assert (facts["目前阶段"], memo.mark) == ("草案", "演示数据（虚构）")


def test_a_memo_gives_figures_before_and_after_and_their_sum() -> None:
    # A gives its half a2 with 10 of its 20 households and 40 of its 80 residents to B.
    rows = _rows(_memo(_desk(A2_TO_B)).sections[1])
    assert [row[:5] for row in rows] == [
        ["A网格 A", "20", "10", "80", "40"],
        ["B网格 B", "20", "30", "80", "120"],
        ["合计", "40", "40", "160", "160"],
    ]


def test_a_memo_says_who_changes_worker_and_the_ranges_after() -> None:
    memo = _memo(_desk(A2_TO_B))
    assert _rows(memo.sections[2]) == [["未知", "—", "A网格", "B网格", "1", "10"]]
    assert memo.sections[2].lines == ["共 10 户更换网格员。"]
    # B is now three halves wide: C lies north of its western third, D of the rest.
    assert _rows(memo.sections[3]) == [
        ["A网格", "A", "东至B网格，南至辖区界，西至辖区界，北至C网格。"],
        ["B网格", "B", "东至辖区界，南至辖区界，西至A网格，北至C网格、D网格。"],
    ]


def test_a_new_grids_working_code_is_no_code_for_a_reader() -> None:
    # A line down the middle of A, ten metres or so beyond it above and below.
    line = ((WEST + HALF, SOUTH - 0.0001), (WEST + HALF, SOUTH + 2 * HALF + 0.0001))
    desk = _desk(Split("A", line, "A~1"))
    sections = _memo(desk).sections
    called = [row[0] for row in _rows(sections[1])] + [row[1] for row in _rows(sections[3])]
    assert [one for one in called if "~" in one] == []
    assert sum("生效时编码" in one for one in called) == 2
    assert "code issued when in force" in _rows(_memo(desk, language=EN).sections[3])[1][1]


def test_both_maps_have_one_extent_and_show_the_land_that_changes_hands() -> None:
    before, after = _memo(_desk(A2_TO_B)).sections[0].maps
    assert before.extent == after.extent
    for sheet in (before, after):
        moved = [shape.area for shape, tone in sheet.areas if tone is Tone.MOVED]
        squares = [shape.area for shape, tone in sheet.areas if tone is Tone.OTHER]
        # The cell is half a square; the two grids that do not change are whole ones.
        assert len(squares) == 2
        assert moved == pytest.approx([squares[0] / 2], rel=0.01)
    areas = [sum(shape.area for shape in sheet.outlined) for sheet in (before, after)]
    assert areas[0] == pytest.approx(areas[1])


def test_a_leader_is_not_told_of_fewer_than_ten_households_a_planner_is() -> None:
    desk = _desk(A2_TO_B, homes_of_a2=9)
    told = _memo(desk, PLANNER).sections
    assert (_rows(told[2])[0][-1], told[2].lines) == ("9", ["共 9 户更换网格员。"])
    held = _memo(desk, LEADER).sections
    assert (_rows(held[2])[0][-1], held[2].lines) == ("少于10", ["共 不列 户更换网格员。"])
    # 19 − 10 would give the nine away: the people afterwards are left out, before they stand.
    assert [row[1:3] for row in _rows(held[1])] == [["19", "不列"], ["20", "不列"], ["39", "不列"]]


def test_no_document_for_a_leader_holds_the_number_held_back() -> None:
    desk = _desk(A2_TO_B, homes_of_a2=7)
    memo = _memo(desk, LEADER)
    tables = [table for part in memo.sections for table in part.tables]
    words = {said for table in tables for row in table.rows for said in row}
    assert not {"7", "27", "10"} & words


def test_every_hand_over_of_grids_that_the_draft_holds_back_is_held_back() -> None:
    moves = [
        Move("村", "", "A", "B", 1, 40),
        Move("村", "一组", "A", "C", 1, 12),
        Move("村", "二组", "D", "E", 1, 30),
    ]
    impact = Impact(held=frozenset({"B", "A"}))
    held = discretion_of(LEADER, moves, impact)
    assert (held.hidden_moves, held.hidden_grids) == ({0, 1}, {"A", "B"})
    assert discretion_of(PLANNER, moves, impact).hidden_moves == frozenset()


def test_a_plan_that_changes_nothing_still_makes_a_memo_of_the_whole_town() -> None:
    memo = _memo(_desk())
    assert memo.sections[1].tables[0].empty == "没有网格改变范围。"
    assert _rows(memo.sections[1]) == []
    assert {tone for _, tone in memo.sections[0].maps[0].areas} == {Tone.OTHER}


def test_rules_broken_and_reasons_for_exceptions_are_named() -> None:
    desk = _desk()
    desk.drafts.apply(desk.by(), 0, Reassign(("a1",), "B"), "绕行河道")
    lines = _memo(desk).sections[4].lines
    assert "第 1 步的例外理由：绕行河道" in lines


def test_an_approval_stands_in_the_record_with_its_number() -> None:
    desk = _desk(A2_TO_B)
    desk.plans.lead(PLANNER, desk.plan.id, ChainMove("consultation", "请提意见", "函1号"), AT)
    assert _rows(_memo(desk).sections[5]) == [
        ["2026-03-01 16:00", "zhang", "草案", "征求村（社区）意见", "函1号 请提意见"]
    ]


def test_states_are_called_as_the_town_calls_them_in_the_language_of_the_memo() -> None:
    desk = _desk(A2_TO_B)
    chain = [
        replace(one, name="请村里看", name_en="Villages look")
        if one.code == "consultation"
        else one
        for one in DEFAULT_CHAIN
    ]
    ChainSetting(desk.store).change(ADMINISTRATOR, chain_to_json(chain), AT)
    desk.plans.lead(PLANNER, desk.plan.id, ChainMove("consultation"), AT)
    for language, states in ((ZH, ("草案", "请村里看")), (EN, ("Draft", "Villages look"))):
        memo = _memo(desk, language=language)
        assert _rows(memo.sections[5])[0][2:4] == list(states)
        assert states[1] in dict(memo.facts).values()


def test_every_kind_is_printed_and_nobody_without_a_right_to_plans_gets_one() -> None:
    desk, press = _desk(A2_TO_B), RecordingPress()
    documents, editing = _documents(desk, press), desk.by()
    assert documents.made(editing, DocumentKind.PDF, AT)[1] == b"pdf"
    assert documents.made(editing, DocumentKind.DOCX, AT)[1] == b"docx"
    for kind in DocumentKind:
        with pytest.raises(NotPermitted):
            documents.made(Editing(WORKER, desk.plan.id, ZH), kind, AT)
        with pytest.raises(NotFound):
            documents.made(Editing(PLANNER, "none", ZH), kind, AT)


def test_a_file_is_called_after_the_plan_without_what_paths_refuse() -> None:
    plan = replace(_desk().plan, title="../a:b\\c 方案")
    assert file_name(ZH, plan, DocumentKind.DOCX) == "abc 方案_zh_CN.docx"
    assert document_kind(".PDF", "x.PDF") is DocumentKind.PDF
    with pytest.raises(BadFile):
        document_kind(".exe", "x.exe")


def _package(desk: Desk, path: Path, actor: Actor = PLANNER) -> Path:
    editing = Editing(actor, desk.plan.id, ZH)
    path.write_bytes(_documents(desk).made(editing, DocumentKind.GEOPACKAGE, AT)[1])
    return path


def _layer(path: Path, name: str) -> pd.DataFrame:
    return pyogrio.read_dataframe(path, layer=name)


def test_a_package_read_back_is_the_plans_coverage(tmp_path: Path) -> None:
    desk = _desk(A2_TO_B)
    path = _package(desk, tmp_path / "plan.gpkg")
    names = {str(name) for name, _ in pyogrio.list_layers(path)}
    assert names == {"grids", "cells", "changed_grids", "plan"}
    drawn = desk.drafts.standing(desk.plan.id).boundaries
    for name, rows in (("grids", drawn.grids), ("cells", drawn.cells)):
        back = _layer(path, name)
        assert back.crs == "EPSG:4326"
        assert back["code"].tolist() == rows["code"].tolist()
        parts = [shapely.get_parts(shape) for shape in back.geometry]
        assert shapely.coverage_is_valid(np.concatenate(parts))
        assert all(a.equals(b) for a, b in zip(back.geometry, rows.geometry, strict=True))
    assert (
        dict(zip(_layer(path, "cells")["code"], _layer(path, "cells")["grid_code"], strict=True))[
            "a2"
        ]
        == "B"
    )


def test_a_package_tells_the_plan_and_the_changed_grids(tmp_path: Path) -> None:
    path = _package(_desk(A2_TO_B), tmp_path / "plan.gpkg")
    plan = _layer(path, "plan").set_index("name")["value"]
    assert (plan["title"], plan["document_no"], plan["state"]) == (
        "试调",
        "镇发〔2026〕3号",
        "draft",
    )
    changed = _layer(path, "changed_grids").set_index("code")
    assert changed["households_before"].to_dict() == {"A": 20.0, "B": 20.0}
    assert changed["households_after"].to_dict() == {"A": 10.0, "B": 30.0}


def test_a_dissolved_grid_is_told_in_the_shape_it_had(tmp_path: Path) -> None:
    path = _package(_desk(Merge("B", "A")), tmp_path / "plan.gpkg")
    changed = _layer(path, "changed_grids").set_index("code")
    assert changed["is_dissolved"].to_dict() == {"A": True, "B": False}
    assert "A" not in set(_layer(path, "grids")["code"])


def test_a_leaders_package_holds_no_small_count_and_no_people_of_cells(tmp_path: Path) -> None:
    path = _package(_desk(A2_TO_B, homes_of_a2=9), tmp_path / "plan.gpkg", LEADER)
    assert _layer(path, "cells")["households"].isna().all()
    grids = _layer(path, "grids").set_index("code")["households"]
    assert grids[["A", "B"]].isna().all()
    assert grids["C"] == 20
    changed = _layer(path, "changed_grids")
    assert changed[["households_before", "households_after"]].isna().all(axis=None)
    with closing(sqlite3.connect(path)) as connection:
        assert ("residents",) not in connection.execute("SELECT value FROM plan").fetchall()


def test_equal_plans_make_equal_packages(tmp_path: Path) -> None:
    desk = _desk(A2_TO_B)
    first = _package(desk, tmp_path / "a.gpkg").read_bytes()
    assert _package(desk, tmp_path / "b.gpkg").read_bytes() == first


def test_a_plan_in_force_leaves_under_its_final_codes(tmp_path: Path) -> None:
    desk = Desk(store=replace(drafted_town(), settings={}).store())
    line = ((WEST + HALF, SOUTH - HALF), (WEST + HALF, SOUTH + 3 * HALF))
    desk.drafts.apply(desk.by(), 0, Split("A", line, "新格"), "")
    for actor, state in (
        (PLANNER, "consultation"), (PLANNER, "town_review"), (LEADER, "centre_agreed"),
        (LEADER, "filed"),
    ):  # fmt: skip
        desk.plans.lead(actor, desk.plan.id, ChainMove(state), AT)
    drafted = set(_layer(_package(desk, tmp_path / "a.gpkg"), "changed_grids")["code"])
    publishing = Publishing(desk.store, desk.drafts.standing)
    done = publishing.publish(PLANNER, desk.plan.id, ChainMove("in_force"), AT + timedelta(days=10))
    final = set(_layer(_package(desk, tmp_path / "b.gpkg"), "changed_grids")["code"])
    assert done.grid_codes
    assert final == {done.grid_codes.get(code, code) for code in drafted}
    ranges = _rows(_memo(desk).sections[3])
    assert {row[1] for row in ranges} == final
