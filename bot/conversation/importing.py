"""Histories in and out by file: looked at, written, settled film by film, taken along.

Reading and writing a file is long work. It is a generator here that yields how far it is, and is
gone on with when everybody else has had their turn.
"""

import io
from collections.abc import Generator

from bot.conversation.log import in_private
from bot.conversation.turn import Turn
from bot.conversation.works import Work
from bot.intents import Import
from bot.presentation import file_keyboards as keyboards
from bot.presentation.wording import imports as words
from bot.presentation.wording import talk as talk_words
from bot.replies import File, Line, Reply
from recommender import FileOutcome, FileOverview, FileProgress, Says, read_file, told_apart
from recommender.domain import MovieId
from recommender.errors import BadImport

LONGEST_NAME = 60


def step(turn: Turn, intent: Import) -> tuple[Reply, ...] | Work:
    """Do what /import, a file, or a button below one asks."""
    if turn.incoming.chat.is_group:
        return (in_private(),)
    if isinstance(turn.incoming.what, File):
        return _read(turn, turn.incoming.what)
    if intent.import_id is None:
        return _show(turn)
    transfers, import_id = turn.recommender.transfers, intent.import_id
    file = transfers.find(turn.person_id, import_id)
    if file is None and intent.step not in {"write", "add", "settle"}:
        return (Reply((words.nothing_waits(),), replaces_pressed=turn.pressed),)
    name = "" if file is None else file.file
    match intent.step:
        case "write":
            return _write(turn, import_id, name)
        case "add":
            return _add(turn, import_id, name)
        case "seen" | "wanted":
            transfers.say(import_id, Says.SEEN if intent.step == "seen" else Says.WANTED)
            return _look_again(turn, import_id)
        case "cancel":
            transfers.drop(import_id)
            return (Reply((words.dropped(name),), replaces_pressed=turn.pressed),)
        case "settle" if intent.film is not None and intent.movie_id is not None:
            return _settle(turn, import_id, intent.film, intent.movie_id)
        case "skip" if intent.film is not None:
            transfers.skip(import_id, intent.film)
            return _ask(turn, import_id, (words.skipped(),))
        case "ask":
            return _ask(turn, import_id)
        case "rows":
            left = File("not-imported.csv", transfers.rows_left(import_id))
            return (Reply((words.rows_left(),), file=left),)
        case _:
            stale = talk_words.stale_button()
            return (Reply((stale,), toast=stale.text),)


def export(turn: Turn) -> tuple[Reply, ...]:
    """/export."""
    if turn.incoming.chat.is_group:
        return (in_private(),)
    people = turn.recommender
    viewings = people.count_watches(turn.person_id)
    wanted = len(people.watchlist(turn.person_id))
    if not viewings and not wanted and not people.dismissed(turn.person_id):
        return (Reply((words.nothing_to_export(),)),)
    data = people.transfers.export(turn.person_id, turn.now, readme=words.README)
    file = File(f"because-you-watched-{turn.today:%Y-%m-%d}.zip", data)
    return (Reply((words.export(viewings, wanted),), file=file),)


def _show(turn: Turn) -> tuple[Reply, ...]:
    transfers = turn.recommender.transfers
    files = [
        (file, transfers.waiting(file.import_id))
        for file in transfers.files(turn.person_id)
        if file.state == "written"
    ]
    if not files:
        return (Reply(words.how_to_import()),)
    lines = words.waiting([(file.file, films) for file, films in files])
    rows = keyboards.waiting([(file.import_id, file.file) for file, _ in files])
    return (Reply((*words.how_to_import(), *lines), rows),)


def _card(turn: Turn, *lines: Line) -> Reply:
    """The message that shows how far the work is, and what came of it."""
    key = turn.incoming.update_key
    return Reply(lines, card=f"file:{key}", replaces_pressed=turn.pressed)


def _read(turn: Turn, file: File) -> Work:
    name = file.name[-LONGEST_NAME:] or "file"
    try:
        reading = read_file(name, io.BytesIO(file.data), today=turn.today, zone=turn.now.tzinfo)
        while True:
            try:
                rows = next(reading)
            except StopIteration as end:
                found = end.value
                break
            yield _card(turn, words.reading(name, rows, None))
    except BadImport as wrong:
        return (_with(_card(turn), words.bad_file(wrong)),)
    looking = turn.recommender.transfers.draft(turn.cause, name, found)
    overview = yield from _told(turn, name, looking)
    return _found(turn, overview)


