"""One viewing of a person's log: shown by its number, and changed by itself."""

from bot.conversation.log import in_private
from bot.conversation.memory import WantedDay, WantedNote
from bot.conversation.turn import Turn
from bot.intents import Entry
from bot.presentation import keyboards
from bot.presentation.wording import log as log_words
from bot.presentation.wording import looking_back as words
from bot.replies import Line, Reply
from recommender import Watch
from recommender.domain import Film


def entry(turn: Turn, intent: Entry) -> tuple[Reply, ...]:
    """Show a viewing, or change its stars, its day or its note, or take it out."""
    if not turn.may_name_log:
        return (in_private(),)
    people = turn.recommender
    watch = people.entry(turn.person_id, intent.watch_id)
    film = None if watch is None else turn.film(watch.movie_id)
    if watch is None or film is None:
        line = words.no_such_entry()
        return (Reply((line,), toast=line.text),)
    turn.talk.film = film.movie_id
    match intent:
        case Entry("day", watch_id, _, None):
            turn.talk.question = WantedDay(watch_id)
            return (_asked(words.which_day(film), film),)
        case Entry("note", watch_id, _, _, None):
            turn.talk.question = WantedNote(watch_id)
            return (_asked(words.which_note(film), film),)
        case Entry("remove"):
            gone = people.remove_entry(turn.cause, watch)
            line, rows = log_words.removed(film), keyboards.undo(gone)
            return (Reply((line,), rows, films=(film.movie_id,), replaces_pressed=turn.pressed),)
        case Entry("show"):
            return (_shown(turn, watch, film, None),)
        case _:
            turn.talk.question = None
            change = people.change_entry(
                turn.cause,
                watch,
                rating=intent.rating,
                watched_on=intent.watched_on,
                note=intent.words,
            )
            changed = people.entry(turn.person_id, intent.watch_id) or watch
            return (_shown(turn, changed, film, change),)


def _asked(line: Line, film: Film) -> Reply:
    return Reply((line,), films=(film.movie_id,))


def _shown(turn: Turn, watch: Watch, film: Film, change_id: int | None) -> Reply:
    # The page of the log stays as it is: the viewing stands in a message of its own.
    lines = words.entry(film, watch.rating, watch.watched_on, watch.note, turn.today)
    return Reply(
        lines,
        keyboards.entry(watch.watch_id, film.movie_id, change_id),
        films=(film.movie_id,),
        replaces_pressed=turn.pressed and change_id is not None,
    )
