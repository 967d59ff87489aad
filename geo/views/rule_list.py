"""HTML of the rules that a plan breaks: those that stop it, then those worth a look."""

from collections.abc import Sequence
from dataclasses import dataclass

from geo.views.escaping import markup


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Rules under one heading, in words; `stops` says that they must be solved first."""

    heading: str
    lines: Sequence[str]
    stops: bool


def rule_list(groups: Sequence[RuleGroup]) -> str:
    """Return the groups that have lines, one box each."""
    return "".join(_group(one) for one in groups if one.lines)


def _group(group: RuleGroup) -> str:
    sign, tone = ("✕", "wg-bad") if group.stops else ("!", "wg-plain")
    lines = "".join(f"<small>{markup(line)}</small>" for line in group.lines)
    return (
        f'<div class="wg-action"><p><b class="{tone}">{sign} {markup(group.heading)}</b></p>'
        f"{lines}</div>"
    )
