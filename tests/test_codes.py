"""Administrative codes: what a code says of the village it lies in."""

import pytest

from geo.domain.codes import village_code


@pytest.mark.parametrize("code", ["63280110020001", "632801100200001"])
def test_a_code_longer_than_a_villages_names_its_village(code: str) -> None:
    assert village_code(code) == "632801100200"


# 245100101001 is one of Baltimore's census block groups: twelve digits, and no village at all.
@pytest.mark.parametrize("code", ["", "L0001", "245100101001", "63280110020A001"])
def test_a_code_that_numbers_nothing_inside_a_village_names_none(code: str) -> None:
    assert village_code(code) is None
