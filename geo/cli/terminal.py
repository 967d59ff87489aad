"""Where a command's words go: one JSON object or sentences out, progress and logs to the side."""

import json
import sys
from dataclasses import dataclass

from geo.domain.errors import WanggeError
from geo.domain.kinds import Language
from geo.messages import sentence, text

Json = dict[str, object]
_PERCENT_APART = 5


@dataclass(frozen=True, slots=True)
class Terminal:
    """Speaks one language; with `as_json` the answer is an object instead of sentences."""

    language: Language
    as_json: bool

    def say(self, key: str, **values: object) -> str:
        """Return the message of that key."""
        return text(self.language, key, **values)

    def answer(self, told: Json, *sentences: str) -> None:
        """Give the answer on standard output."""
        if self.as_json:
            _out(json.dumps(told, ensure_ascii=False))
            return
        for line in sentences:
            _out(line)

    def note(self, line: str) -> None:
        """Say something beside the answer."""
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    def progress(self, step: str, share: float) -> None:
        """Tell how far a long command is."""
        name = self.say(f"cli.step_{step}")
        self.note(self.say("cli.progress", step=name, percent=round(share * 100)))

    def refuse(self, error: WanggeError) -> None:
        """Tell an error: an object on standard output, and its sentence to the side."""
        words = sentence(self.language, error)
        _out(json.dumps({"error": {"code": error.code, "message": words}}, ensure_ascii=False))
        if not self.as_json:
            self.note(words)


@dataclass(slots=True)
class Steps:
    """Tells the terminal each step of a long command, and within a step every few percent."""

    terminal: Terminal
    _step: str = ""
    _percent: float = 0.0

    def __call__(self, step: str, share: float) -> None:
        """Tell the step unless it was told with about this share."""
        percent = share * 100
        if step == self._step and percent < self._percent + _PERCENT_APART:
            return
        self._step, self._percent = step, percent
        self.terminal.progress(step, share)


def _out(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
