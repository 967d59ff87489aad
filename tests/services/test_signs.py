"""What a grid's public board says of the small town, and what it never invents."""

from datetime import UTC, datetime

import pytest

from geo.domain.errors import NotFound, NotPermitted
from geo.domain.kinds import Language
from geo.ports.documents import Paper, Sign
from geo.services.signs import SignOrder, Signs
from geo.services.snapshots import Snapshots
from tests.fakes.recording_press import RecordingPress
from tests.services.town import LEADER, SCREEN, WORKER, SmallTown

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
ZH, EN = Language.ZH_CN, Language.EN


def _signs(town: SmallTown) -> tuple[Signs, RecordingPress]:
    store, press = town.store(), RecordingPress()
    return Signs(store, Snapshots(store).current, press), press


def _of(code: str | None, language: Language = ZH, **town) -> list[Sign]:
    return list(_signs(SmallTown(**town))[0].signs(WORKER, code, language, AT))


def _facts(sign: Sign) -> dict[str, str]:
    return dict(sign.facts)


def test_a_sign_says_range_post_phone_and_hotline() -> None:
    staff = [{"id": "1", "grid_code": "A", "kind": "full", "work_phone": "0979-8400001"}]
    (sign,) = _of("A", staff=staff)
    assert sign.name == "A网格"
    assert _facts(sign) == {
        "网格代码": "A",
        "网格范围": "东至B网格，南至辖区界，西至辖区界，北至C网格。",
        "网格员": "专职网格员",
        "工作电话": "0979-8400001",
        "便民热线": "12345",
    }


@pytest.mark.parametrize("staff", [[], [{"id": "1", "grid_code": "A"}]])
def test_what_is_not_known_is_still_to_come_and_never_invented(staff: list[dict]) -> None:
    assert _facts(_of("A", staff=staff)[0])["工作电话"] == "待公布"


def test_a_name_stands_there_only_where_it_is_meant_for_the_board() -> None:
    staff = [
        {"id": "1", "grid_code": "A", "sign_name": "张三", "work_phone": "1"},
        {"id": "2", "grid_code": "A", "kind": "part"},
        {"id": "3", "grid_code": "B", "sign_name": "李四"},
    ]
    facts = _facts(_of("A", staff=staff)[0])
    assert facts["网格员"] == "张三、兼职网格员"
    assert facts["工作电话"] == "张三 1、兼职网格员 待公布"
    assert "李四" not in str(facts)


def test_of_more_than_twelve_people_the_first_are_named_and_how_many_there_are() -> None:
    def said(people: int) -> dict[str, str]:
        staff = [{"id": f"{n:02d}", "grid_code": "A", "sign_name": f"员{n}"} for n in range(people)]
        return _facts(_of("A", staff=staff)[0])

    twelve = "、".join(f"员{n}" for n in range(12))
    assert said(12)["网格员"] == twelve
    assert said(13)["网格员"] == f"{twelve}等 13 人"
    assert said(13)["工作电话"].endswith("员11 待公布等 13 人")


def test_each_sign_made_and_the_pages_are_told() -> None:
    told = []
    signs, _ = _signs(SmallTown())
    signs.printed(
        LEADER, SignOrder(None, ZH, Paper.A4), AT, lambda step, share: told.append((step, share))
    )
    words = [("sign_words", done / 4) for done in (1, 2, 3, 4)]
    assert told == [*words, ("sign_pages", 1.0)]


def test_a_sign_without_an_approval_number_says_across_that_it_is_a_proof() -> None:
    assert _of("A")[0].across == "样张 · 未取得审图号，不得公开张贴"
    settings = {"map_approval_number": "青S(2026)001号", "now": "2026-03-01T12:00:00"}
    (sign,) = _of("A", settings=settings)
    assert sign.across == ""
    assert sign.notes[1:] == ["审图号：青S(2026)001号", "制图日期：2026-03-01"]


def test_invented_data_bear_their_mark() -> None:
    assert _of("A", settings={"is_demo": "1"})[0].mark == "演示数据（虚构）"
    assert _of("A", EN, settings={})[0].mark == ""


def test_all_signs_are_those_of_grids_that_people_live_in() -> None:
    assert [sign.name for sign in _of(None)] == ["A网格", "B网格", "C网格", "D网格"]
    assert _of(None, kind="uninhabited") == []


def test_a_printed_file_tells_how_many_and_whether_they_are_proofs() -> None:
    signs, press = _signs(SmallTown())
    printed = signs.printed(LEADER, SignOrder(None, ZH, Paper.A4), AT)
    assert (printed.body, printed.signs, printed.is_proof) == (b"a4", 4, True)
    assert len(press.signs) == 4


def test_a_grid_that_is_not_there_and_a_screen_are_refused() -> None:
    signs, press = _signs(SmallTown())
    with pytest.raises(NotFound):
        signs.printed(LEADER, SignOrder("Z", ZH, Paper.A3), AT)
    with pytest.raises(NotPermitted):
        signs.printed(SCREEN, SignOrder("A", ZH, Paper.A3), AT)
    assert press.signs == []
