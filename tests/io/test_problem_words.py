"""A problem names the fields it concerns as the user's language calls them."""

import pytest

from geo.domain.kinds import Language
from geo.domain.records import Problem
from geo.messages.import_words import problem_words


@pytest.mark.parametrize(
    ("language", "detail", "told"),
    [
        (Language.ZH_CN, "residents", "人口"),
        (Language.EN, "lon_deg, lat_deg", "Longitude, Latitude"),
        (Language.ZH_CN, "Self-intersection", "Self-intersection"),
    ],
)
def test_fields_are_named_and_reasons_kept(language: Language, detail: str, told: str) -> None:
    words = problem_words(Problem("out_of_range", 2, (1, 2), detail=detail), language)
    assert told in words
    assert detail == told or detail not in words
