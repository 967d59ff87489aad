"""`wall-check`: whether a file of the wall's scenes can be shown, and what is wrong where."""

from pathlib import Path

from geo.cli.command import REFUSED, SUCCESS, Call
from geo.domain.errors import BadFile, BadScenes
from geo.messages import sentence
from geo.messages.scene_problems import problem_words
from geo.services.wall.scene_file import SceneBook, problems_of, read_scenes, scene_title
from geo.services.wall.scene_rules import Problem


def run(call: Call) -> int:
    """Check one file; it needs no store."""
    path: Path = call.arguments.file
    said = _text(path)
    problems = problems_of(said)
    if problems:
        told = [_as_json(call, one) for one in problems]
        error = BadScenes(place=problems[0].place, count=len(problems))
        refused = {"code": error.code, "message": sentence(call.terminal.language, error)}
        call.terminal.answer(
            {"error": refused, "file": str(path), "problems": told},
            *(str(one["message"]) for one in told),
        )
        return REFUSED
    book = read_scenes(said)
    call.terminal.answer(
        {"file": str(path), "scenes": _scenes(book), "problems": []},
        call.terminal.say("wall.check_good", file=str(path), count=len(book.scenes)),
        *(call.terminal.say("wall.check_scene", **one) for one in _named(call, book)),
    )
    return SUCCESS


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadFile("missing", file=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(file=str(path)) from error


def _as_json(call: Call, problem: Problem) -> dict[str, object]:
    words = problem_words(call.terminal.language, problem.place, problem.code, problem.values)
    return {"place": problem.place, "code": problem.code, "message": words}


def _scenes(book: SceneBook) -> list[dict[str, object]]:
    return [{"kind": one.kind.value, "seconds": one.seconds} for one in book.scenes]


def _named(call: Call, book: SceneBook) -> list[dict[str, object]]:
    return [
        {
            "number": number,
            "title": scene_title(one, call.terminal.language),
            "kind": one.kind.value,
            "seconds": f"{one.seconds:g}",
        }
        for number, one in enumerate(book.scenes, 1)
    ]
