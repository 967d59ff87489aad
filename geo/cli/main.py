"""Entry: parses, runs one command, turns the domain's errors into an object and a status."""

from collections.abc import Sequence

from geo.bootstrap import close_containers
from geo.cli.command import REFUSED, Call, Command
from geo.cli.parser import parsed
from geo.cli.terminal import Terminal
from geo.domain.errors import WanggeError
from geo.domain.kinds import Language

_INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Return the exit status of `python -m geo` with these arguments."""
    arguments = parsed(argv)
    language = Language(getattr(arguments, "lang", Language.ZH_CN))
    terminal = Terminal(language, getattr(arguments, "json", False))
    command: Command = arguments.command
    try:
        return command(Call(arguments, terminal))
    except WanggeError as error:
        terminal.refuse(error)
        return REFUSED
    except KeyboardInterrupt:
        terminal.note(terminal.say("cli.interrupted"))
        return _INTERRUPTED
    finally:
        close_containers()
