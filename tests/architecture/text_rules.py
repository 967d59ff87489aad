"""Rules on text that a user reads: it stands in the catalogues and nowhere else."""

import ast
import re
import tomllib
from string import Formatter

from tests.architecture.sources import ROOT, Source, called_name

CJK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
WORDS = re.compile(r"[A-Za-z]{2,}")
MARKUP = re.compile(r"<(style|script)\b.*?</\1>|<[^>]*>|:[a-z]+\[|&[a-z]+;|:material/\w+:", re.S)
# Files whose Chinese is data: names in the demo town, words that stand in other people's files.
CHINESE_IS_DATA = (
    "geo/samples/", "geo/domain/categories.py", "geo/io/choices.py", "geo/io/synonyms.py",
    "geo/io/month_days.py", "geo/io/times.py", "geo/io/values.py",
)  # fmt: skip
FACES = ("geo/ui/", "geo/views/", "pages/")
TEXT_KEYWORDS = {"label", "help", "placeholder", "title", "body", "text", "caption", "empty"}
KEY = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_.]*")


def chinese_in_code(source: Source) -> list[str]:
    """Return the Chinese string literals outside the catalogues and the tables of data."""
    if source.path.startswith(CHINESE_IS_DATA):
        return []
    prose = _docstrings(source)
    return [
        source.at(node, f"text belongs to geo/messages: {node.value[:30]!r}")
        for node in source.nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if CJK.search(node.value) and (node.lineno, node.col_offset) not in prose
    ]


def _docstrings(source: Source) -> set[tuple[int, int]]:
    return {
        (node.value.lineno, node.value.col_offset)
        for node in source.nodes()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def literals_on_screen(source: Source) -> list[str]:
    """Return the words written out in calls that put text on the screen."""
    if not source.path.startswith(FACES):
        return []
    return [
        source.at(literal, f"text belongs to geo/messages: {_words(literal)[:30]!r}")
        for node in source.nodes()
        if isinstance(node, ast.Call)
        for literal in _shown(node)
        if WORDS.search(_words(literal))
    ]


def _shown(call: ast.Call) -> list[ast.expr]:
    by_keyword = [word.value for word in call.keywords if word.arg in TEXT_KEYWORDS]
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    return (
        call.args[:1] if getattr(owner, "id", "") == "st" and _takes_text(call) else []
    ) + by_keyword


def _takes_text(call: ast.Call) -> bool:
    paths_and_names = {"Page", "page_link", "switch_page", "set_page_config", "App", "component"}
    return called_name(call) not in paths_and_names


def _words(literal: ast.expr) -> str:
    parts = literal.values if isinstance(literal, ast.JoinedStr) else [literal]
    texts = [part.value for part in parts if isinstance(part, ast.Constant)]
    return MARKUP.sub(" ", " ".join(text for text in texts if isinstance(text, str))).strip()


def catalogue(language: str) -> dict[str, str]:
    """Return every message of one language by its dotted key."""
    folder = ROOT / "geo/messages" / language
    return {
        f"{path.stem}.{name}": message
        for path in sorted(folder.glob("*.toml"))
        for name, message in tomllib.loads(path.read_text(encoding="utf-8")).items()
    }


def catalogue_differences(first: dict[str, str], second: dict[str, str]) -> list[str]:
    """Return the keys that one language lacks, and those whose placeholders differ."""
    lonely = [f"{key}: in one language only" for key in sorted(first.keys() ^ second.keys())]
    uneven = [
        f"{key}: {placeholders(first[key])} against {placeholders(second[key])}"
        for key in sorted(first.keys() & second.keys())
        if placeholders(first[key]) != placeholders(second[key])
    ]
    return lonely + uneven


def placeholders(message: str) -> list[str]:
    """Return the names of the fields of a message, sorted and each once."""
    return sorted({name for _, name, _, _ in Formatter().parse(message) if name is not None})


def unknown_keys(source: Source, known: dict[str, str]) -> list[str]:
    """Return the message keys that the code names and no catalogue has."""
    sections = {key.split(".")[0] for key in known}
    return [
        source.at(node, f"no message goes by {key}")
        for node in source.nodes()
        if called_name(node) in {"text", "t", "say"} and isinstance(node, ast.Call)
        for argument in node.args[:2]
        if isinstance(argument, ast.Constant) and KEY.fullmatch(key := str(argument.value))
        if key.partition(".")[0] in sections and key not in known
    ]
