"""`suggest`: hours and people each grid needs, and what to do about it."""

from geo.cli.command import SUCCESS, Call


def run(call: Call) -> int:
    """Tell the staffing suggestion."""
    suggestion = call.services.suggestions.suggest(call.actor, call.arguments.headcount)
    call.terminal.answer({"headcount": suggestion.headcount})
    return SUCCESS
