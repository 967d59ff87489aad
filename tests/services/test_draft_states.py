"""However long a draft gets, few of its states are held; the others come out the same."""

from itertools import cycle, islice

from geo.domain.edits import Reassign, SetLock
from geo.services.drafting.states import MOST_HELD
from geo.spatial.partition import to_bytes
from tests.services.drafted import OTHER, Desk

_WAYS = (
    Reassign(("a2",), "B"),
    Reassign(("c2",), "D"),
    Reassign(("a2",), "A"),
    SetLock("D", True),
    Reassign(("b1",), "A"),
    SetLock("D", False),
    Reassign(("b1",), "B"),
    Reassign(("c2",), "C"),
)
STEPS = 43
"""Far more than are held; the last of them is the third way."""


def _long_draft() -> tuple[Desk, list[bytes], list[object]]:
    """Return a desk after many steps, and what the draft was after each."""
    desk = Desk()
    shown, impacts = [_bytes(desk)], [desk.drafts.open(desk.by()).impact]
    for revision, edit in enumerate(islice(cycle(_WAYS), STEPS)):
        applied = desk.drafts.apply(desk.by(), revision, edit, "")
        shown.append(_bytes(desk))
        impacts.append(applied.impact)
    return desk, shown, impacts


def _bytes(desk: Desk) -> bytes:
    return to_bytes(desk.drafts.standing(desk.plan.id).state.partition)


def _held(desk: Desk) -> int:
    held, _ = desk.drafts.at_hand(desk.by())
    return held.states.count()


def test_undoing_far_back_and_redoing_gives_the_very_same_states():
    desk, shown, impacts = _long_draft()
    assert len(set(shown)) > 3
    assert _held(desk) <= MOST_HELD < STEPS
    revision = STEPS
    for step in reversed(range(STEPS)):
        undone = desk.drafts.undo(desk.by(), revision)
        revision = undone.revision
        assert (_bytes(desk), undone.impact) == (shown[step], impacts[step])
        assert _held(desk) <= MOST_HELD
    for step in range(1, STEPS + 1):
        redone = desk.drafts.redo(desk.by(), revision)
        revision = redone.revision
        assert (_bytes(desk), redone.impact) == (shown[step], impacts[step])
        assert _held(desk) <= MOST_HELD


def test_a_long_draft_is_found_again_after_a_restart():
    desk, shown, impacts = _long_draft()
    desk.drafts = desk.fresh()
    assert _bytes(desk) == shown[-1]
    assert desk.drafts.open(desk.by()).impact == impacts[-1]
    assert _held(desk) <= MOST_HELD


def test_who_stood_at_a_forgotten_revision_is_given_all_there_is():
    desk, _, _ = _long_draft()
    news = desk.drafts.steps_since(desk.by(OTHER), 1)
    assert news is not None
    assert news.is_whole
    assert len(news.features) == 8
    # One who saw a late revision is told the difference alone: the last step gives a2 back.
    late = desk.drafts.steps_since(desk.by(OTHER), STEPS - 1)
    assert late is not None
    assert (late.is_whole, [one["id"] for one in late.features]) == (False, ["a2"])


def test_after_a_restart_a_step_that_was_undone_meanwhile_does_not_stay_on_the_map():
    desk = Desk()
    first = desk.drafts.apply(desk.by(), 0, _WAYS[0], "")
    desk.drafts.undo(desk.by(), first.revision)
    # The other's page still shows a2 in B; the process that knew its revision is gone.
    news = desk.fresh().steps_since(desk.by(OTHER), first.revision)
    assert news is not None
    grid_of = {one["id"]: one["properties"]["grid"] for one in news.features}
    assert grid_of["a2"] == "A"
