"""The boundaries in force: since when, on what paper, and which grids they changed."""

from geo.messages import numbers
from geo.messages.dates import day_words
from geo.messages.wall_scenes import Facts, Step
from geo.services.wall.figures import figures
from geo.services.wall.scene_file import SceneSpec
from geo.services.wall.shots import cameras
from geo.services.wall.town import WallTown


def steps(town: WallTown, spec: SceneSpec) -> tuple[Step, ...]:
    """Return one step a camera position."""
    shots = cameras(spec)
    shown = figures(town, spec.measures)
    return tuple(
        Step(
            spec.seconds / len(shots),
            shot,
            figures=shown,
            outlined=town.changed,
            panel=Facts(town.say("plan_title"), _lines(town)),
        )
        for shot in shots
    )


def _lines(town: WallTown) -> tuple[tuple[str, str, str], ...]:
    plan = town.plan
    if plan is None:
        return (("", town.say("plan_none"), ""),)
    since = "" if plan.in_force_from is None else day_words(town.language, plan.in_force_from, 0)
    changed = numbers.count(len(town.changed))
    lines = (
        (town.say("plan_name"), plan.title),
        (town.say("plan_paper"), plan.document_no),
        (town.say("plan_since"), since),
        (town.say("plan_changed"), town.say("grids", count=changed)),
    )
    return tuple((label, said, "") for label, said in lines if said)
