"""The arguments of every command. `--store`, `--json`, `--lang`, `--as` go before or after it."""

import argparse
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from geo.cli import (
    accounts,
    backdrops,
    documents,
    init,
    later,
    layers,
    norms,
    plan_chain,
    printing,
    rebalance,
    staffing,
    tables,
    upkeep,
    wall,
    within,
)
from geo.cli.command import Command
from geo.domain.kinds import Language, Role
from geo.domain.layers import Layer
from geo.messages import text

_CRS = re.compile(r"auto|wgs84|gcj02|bd09|EPSG:[0-9]{4,6}", re.IGNORECASE)
_LANGUAGES = (Language.ZH_CN.value, Language.EN.value)


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """Return the arguments with `command` set; bad usage exits with status 2."""
    root = _Parsers(_language(argv)).root
    arguments, unknown = root.parse_known_args(argv)
    if unknown and arguments.command is not later.run:
        root.error(" ".join(unknown))
    return arguments


class _Parsers:
    """Builds the parser of each command in one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._common = self._common_options()
        self.root = argparse.ArgumentParser(
            prog="python -m geo", description=self._say("about"), parents=[self._common]
        )
        self._commands = self.root.add_subparsers(required=True, metavar="COMMAND")
        self._add_layer_commands()
        self._add_analysis_commands()
        self._add_upkeep_commands()

    def _say(self, name: str) -> str:
        return text(self._language, f"cli.{name}")

    def _common_options(self) -> argparse.ArgumentParser:
        common = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
        common.add_argument("--store", metavar="STORE", help=self._say("help_store"))
        common.add_argument("--json", action="store_true", help=self._say("help_json"))
        common.add_argument("--lang", choices=_LANGUAGES, help=self._say("help_lang"))
        roles = [role.value for role in Role]
        common.add_argument("--as", dest="role", choices=roles, help=self._say("help_as"))
        return common

    def _add(self, name: str, command: Command) -> argparse.ArgumentParser:
        words = self._say(f"help_{name}")
        added = self._commands.add_parser(
            name, help=words, description=words, parents=[self._common]
        )
        added.set_defaults(command=command)
        return added

    def _add_layer_commands(self) -> None:
        add = self._add("init", init.run)
        add.add_argument("--demo", choices=("golmud", "none"), default="none")
        add = self._add("import", layers.run_import)
        add.add_argument("file", type=Path, metavar="FILE")
        _add_layer(add, tuple(Layer))
        add.add_argument("--crs", type=_crs, default="auto", help=self._say("help_crs"))
        add.add_argument(
            "--column", type=_pair, action="append", default=[], metavar="FIELD=COLUMN"
        )
        add.add_argument("--tz", metavar="ZONE", help=self._say("help_tz"))
        add.add_argument("--dry-run", action="store_true", help=self._say("help_dry_run"))
        add = self._add("export", layers.run_export)
        _add_layer(add, tuple(Layer))
        _add_out(add)

    def _add_analysis_commands(self) -> None:
        add = self._add("count", tables.run_count)
        _add_layer(add, (Layer.INCIDENTS,))
        add.add_argument("--by", type=_breakdown, required=True, metavar="grid[,category][,day]")
        _add_out(add)
        _add_out(self._add("coverage", tables.run_coverage))
        add = self._add("suggest", staffing.run)
        add.add_argument("--headcount", type=_positive, metavar="N")
        rebalance.add_options(self._add("rebalance", rebalance.run), self._language)
        within.add_options(self._add("within", within.run), self._language)
        self._add_norms()

    def _add_norms(self) -> None:
        listing = self._add("norms", norms.run_list)
        words = self._say("help_norms_set")
        add = listing.add_subparsers(metavar="set").add_parser(
            "set", help=words, description=words, parents=[self._common]
        )
        add.set_defaults(command=norms.run_set)
        add.add_argument("key", metavar="KEY")
        add.add_argument("value", type=float, metavar="VALUE")
        add.add_argument("--reason", required=True, help=self._say("help_reason"))
        add.add_argument("--source", default="", help=self._say("help_source"))

    def _add_upkeep_commands(self) -> None:
        self._add("check", upkeep.run_check)
        self._add("wall-check", wall.run).add_argument("file", type=Path, metavar="FILE")
        add = self._add("plan-chain", plan_chain.run)
        plan_chain.add_options(add, self._say("help_chain_set"), self._say("help_chain_default"))
        self._add("backup", upkeep.run_backup).add_argument("file", type=Path, metavar="FILE")
        self._add("restore", upkeep.run_restore).add_argument("file", type=Path, metavar="FILE")
        documents.add_options(
            self._add("plan-export", documents.run_plan_export),
            self._add("signs", documents.run_signs),
            self._language,
        )
        printing.add_options(self._add("print", printing.run), self._language)
        self._add_members("user", accounts.add_commands)
        backdrop_options = {name: self._say(f"help_backdrop_{name}") for name in backdrops.OPTIONS}
        self._add_members(
            "backdrop", lambda add: backdrops.add_commands(add, backdrop_options.__getitem__)
        )
        for name in later.COMMANDS:
            self._add(name, later.run)

    def _add_members(self, group: str, fill: Callable[[accounts.Add], None]) -> None:
        words = self._say(f"help_{group}")
        made = self._commands.add_parser(group, help=words, description=words)
        members = made.add_subparsers(required=True, metavar="COMMAND")

        def add(name: str, command: Command) -> argparse.ArgumentParser:
            told = self._say(f"help_{group}_{name.replace('-', '_')}")
            added = members.add_parser(name, help=told, description=told, parents=[self._common])
            added.set_defaults(command=command)
            return added

        fill(add)


def _language(argv: Sequence[str]) -> Language:
    """Return the language to explain bad usage in, before anything is parsed."""
    joined = " ".join(argv)
    found = re.search(r"--lang[ =](\w+)", joined)
    return Language(found[1]) if found and found[1] in _LANGUAGES else Language.ZH_CN


def _add_layer(parser: argparse.ArgumentParser, choices: Sequence[Layer]) -> None:
    names = [layer.value for layer in choices]
    parser.add_argument("--layer", choices=names, required=True)


def _add_out(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")


def _crs(name: str) -> str:
    if not _CRS.fullmatch(name):
        raise argparse.ArgumentTypeError(name)
    return name


def _pair(words: str) -> tuple[str, str]:
    field, equals, column = words.partition("=")
    if not (field and equals and column):
        raise argparse.ArgumentTypeError(words)
    return field, column


def _breakdown(words: str) -> tuple[str, ...]:
    names = tuple(words.split(","))
    known = [("grid",), ("grid", "category"), ("grid", "day"), ("grid", "category", "day")]
    if names not in known:
        raise argparse.ArgumentTypeError(words)
    return names


def _positive(words: str) -> int:
    if not words.isdecimal() or int(words) == 0:
        raise argparse.ArgumentTypeError(words)
    return int(words)
