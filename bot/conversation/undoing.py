"""Taking things back, and saying what came of it."""

from collections.abc import Hashable, Sequence

from bot.conversation import questions
from bot.conversation.turn import Turn
from bot.intents import Undo
from bot.presentation import keyboards
from bot.presentation.wording import log as words
from bot.replies import Line, Reply
from recommender import UndoneChange
from recommender.domain import Film, MovieId

MOST_TOLD = 12
"""Films that are named one by one; those of an import are counted."""


def undo(turn: Turn, intent: Undo) -> tuple[Reply, ...]:
    """Take back a change, what was logged of the films named, or the last change."""
    if intent.films:
        return _unlogged(turn, intent)
    change_id = turn.talk.undone if intent.back else intent.change_id
    nothing = intent.back and change_id is None
    undone = None if nothing else turn.recommender.undo(turn.cause, change_id)
    if undone is None:
        return (Reply((words.nothing_to_undo(),), toast=words.nothing_to_undo().text),)
    turn.talk.undone = None if undone.is_redo else undone.change_id
    told = _worth_telling(undone.changes)
    films = undone.films(told)
    if len(films) > MOST_TOLD:
        line = words.many_undone(len(films), again=undone.is_redo)
        rows = keyboards.after_undo(undone.change_id, redone=undone.is_redo, in_deck=False)
        return (Reply((line,), rows, replaces_pressed=turn.pressed),)
    if not turn.may_name_log:  # the last change may have been made elsewhere
        rows = keyboards.after_undo(undone.change_id, redone=undone.is_redo, in_deck=False)
        return (Reply((words.undone(again=undone.is_redo),), rows),)
    turn.talk.film = films[0].movie_id if len(films) == 1 else None
    in_deck = any(change.in_deck for change in told)
    return (
        Reply(
            tuple(_sentence(same, undone.films(same)) for same in _of_one_kind(told)),
            keyboards.after_undo(undone.change_id, redone=undone.is_redo, in_deck=in_deck),
            films=tuple(film.movie_id for film in films),
            replaces_pressed=turn.pressed,
        ),
    )


def _unlogged(turn: Turn, intent: Undo) -> tuple[Reply, ...]:
    films, unsettled = turn.settle_all(intent.films)
    gone: list[Film] = []
    change_id: int | None = None
    for film in films:
        receipt = turn.recommender.unlog(turn.cause, film.movie_id)
        if receipt is not None:
            gone.append(film)
            change_id = receipt.change_id or change_id
    replies: list[Reply] = []
    if gone:
        ids = tuple(film.movie_id for film in gone)
        replies.append(Reply((words.unlogged(gone),), keyboards.undo(change_id), films=ids))
    missing = [film for film in films if film not in gone]
    if missing:
        replies.append(Reply((words.not_in_log(missing),)))
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def _worth_telling(changes: Sequence[UndoneChange]) -> list[UndoneChange]:
    """One change for each film: what a log did to the watchlist beside goes without saying."""
    told: dict[MovieId, UndoneChange] = {}
    for change in sorted(changes, key=lambda change: change.kind == "watchlist"):
        told.setdefault(change.movie_id, change)
    return list(told.values())


def _of_one_kind(changes: Sequence[UndoneChange]) -> list[list[UndoneChange]]:
    """The changes that one sentence tells; stars are told film by film."""
    kinds: dict[Hashable, list[UndoneChange]] = {}
    for change in changes:
        film = change.movie_id if change.kind == "rating" else None
        kinds.setdefault((change.kind, change.gone, film), []).append(change)
    return list(kinds.values())


def _sentence(changes: Sequence[UndoneChange], films: Sequence[Film]) -> Line:
    change = changes[0]
    match change.kind:
        case "rating":
            return words.as_before(films[0], change.rating)
        case "entry":
            return words.as_it_was(films)
        case "log":
            return words.out_of_log(films) if change.gone else words.back_in_log(films)
        case "dismissal":
            return words.forgiven(films) if change.gone else words.dismissed(films)
        case "film":
            return words.out_of_catalogue(films) if change.gone else words.back_in_catalogue(films)
        case "watchlist":
            return words.unwanted(films) if change.gone else words.wanted(films)
