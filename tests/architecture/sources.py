"""The project's files as the guards read them: parsed, with paths as the project names them."""

import ast
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Source:
    """One module: its path from the project's root, and its text."""

    path: str
    text: str

    def nodes(self) -> tuple[ast.AST, ...]:
        """Return every node of the syntax tree."""
        return _nodes(self.path, self.text)

    def at(self, node: ast.AST, what: str) -> str:
        """Return one line that a reader can click on."""
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {what}"


@cache
def _nodes(path: str, text: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(text, filename=path)))


def sources(*folders: str) -> list[Source]:
    """Return the modules under the folders (or the single files named), by path."""
    paths = [path for folder in folders for path in _python_files(ROOT / folder)]
    return [
        Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(paths)
    ]


def _python_files(place: Path) -> list[Path]:
    if place.is_file():
        return [place]
    return [path for path in place.rglob("*.py") if "node_modules" not in path.parts]


def product() -> list[Source]:
    """Return every module that ships."""
    return sources("geo", "pages", "app.py")


def tracked_files() -> list[str]:
    """Return the paths that are committed; leaves the test out where there is no git."""
    try:
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: committed files cannot be listed")
    return [path for path in listing.stdout.split("\0") if path and (ROOT / path).is_file()]


def called_name(node: ast.AST) -> str:
    """Return the last part of what a call calls: `crs` of `a.b.crs()`; empty for no call."""
    if not isinstance(node, ast.Call):
        return ""
    called = node.func
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def imported_modules(source: Source) -> list[tuple[ast.stmt, str]]:
    """Return each import statement with the module it names."""
    found: list[tuple[ast.stmt, str]] = []
    for node in source.nodes():
        if isinstance(node, ast.Import):
            found += [(node, name.name) for name in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.append((node, node.module))
    return found
