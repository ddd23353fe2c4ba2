"""The house rules: who may import whom, what lives where, and that the papers match the code."""

import argparse
import ast
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

import bot.__main__
import recommender
import recommender.__main__
from bot.runtime.config import KEYS

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"

ORDER = {
    "recommender": (
        ("errors", "domain"),
        ("folders",),
        ("settings", "arrays"),
        ("storage", "catalogue"),
        ("places", "facts"),
        ("titles", "model"),
        ("ranking",),
        ("evaluation",),
        ("diary",),
        ("tastes",),
        ("additions",),
        ("service",),
        ("opening", "trust"),
        ("refit",),
        ("commands",),
        ("__main__",),
    ),
    "bot": (
        ("intents",),
        ("replies",),
        ("night",),
        ("understanding", "presentation", "store"),
        ("conversation",),
        ("runtime",),
        ("console", "telegram"),
        ("__main__",),
    ),
}
"""Rooms of each package. A room imports from itself and from rooms in rows above its own."""

OPEN_TO_THE_BOT = ("recommender.domain", "recommender.errors")
"""What the bot imports of the recommender, beside the names that the package itself exports."""

KEPT_IN = {
    "telegram": ("bot/telegram/",),
    "implicit": ("recommender/model/training.py", "recommender/evaluation/"),
    "sqlite3": ("recommender/storage/",),
    "sqlite_utils": ("recommender/storage/",),
    "httpx": ("recommender/catalogue/", "bot/telegram/", "bot/runtime/second_reader.py"),
    "dotenv": ("recommender/settings.py",),
    "pydantic": (
        "recommender/settings.py",
        "recommender/arrays.py",
        "recommender/model/snapshot.py",
        "bot/runtime/config.py",
        "bot/runtime/second_reader.py",
    ),
    "pydantic_settings": ("recommender/settings.py", "bot/runtime/config.py"),
}
"""Libraries that only these places may import."""

LAZY = ("implicit", "pandas")
"""Imported inside functions only: nobody who asks for a film should wait for them."""

LONGEST_FILE = 320
LONG_FILES = {"bot/intents.py": "one closed union, as long as the list of what may be asked"}
"""Exceptions, each with its reason."""
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc"}
SQL_ROOMS = ("recommender/storage/", "bot/store/")
"""Where SQL may stand."""
SQL = re.compile(
    r"\bSELECT\b.+\bFROM\b|\bINSERT (OR \w+ )?INTO\b|\bDELETE FROM\b|\bUPDATE \w+ SET\b"
    r"|\bCREATE (TABLE|INDEX|VIEW|TRIGGER)\b|\bPRAGMA \w+",
    re.DOTALL,
)


@dataclass(frozen=True)
class Module:
    """One source file, parsed."""

    path: Path
    """Relative to the root."""
    tree: ast.Module

    @property
    def name(self) -> str:
        """Dotted, without the __init__ of a package."""
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def package(self) -> str:
        return self.path.parts[0]

    @property
    def room(self) -> str:
        """The part of the package that the module belongs to; empty for the package itself."""
        return room_of(self.name)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the file; walked once for all rules."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def imports(self) -> tuple["Import", ...]:
        """Every import, wherever in the file."""
        return tuple(self._imports())

    def _imports(self) -> Iterator["Import"]:
        top = {id(node) for node in self.tree.body}
        for node in self.nodes:
            at_top = id(node) in top
            if isinstance(node, ast.Import):
                for alias in node.names:
                    yield Import(alias.name, None, node.lineno, at_top)
            elif isinstance(node, ast.ImportFrom):
                source = node.module or ""
                if node.level:
                    parents = self.path.parent.parts
                    above = parents[: len(parents) - node.level + 1]
                    source = ".".join((*above, *filter(None, [node.module])))
                for alias in node.names:
                    yield Import(source, alias.name, node.lineno, at_top)


@dataclass(frozen=True)
class Import:
    """One imported name."""

    source: str
    name: str | None
    line: int
    at_top: bool

    @property
    def module(self) -> str:
        """The module that is loaded: `from bot import intents` loads bot.intents."""
        inner = f"{self.source}.{self.name}"
        return inner if inner in NAMES else self.source

    @property
    def library(self) -> str:
        return self.source.partition(".")[0]


def room_of(module: str) -> str:
    """The second part of a dotted name."""
    return module.partition(".")[2].partition(".")[0]


