"""Commands that are promised and not there yet: they say so."""

from geo.cli.command import BAD_USAGE, Call

COMMANDS = ("site",)


def run(call: Call) -> int:
    """Say that the command is not available."""
    words = call.terminal.say("cli.not_yet")
    call.terminal.note(words)
    return BAD_USAGE
