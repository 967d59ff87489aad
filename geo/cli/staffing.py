"""`suggest`: hours and people each grid needs, and what to do about it."""

from geo.cli.command import SUCCESS, Call


def run(call: Call) -> int:
    """Tell the staffing suggestion."""
    service = call.services.suggestions
    suggestion = service.suggest(call.actor, call.arguments.headcount)
    language = call.terminal.language
    call.terminal.answer(
        service.as_json(suggestion, language), *service.as_lines(suggestion, language)
    )
    return SUCCESS
