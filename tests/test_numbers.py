"""Numbers as a user reads them: thousands apart, one minus sign, no decimals that say nothing."""

from geo.domain.kinds import Language
from geo.messages import numbers

MINUS = "\u2212"


def test_every_negative_number_has_the_same_minus_sign() -> None:
    assert numbers.decimal(-17.04) == f"{MINUS}17.0"
    assert numbers.count(-1234) == f"{MINUS}1,234"
    assert numbers.signed_two_decimals(-0.667) == f"{MINUS}0.67"
    assert numbers.percent(-0.5) == f"{MINUS}50.0"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert numbers.decimal(-0.04) == "0.0"
    assert numbers.signed(0.4) == "0"


def test_a_rate_has_three_digits_and_a_norm_no_empty_decimals() -> None:
    assert [numbers.three_digits(rate) for rate in (103.2, 10.34, 0.052)] == ["103", "10.3", "0.05"]
    assert [numbers.bare(norm) for norm in (1808.0, 0.15, 100.0)] == ["1,808", "0.15", "100"]


def test_one_is_told_in_the_singular() -> None:
    told = [numbers.counted(Language.EN, "overview.cases", count) for count in (0, 1, 2)]
    assert told == ["cases", "case", "cases"]