def _told(
    turn: Turn, name: str, looking: Generator[FileProgress, None, FileOverview]
) -> Generator[Reply, None, FileOverview]:
    while True:
        try:
            progress = next(looking)
        except StopIteration as end:
            overview: FileOverview = end.value
            return overview
        yield _card(turn, words.reading(name, progress.done, progress.total))


def _look_again(turn: Turn, import_id: int) -> Work:
    looking = turn.recommender.transfers.looked_at(import_id)
    overview = yield from _told(turn, "your file", looking)
    return _found(turn, overview)


def _found(turn: Turn, found: FileOverview) -> tuple[Reply, ...]:
    """What a file would do, and whether to."""
    file, card = found.file, _card(turn)
    if file.state == "asking":
        films = sum(
            one.films for one in (found.matched, found.already, found.ambiguous, found.unknown)
        )
        lines = words.seen_or_wanted(file.file, films)
        return (_with(card, lines, keyboards.seen_or_wanted(file.import_id)),)
    if not found.matched.films and not found.ambiguous.films and not found.unknown.films:
        turn.recommender.transfers.drop(file.import_id)
        return (_with(card, (words.all_there(file.file),)),)
    return (_with(card, words.overview(found), keyboards.confirm(file.import_id)),)


def _write(turn: Turn, import_id: int, name: str) -> Work:
    writing = turn.recommender.transfers.write(turn.cause, import_id)
    outcome = yield from _written(turn, name, writing)
    if not outcome.file and not outcome.written:
        return (_with(_card(turn), (words.nothing_waits(),)),)
    report = _with(_card(turn), words.outcome(outcome), keyboards.after_import(outcome))
    if not outcome.waiting:
        return (report,)
    left = File("not-imported.csv", turn.recommender.transfers.rows_left(import_id))
    return (report, Reply((words.rows_left(),), file=left))


def _written(
    turn: Turn, name: str, writing: Generator[FileProgress, None, FileOutcome]
) -> Generator[Reply, None, FileOutcome]:
    while True:
        try:
            progress = next(writing)
        except StopIteration as end:
            outcome: FileOutcome = end.value
            return outcome
        yield _card(turn, words.writing(name, progress.done, progress.total))


def _add(turn: Turn, import_id: int, name: str) -> Work:
    writing = turn.recommender.transfers.add_missing(turn.cause, import_id)
    outcome = yield from _written(turn, name, writing)
    if not outcome.added:
        return (_with(_card(turn), (words.nothing_waits(),)),)
    return (_with(_card(turn), words.added(outcome), keyboards.after_import(outcome)),)


def _settle(turn: Turn, import_id: int, film: int, movie_id: MovieId) -> tuple[Reply, ...]:
    settled = turn.recommender.transfers.settle(turn.cause, import_id, film, movie_id)
    if not settled.file and not settled.written:
        return _ask(turn, import_id)
    chosen = turn.film(movie_id)
    name = "" if chosen is None else chosen.name
    return _ask(turn, import_id, (words.settled(name, settled),), settled)


def _ask(
    turn: Turn,
    import_id: int,
    before: tuple[Line, ...] = (),
    settled: FileOutcome | None = None,
) -> tuple[Reply, ...]:
    """Ask about the next film of a file that is not sure."""
    transfers = turn.recommender.transfers
    change_id = None if settled is None else settled.change_id
    is_own = transfers.find(turn.person_id, import_id) is not None
    first = next(iter(transfers.unsure(import_id, 1)), None) if is_own else None
    if first is None:
        lines = before or (words.nothing_waits(),)
        return (Reply(lines, keyboards.undo(change_id), replaces_pressed=turn.pressed),)
    films = turn.films(first.candidates)
    labels = told_apart(films, turn.recommender.facts.facts_of)
    lines = words.which_film(
        first.named, first.rows, transfers.waiting(import_id), known=bool(films)
    )
    rows = keyboards.which_film(
        first, list(zip(labels, films, strict=True)), change_id, transfers.unknown(import_id)
    )
    return (Reply((*before, *lines), rows, replaces_pressed=turn.pressed),)


def _with(card: Reply, lines: tuple[Line, ...], rows: keyboards.Rows = ()) -> Reply:
    return Reply(lines, rows, card=card.card, replaces_pressed=card.replaces_pressed)
