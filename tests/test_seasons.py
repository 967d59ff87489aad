"""Which season holds on a day: edges by hand, the span without a change against every day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.domain.seasons import MonthDay, Season, in_force, month_day, standing

DAY = timedelta(days=1)
WINTER = Season(MonthDay(11, 1), MonthDay(5, 20))
SUMMER = Season(MonthDay(6, 21), MonthDay(10, 31))
LEAP_DAYS = [date(2024, 1, 1) + n * DAY for n in range(366)]

month_days = st.sampled_from(LEAP_DAYS).map(lambda day: MonthDay(day.month, day.day))
seasons_of_a_year = st.builds(Season, month_days, month_days)
days = st.dates(date(2019, 1, 1), date(2029, 12, 31))


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        ("2022-10-31", False),
        ("2022-11-01", True),
        ("2022-12-31", True),
        ("2023-01-01", True),
        ("2023-05-20", True),
        ("2023-05-21", False),
    ],
)
def test_a_winter_runs_over_new_year_with_both_ends(day: str, holds: bool):
    assert WINTER.holds_on(date.fromisoformat(day)) is holds


def test_between_two_seasons_the_gap_has_its_own_first_and_last_day():
    found = standing((WINTER, SUMMER), date(2022, 6, 1))
    assert found.now == ()
    assert (found.since, found.until) == (date(2022, 5, 21), date(2022, 6, 20))
    assert found.then == (1,)


def test_a_season_tells_since_when_until_when_and_what_comes_then():
    found = standing((WINTER, SUMMER), date(2022, 12, 31))
    assert (found.now, found.since) == ((0,), date(2022, 11, 1))
    assert (found.until, found.then) == (date(2023, 5, 20), ())


def test_a_season_to_leap_day_ends_on_the_28th_in_other_years():
    season = Season(MonthDay(12, 1), MonthDay(2, 29))
    assert standing((season,), date(2023, 1, 5)).until == date(2023, 2, 28)
    assert standing((season,), date(2024, 1, 5)).until == date(2024, 2, 29)


def test_a_season_from_leap_day_begins_in_march_in_other_years():
    season = Season(MonthDay(2, 29), MonthDay(4, 1))
    assert standing((season,), date(2023, 3, 5)).since == date(2023, 3, 1)
    assert standing((season,), date(2024, 3, 5)).since == date(2024, 2, 29)


def test_ends_on_the_28th_and_begins_in_march_leave_leap_day_to_the_grid_itself():
    pair = (Season(MonthDay(9, 1), MonthDay(2, 28)), Season(MonthDay(3, 1), MonthDay(8, 31)))
    assert in_force(pair, date(2024, 2, 29)) == ()
    assert standing(pair, date(2023, 2, 28)).then == (1,)


def test_a_season_of_a_whole_year_never_changes():
    found = standing((Season(MonthDay(6, 6), MonthDay(6, 5)),), date(2022, 7, 1))
    assert (found.now, found.since, found.until, found.then) == ((0,), None, None, (0,))


def test_without_seasons_nothing_ever_holds():
    assert standing((), date(2022, 7, 1)).now == ()


@pytest.mark.parametrize("text", ["13-01", "02-30", "5-20", "0520", "2022-05-20", "", "٠٥-٢٠a"])
def test_text_that_is_no_stored_month_day_names_none(text: str):
    assert month_day(text) is None


@pytest.mark.parametrize("text", ["02-29", "12-31", "01-01"])
def test_a_month_day_is_read_as_it_is_written(text: str):
    assert str(month_day(text)) == text


@given(seasons_of_a_year, seasons_of_a_year)
def test_two_seasons_overlap_when_a_leap_year_has_a_day_of_both(one: Season, other: Season):
    shared = any(one.holds_on(day) and other.holds_on(day) for day in LEAP_DAYS)
    assert one.overlaps(other) is shared
    assert other.overlaps(one) is shared


@given(st.lists(seasons_of_a_year, max_size=5), days)
def test_the_span_without_a_change_is_the_one_found_day_by_day(seasons: list[Season], day: date):
    found = standing(seasons, day)
    assert found.now == in_force(seasons, day)
    back, ahead = day, day
    # Leap day alone may be the change, so up to nine years are walked.
    for _ in range(9 * 366):
        if in_force(seasons, back - DAY) != found.now:
            break
        back -= DAY
    for _ in range(9 * 366):
        if in_force(seasons, ahead + DAY) != found.now:
            break
        ahead += DAY
    if found.until is None:
        assert (ahead - day).days >= 9 * 366
    else:
        assert (back, ahead) == (found.since, found.until)
        assert found.then == in_force(seasons, ahead + DAY)
