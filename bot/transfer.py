"""`python -m bot import` and `export`: whole histories from and to files of this machine."""

import argparse
import datetime as dt
import hashlib
import json
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TextIO, TypeVar

from bot.console import person_named
from bot.presentation.wording import imports as words
from bot.replies import Line, Person
from bot.runtime.assembly import places_of
from bot.runtime.config import Config
from recommender import (
    Cause,
    FileLimits,
    FileOutcome,
    FileOverview,
    FileProgress,
    Recommender,
    open_recommender,
    read_file,
)
from recommender.errors import BadImport

_Result = TypeVar("_Result")


def bring_in(config: Config, arguments: argparse.Namespace) -> int:
    """Bring a history in: what is sure at once, or after a question at a terminal.

    Returns:
        0 when the file could be read.
    """
    file: Path = arguments.file
    person = person_named(arguments.name)
    now = dt.datetime.now().astimezone()
    recommender = open_recommender(places_of(config))
    try:
        recommender.meet(person.person_id, person.first_name, now.timestamp())
        overview = _looked_at(recommender, file, _cause(person, file, "file", now), now)
        if not arguments.json:
            _say(*words.overview(overview))
        outcome: FileOutcome | None = None
        if arguments.dry_run:
            recommender.transfers.drop(overview.file.import_id)
        elif _wanted(overview, as_json=arguments.json):
            cause = _cause(person, file, "write", now)
            writing = recommender.transfers.write(cause, overview.file.import_id)
            outcome = _done(writing, as_json=arguments.json)
            if not arguments.json:
                _say(*words.outcome(outcome))
        if arguments.json:
            print(json.dumps(_as_json(overview, outcome)))
    except BadImport as wrong:
        _say(*words.bad_file(wrong), to=sys.stderr)
        return 1
    except OSError as error:
        print(f"{file}: {error.strerror or error}", file=sys.stderr)
        return 1
    finally:
        recommender.close()
    return 0


def take_out(config: Config, arguments: argparse.Namespace) -> int:
    """Write a person's history to a zip, readable by its owner alone.

    Returns:
        0 when it is there.
    """
    out: Path = arguments.out
    person = person_named(arguments.name)
    recommender = open_recommender(places_of(config))
    try:
        now = dt.datetime.now().astimezone()
        data = recommender.transfers.export(person.person_id, now, readme=words.README)
        out.touch(mode=0o600)
        out.write_bytes(data)
        viewings = recommender.count_watches(person.person_id)
        _say(words.export(viewings, len(recommender.watchlist(person.person_id))))
    except OSError as error:
        print(f"{out}: {error.strerror or error}", file=sys.stderr)
        return 1
    finally:
        recommender.close()
    return 0


def _looked_at(
    recommender: Recommender, file: Path, cause: Cause, now: dt.datetime
) -> FileOverview:
    with file.open("rb") as stream:
        reading = read_file(
            file.name,
            stream,
            today=now.date(),
            zone=now.tzinfo,
            limits=FileLimits.large(),
        )
        found = _result_of(reading)
    if found.asks_list:
        raise BadImport(file.name, "list or log")
    return _result_of(recommender.transfers.draft(cause, file.name, found))


def _wanted(overview: FileOverview, *, as_json: bool) -> bool:
    """Whether to write: asked at a terminal only."""
    if as_json or not sys.stdin.isatty():
        return True
    return input("Import? [y/N] ").strip().casefold() in {"y", "yes"}


def _done(writing: Generator[FileProgress, None, FileOutcome], *, as_json: bool) -> FileOutcome:
    shows = sys.stderr.isatty() and not as_json
    while True:
        try:
            progress = next(writing)
        except StopIteration as end:
            outcome: FileOutcome = end.value
            return outcome
        if shows:
            told = words.writing("", progress.done, progress.total).text
            print(f"\r{told}", end="", file=sys.stderr)


def _result_of(work: Generator[object, None, _Result]) -> _Result:
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: _Result = end.value
            return result


def _cause(person: Person, file: Path, what: str, now: dt.datetime) -> Cause:
    stamp = hashlib.blake2b(f"{file.absolute()}".encode(), digest_size=6).hexdigest()
    key = f"cli:{what}:{stamp}:{now.timestamp():.6f}"
    return Cause(person.person_id, key, now.timestamp())


def _as_json(overview: FileOverview, outcome: FileOutcome | None) -> dict[str, object]:
    return {
        "kind": overview.file.kind,
        "rows": overview.file.rows,
        "matched": overview.matched.rows,
        "ambiguous": overview.ambiguous.rows,
        "unknown": overview.unknown.rows,
        "already": overview.already.rows,
        "written": 0 if outcome is None else outcome.written,
    }


def _say(*lines: Line, to: TextIO | None = None) -> None:
    for line in lines:
        print(line.text, file=to or sys.stdout)
