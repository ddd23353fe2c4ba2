"""Sentences of histories that come in and go out by file."""

from collections.abc import Mapping, Sequence

from bot.presentation.wording.pieces import count, joined
from bot.replies import Line, Style
from recommender import FileCount, FileOutcome, FileOverview, FilmNamed
from recommender.errors import BadImport, ImportProblem

_SERVICES = {
    "own": "my own export",
    "letterboxd": "Letterboxd",
    "imdb": "IMDb",
    "movielens": "MovieLens",
    "trakt": "Trakt",
    "movary": "Movary",
}

_PROBLEMS: Mapping[ImportProblem, str] = {
    "empty": "{where} is empty.",
    "not a text": "{where} is no text, so I can't find films in it.",
    "encoding": "{where} isn't UTF-8. Save it as “CSV UTF-8” and send it again.",
    "quotes": "{where}: a quotation mark is missing, or the file ends in the middle.",
    "fields": "{where} has {detail} fields. Perhaps the file ends in the middle.",
    "columns": "{where}: the header lacks {detail}.",
    "unknown kind": "{where}: I don't know this kind of file.",
    "no films": "{where} holds no films.",
    "list or log": "{where} is a list. Name it watched or watchlist, so that I know which it is.",
    "title": "{where}: there's no title that I could use.",
    "rating": "{where}: “{detail}” is no rating of this scale.",
    "year": "{where}: “{detail}” is no year.",
    "day": "{where}: “{detail}” is no day that has been.",
    "id": "{where}: “{detail}” is no id of a film.",
    "json": "{where}: this is no whole JSON.",
    "too large": "{where} holds more than {detail} MB, which is more than I read.",
    "too many rows": "{where} has more than {detail} rows, which is more than I read.",
    "too many files": "{where} holds more than {detail} files, which is more than I read.",
    "damaged archive": "{where} is damaged, or ends in the middle.",
    "other archive": "{where}: I can only unpack zip files. Send me what's in it.",
    "nested archive": "{where} holds another archive, {detail}. Send me that one by itself.",
    "odd path": "{where} holds a file with an odd path, {detail}. I'd rather not touch it.",
    "encrypted": "{where} has a password. Send it to me without one.",
}

_KNOWN_FILES = (
    "I know the exports of Letterboxd, IMDb, MovieLens, Trakt and Movary, and my own. "
    "/import says more."
)


def how_to_import() -> tuple[Line, ...]:
    """/import with nothing waiting."""
    return (
        Line("Bring your history", Style.HEADING),
        Line("Send me a file here, as a document:"),
        Line("• Letterboxd: the zip of letterboxd.com/data/export, or a csv from it"),
        Line("• IMDb: your ratings or watchlist as csv"),
        Line("• Trakt: the zip of trakt.tv/settings/data, or a json from it"),
        Line("• MovieLens or Movary: a csv"),
        Line("• what /export gave you"),
        Line("I show you what I found before anything goes into your log.", Style.QUIET),
    )


def bad_file(wrong: BadImport) -> tuple[Line, ...]:
    """A file that cannot be read: where, what is wrong, and that nothing was written."""
    where = wrong.file if wrong.line is None else f"{wrong.file}, line {wrong.line}"
    told = _PROBLEMS[wrong.problem].format(where=where, detail=wrong.detail)
    lines = [Line(told), Line("I haven't written anything.", Style.QUIET)]
    if wrong.problem in {"unknown kind", "not a text", "columns"}:
        lines.append(Line(_KNOWN_FILES, Style.QUIET))
    return tuple(lines)


def reading(name: str, done: int, total: int | None) -> Line:
    """How far a file is read."""
    if total is None:
        return Line(f"Reading {name}… {count(done, 'row')} so far")
    return Line(f"Looking up the films of {name}… {done:,} of {count(total, 'row')}")


def writing(name: str, done: int, total: int | None) -> Line:
    """How far a file is written."""
    return Line(f"Importing {name}… {done:,} of {count(total or done, 'row')}")


def seen_or_wanted(name: str, films: int) -> tuple[Line, ...]:
    """A list that does not say what it is."""
    return (Line(f"{name} is a list of {count(films, 'film')}. Have you seen them?"),)


def overview(found: FileOverview) -> tuple[Line, ...]:
    """What a file would do, before it does it."""
    file = found.file
    lines = [
        Line(f"{file.file}, from {_SERVICES[file.kind]}", Style.HEADING),
        Line(_would_come(found)),
    ]
    if found.already.films:
        lines.append(_counted(found.already, "already in your log"))
    if found.ambiguous.films:
        lines.append(_counted(found.ambiguous, "I'm not sure of, and ask you about"))
    if found.unknown.films:
        own = file.kind == "own"
        lines.append(_counted(found.unknown, "to add for you" if own else "I don't know"))
    if file.left_out:
        lines.append(
            Line(f"{count(file.left_out, 'row')} left out: series, episodes.", Style.QUIET)
        )
    if file.days_unsure:
        told = f"{count(file.days_unsure, 'day')} left out: day/month or month/day?"
        lines.append(Line(told, Style.QUIET))
    lines.append(Line("Nothing has been written yet.", Style.QUIET))
    return tuple(lines)


