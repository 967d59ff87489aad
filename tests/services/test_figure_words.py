"""The figures a leader reads first: what is today's says so beside another month's."""

from geo.domain.kinds import Language
from geo.services.figure_words import key_figures, received_changes
from geo.services.indicators import MonthFigures, month_figures
from geo.services.local_time import Month
from geo.services.overview import StaffingGap
from tests.services.town import SmallTown, incident

CHINESE = Language.ZH_CN
GAP = StaffingGap(needed_fte=5.0, present_fte=4.0, interval=(4.5, 5.5), droppable_fte=0.5)


def month_of(month: Month, *rows: dict[str, object]) -> MonthFigures:
    return month_figures(SmallTown(incidents=rows).snapshot(), month)


def test_what_is_todays_says_so_beside_a_past_month() -> None:
    rows = [incident(1, "A", "2022-10-03"), incident(2, "A", "2022-12-30")]
    present = key_figures(CHINESE, month_of(Month(2022, 12), *rows), GAP)
    assert [figure.label for figure in present[2:]] == ["今日到期", "人力缺口"]
    past = key_figures(CHINESE, month_of(Month(2022, 11), *rows), GAP)
    assert [figure.label for figure in past] == [
        "按期办结率",
        "逾期未结",
        "今日到期（截至今日 12月31日）",
        "人力缺口（截至今日 12月31日）",
    ]


def test_today_has_its_year_beside_a_month_of_another() -> None:
    found = month_of(Month(2021, 3), incident(1, "A", "2021-03-01"))
    assert key_figures(CHINESE, found, None)[2].label == "今日到期（截至今日 2022年12月31日）"


def test_an_on_time_share_is_not_compared_with_a_handful_of_cases() -> None:
    rows = [incident(1, "A", "2022-11-01", due_at="2022-11-05")]
    rows += [incident(n, "A", "2022-12-01", due_at="2022-12-05") for n in range(2, 30)]
    on_time = key_figures(CHINESE, month_of(Month(2022, 12), *rows), None)[0]
    assert [note.words for note in on_time.notes] == ["上月到期 1 件"]


def test_what_came_in_is_told_in_counts_against_a_tiny_base() -> None:
    rows = [incident(1, "A", "2021-12-01"), *(incident(n, "A", "2022-12-01") for n in range(2, 60))]
    found = month_of(Month(2022, 12), *rows)
    assert received_changes(CHINESE, found) == ["上月 0 件", "去年同期 1 件"]


def test_what_lies_before_the_first_report_is_not_compared() -> None:
    found = month_of(Month(2022, 12), incident(1, "A", "2022-12-20"))
    assert received_changes(CHINESE, found) == ["上月无可比数据", "去年同期无可比数据"]
