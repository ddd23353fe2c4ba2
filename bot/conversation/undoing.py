"""Taking back what was changed, and putting it back again."""

from collections.abc import Sequence

from bot.conversation.turn import Turn
from bot.intents import Undo
from bot.language import keyboards
from bot.language.wording import log as words
from bot.replies import Line, Reply
from recommender import Change
from recommender.domain import Film


def undo(turn: Turn, intent: Undo) -> tuple[Reply, ...]:
    """Take back one change with all that came in the same message."""
    journal = turn.recommender.journal
    change_id = intent.change_id
    if change_id is None:
        latest = journal.latest(turn.person_id)
        change_id = 0 if latest is None else latest.change_id
    undone = turn.recommender.undo(turn.cause, change_id)
    if undone is None:
        return (Reply((words.nothing_to_undo(),), toast=words.nothing_to_undo().text),)
    # What a log did to the watchlist beside is undone too, and goes without saying.
    told = [change for change in undone.changes if change.table != "watchlist"]
    told = told or list(undone.changes)
    films = undone.films(told)
    in_deck = any((change.before or {}).get("source") == "deck" for change in told)
    return (
        Reply(
            (_said(told, films),),
            keyboards.after_undo(
                undone.changes[-1].change_id, redone=undone.is_redo, in_deck=in_deck
            ),
            films=tuple(film.movie_id for film in films),
            replaces_pressed=turn.pressed,
        ),
    )


def _said(changes: Sequence[Change], films: Sequence[Film]) -> Line:
    change = changes[0]
    gone = change.after is None
    match change.table:
        case "watches" if change.before is not None and change.after is not None:
            rating = change.after["rating"]
            return words.as_before(films[0], None if rating is None else float(rating))
        case "watches":
            return words.out_of_log(films) if gone else words.back_in_log(films)
        case "dismissals":
            return words.forgiven(films) if gone else words.dismissed(films)
        case "added_films":
            return words.out_of_catalogue(films) if gone else words.back_in_catalogue(films)
        case _:
            return words.unwanted(films) if gone else words.wanted(films)
