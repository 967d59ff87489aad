"""Signed links: what opens them, what does not, and that a page drawn twice says the same."""

from dataclasses import replace

import pytest

from geo.domain.errors import LinkRefused, NotPermitted
from geo.domain.kinds import Language, Role
from geo.domain.policy import Actor
from geo.services.links import Claim, LinkKind, Links, expiry_s

LEADER = Actor("local-leader", Role.LEADER)
LINKS = Links("a key")
CLAIM = Claim(LinkKind.INCIDENTS, LEADER, Language.EN, {"from": "2025-06-01"})
AT_S = 1_750_000_000.0


def token(path: str) -> str:
    return path.partition("?t=")[2]


def test_a_verified_link_says_what_was_signed() -> None:
    signed = token(LINKS.path(CLAIM, AT_S))
    assert LINKS.verified(signed, LinkKind.INCIDENTS, AT_S) == CLAIM


def test_two_links_of_one_hour_are_the_same_text() -> None:
    start_s = 486_111 * 3_600.0
    assert LINKS.path(CLAIM, start_s) == LINKS.path(CLAIM, start_s + 3_599)
    assert LINKS.path(CLAIM, start_s) != LINKS.path(CLAIM, start_s + 3_600)


def test_a_link_lasts_between_one_and_two_hours() -> None:
    # Made at 01:30 it lapses at 03:00, made at 01:00 as well.
    assert expiry_s(5_400) == 10_800
    assert expiry_s(3_600) == 10_800


def test_a_lapsed_link_is_refused() -> None:
    signed = token(LINKS.path(CLAIM, AT_S))
    with pytest.raises(LinkRefused):
        LINKS.verified(signed, LinkKind.INCIDENTS, AT_S + 7_200)


def test_a_link_opens_only_its_own_kind() -> None:
    signed = token(LINKS.path(CLAIM, AT_S))
    with pytest.raises(LinkRefused):
        LINKS.verified(signed, LinkKind.CAMERAS, AT_S)


@pytest.mark.parametrize("forged", ["", "x", "W10.aaaa", "🙂"])
def test_a_forged_link_is_refused(forged: str) -> None:
    with pytest.raises(LinkRefused):
        LINKS.verified(forged, LinkKind.INCIDENTS, AT_S)


def test_a_link_signed_by_another_store_is_refused() -> None:
    signed = token(Links("another key").path(CLAIM, AT_S))
    with pytest.raises(LinkRefused):
        LINKS.verified(signed, LinkKind.INCIDENTS, AT_S)


def test_no_link_is_made_for_a_layer_the_role_may_not_see() -> None:
    screen = replace(CLAIM, actor=Actor("local-screen", Role.SCREEN))
    with pytest.raises(NotPermitted):
        LINKS.path(screen, AT_S)