def parsed() -> tuple[Module, ...]:
    return tuple(
        Module(path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"), str(path)))
        for package in ORDER
        for path in sorted((ROOT / package).rglob("*.py"))
    )


MODULES = parsed()
NAMES = {module.name for module in MODULES}
INNER = [module for module in MODULES if module.room]


def row_of(package: str, room: str) -> int:
    return next(row for row, rooms in enumerate(ORDER[package]) if room in rooms)


def where(module: Module, found: Import) -> str:
    name = f" ({found.name})" if found.name else ""
    return f"{module.path}:{found.line} imports {found.source}{name}"


def test_every_room_has_one_place_in_the_order_and_exists() -> None:
    for package, rows in ORDER.items():
        named = [room for rooms in rows for room in rooms]
        found = {module.room for module in INNER if module.package == package}
        assert sorted(named) == sorted(found)


def test_rooms_import_only_from_rooms_above_their_own() -> None:
    wrong = [
        where(module, found)
        for module in INNER
        for found in module.imports
        if found.library == module.package
        and (room := room_of(found.module)) != module.room
        and (not room or row_of(module.package, room) >= row_of(module.package, module.room))
    ]
    assert wrong == []


def test_the_recommender_knows_nothing_of_the_bot() -> None:
    wrong = [
        where(module, found)
        for module in MODULES
        if module.package == "recommender"
        for found in module.imports
        if found.library == "bot"
    ]
    assert wrong == []


def test_the_bot_sees_only_what_the_recommender_exports() -> None:
    wrong = [
        where(module, found)
        for module in MODULES
        if module.package == "bot"
        for found in module.imports
        if found.library == "recommender"
        and found.module not in OPEN_TO_THE_BOT
        and not (found.source == "recommender" and found.name in recommender.__all__)
    ]
    assert wrong == []


def test_exports_are_sorted_and_there() -> None:
    assert list(recommender.__all__) == sorted(recommender.__all__)
    assert [name for name in recommender.__all__ if not hasattr(recommender, name)] == []


@pytest.mark.parametrize("library", KEPT_IN)
def test_a_library_stays_where_it_belongs(library: str) -> None:
    wrong = [
        where(module, found)
        for module in MODULES
        for found in module.imports
        if found.library == library and not module.path.as_posix().startswith(KEPT_IN[library])
    ]
    assert wrong == []


@pytest.mark.parametrize("library", LAZY)
def test_a_slow_library_is_imported_only_where_it_is_used(library: str) -> None:
    wrong = [
        where(module, found)
        for module in MODULES
        for found in module.imports
        if found.library == library and found.at_top
    ]
    assert wrong == []


def test_sql_is_written_in_storage_only() -> None:
    wrong = [
        f"{module.path}:{node.lineno}: {node.value[:60]}"
        for module in MODULES
        if not module.path.as_posix().startswith(SQL_ROOMS)
        for node in module.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert wrong == []


@pytest.mark.parametrize("escape", ["Any", "cast"])
def test_no_type_escapes(escape: str) -> None:
    wrong = [
        where(module, found)
        for module in MODULES
        for found in module.imports
        if found.library == "typing" and found.name == escape
    ]
    assert wrong == []


def test_files_stay_short() -> None:
    lengths = {
        str(module.path): (ROOT / module.path).read_text(encoding="utf-8").count("\n")
        for module in MODULES
    }
    too_long = {path for path, lines in lengths.items() if lines > LONGEST_FILE}
    assert too_long == {*LONG_FILES}, {path: lengths[path] for path in too_long}


def test_modules_are_named_for_what_they_hold() -> None:
    wrong = [
        str(module.path) for module in MODULES if EMPTY_NAMES & {*module.path.with_suffix("").parts}
    ]
    assert wrong == []


def test_every_module_says_what_it_is_for() -> None:
    wrong = [str(module.path) for module in MODULES if not ast.get_docstring(module.tree)]
    assert wrong == []


def test_tests_mirror_the_packages() -> None:
    rooms = {
        module.path.parent
        for module in MODULES
        if module.room and module.path.parent != Path(module.package)
    }
    for package in ORDER:
        for path in (ROOT / "tests" / package).rglob("test_*.py"):
            place = path.parent.relative_to(ROOT / "tests")
            assert place in rooms | {Path(package)}, f"{path} tests no room"


def test_every_room_has_tests() -> None:
    rooms = {module.path.parts[:2] for module in INNER if len(module.path.parts) > 2}
    without = [
        "/".join(room)
        for room in sorted(rooms)
        if not any((ROOT / "tests").joinpath(*room).rglob("test_*.py"))
    ]
    assert without == []


PARSERS = {"bot": bot.__main__.parser, "recommender": recommender.__main__.parser}


def documented_commands() -> list[tuple[str, str]]:
    """Program and arguments of every `python -m …` in the code of the README."""
    text = README.read_text(encoding="utf-8") if README.exists() else ""
    code = re.findall(r"^```.*?^```|`[^`\n]+`", text, re.DOTALL | re.MULTILINE)
    found = re.findall(
        r"python3? -m (bot|recommender)\b((?:'[^'\n]*'|\"[^\"\n]*\"|[^|;&<>#`)\n'\"])*)",
        "\n".join(code),
    )
    return list(dict.fromkeys((program, rest.strip()) for program, rest in found))


def subcommands(program: str) -> set[str]:
    return {
        name
        for action in PARSERS[program]()._actions
        if isinstance(action, argparse._SubParsersAction)
        for name in action.choices
    }


def exit_code(program: str, words: list[str]) -> object:
    """0 when the command line understands `words`, or answers them with its help."""
    try:
        PARSERS[program]().parse_args(words)
    except SystemExit as refused:
        return refused.code
    return 0


@pytest.mark.parametrize(("program", "arguments"), documented_commands())
def test_every_command_in_the_readme_is_understood(
    program: str, arguments: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(arguments)
    if words and not words[0].startswith("-"):
        assert words[0] in subcommands(program)
    if not re.search(r"\[|…|\.\.\.", arguments):  # those say how, and are not to be typed
        assert exit_code(program, words) == 0, capsys.readouterr().err


def test_the_readme_shows_every_command_and_every_setting() -> None:
    text = README.read_text(encoding="utf-8")
    for program in PARSERS:
        for name in subcommands(program):
            assert re.search(rf"python3? -m {program} {name}\b", text), f"{program} {name}"
    for key in KEYS:
        assert key in text