def _would_come(found: FileOverview) -> str:
    if not found.matched.films:
        return "• nothing that I'm sure of is new"
    new = [count(found.viewings, "viewing")] if found.viewings else []
    new += [f"{found.wanted:,} for your list"] if found.wanted else []
    what = f", {joined(new)}" if new else ", with stars or days that your log lacks"
    return f"• {count(found.matched.films, 'film')} to bring in{what}{_such_as(found.matched)}"


def _counted(of_kind: FileCount, what: str) -> Line:
    return Line(f"• {count(of_kind.films, 'film')} {what}{_such_as(of_kind)}")


def _such_as(of_kind: FileCount) -> str:
    names = [name for name in of_kind.examples if name]
    more = ", …" if of_kind.films > len(names) else ""
    return f": {', '.join(names)}{more}" if names else ""


def all_there(name: str) -> Line:
    """A file that brings nothing new."""
    return Line(f"All of {name} is in your log already.")


def outcome(done: FileOutcome) -> tuple[Line, ...]:
    """What a file has brought."""
    lines = [Line(_brought(done))]
    if done.unsure:
        lines.append(Line(f"{count(done.unsure, 'film')} I'd like to ask you about."))
    if done.unknown:
        lines.append(Line(f"{count(done.unknown, 'film')} I don't know."))
    if done.waiting:
        lines.append(Line("They wait in /import, for whenever you like.", Style.QUIET))
    return tuple(lines)


def _brought(done: FileOutcome) -> str:
    parts = [count(done.viewings, "viewing")] if done.viewings else []
    if done.amended:
        parts.append(f"stars or days of {count(done.amended, 'viewing')}")
    if done.wanted:
        parts.append(f"{count(done.wanted, 'film')} for your list")
    if done.dismissed:
        parts.append(f"{count(done.dismissed, 'film')} not for you")
    if not parts:
        return f"Nothing of {done.file} was new."
    return f"Imported from {done.file or 'your file'}: {joined(parts)}."


def added(done: FileOutcome) -> tuple[Line, ...]:
    """Films that nobody knew are there now."""
    return (
        Line(f"Added {count(done.added, 'film')} for you: {_brought(done)}"),
        Line("Only you have them; I recommend them to nobody.", Style.QUIET),
    )


def settled(name: str, done: FileOutcome) -> Line:
    """A film that was asked about is in the log."""
    return Line(f"{name}: noted." if done.written else f"{name}: it was there already.")


def skipped() -> Line:
    """A film of a file was left out."""
    return Line("OK, I leave that one out.")


def which_film(named: FilmNamed, rows: int, left: int, *, known: bool) -> tuple[Line, ...]:
    """Asks about a film of a file."""
    where = f"in {count(rows, 'row')} of your file" if rows > 1 else "in your file"
    ask = "which one is it?" if known else "I don't know it."
    lines = [Line(f"“{named.name}”, {where}: {ask}")]
    if left > 1:
        lines.append(Line(f"{count(left - 1, 'film')} more after this one.", Style.QUIET))
    return tuple(lines)


def waiting(files: Sequence[tuple[str, int]]) -> tuple[Line, ...]:
    """/import with films of earlier files waiting."""
    return tuple(Line(f"{name}: {count(films, 'film')} to settle") for name, films in files)


def nothing_waits() -> Line:
    """A button of a file of which nothing is left."""
    return Line("Nothing of that file is left to do. /import brings another one.")


def dropped(name: str) -> Line:
    """A file was cancelled."""
    return Line(f"OK, I've dropped {name}. Your log is as it was.")


def rows_left() -> Line:
    """Beside the rows that were not imported."""
    return Line("What I couldn't place:", Style.QUIET)


def nothing_to_export() -> Line:
    """/export of an empty log."""
    return Line("You haven't logged anything yet. Tell me what you saw: “watched Heat, 4.5”.")


def export(viewings: int, wanted: int) -> Line:
    """/export."""
    on_list = f" and {count(wanted, 'film')} of your list" if wanted else ""
    return Line(f"Here you are: {count(viewings, 'viewing')}{on_list}.")


README = """Your films, as because-you-watched keeps them.

because-you-watched.json   Everything: viewings with day and stars, your list, what you refused.
                           Send it, or this whole zip, to a bot like this one to bring it back.
letterboxd-watched.csv     The viewings, for https://letterboxd.com/import/
letterboxd-watchlist.csv   Your list, for the import below your watchlist there.

Films carry their ids of IMDb and TMDB where they are known, so that the right one is found.
Cells that a spreadsheet would take for a formula have a ' in front.
"""
"""In the zip that /export sends."""
