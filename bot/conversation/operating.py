"""The operator's commands: /status, /refit, /films, /block and /unblock, in private only."""

import datetime as dt
import re

from bot.conversation import talk
from bot.conversation.board import Board
from bot.conversation.turn import Turn
from bot.intents import Operate
from bot.presentation import keyboards
from bot.presentation.wording import operating as words
from bot.replies import Line, Reply
from recommender.domain import ChatId, MovieId, PersonId, Resolved

_MOST_MISSED_SHOWN = 8


def operate(turn: Turn, intent: Operate, board: Board) -> tuple[Reply, ...]:
    """Do what an admin asks; for everybody else the command does not exist."""
    if not board.is_admin(turn.person_id):
        return talk.help_(turn)
    if turn.incoming.chat.is_group:
        return (Reply((words.in_private(),), keyboards.private_chat()),)
    match intent.command:
        case "status":
            return (Reply(_status(turn, board)),)
        case "refit":
            board.wants_refit = True
            return (Reply((words.refit_begins(),)),)
        case "films":
            return (Reply(_films(turn, intent.argument)),)
        case "block" | "unblock":
            blocks = intent.command == "block"
            return (Reply((_block(turn, intent.argument, blocks=blocks),)),)


def alerts(board: Board, now: dt.datetime) -> tuple[Reply, ...]:
    """What the admins are to be told by now, each in their private chat."""
    told = board.alerts(now) if board.admins else ()
    if not told:
        return ()
    lines = words.alert(told)
    return tuple(Reply(lines, chat_id=ChatId(admin)) for admin in sorted(board.admins or ()))


def _status(turn: Turn, board: Board) -> tuple[Line, ...]:
    recommender, snapshot = turn.recommender, turn.recommender.snapshot
    now = turn.now
    model = None
    if snapshot is not None:
        age = now - dt.datetime.fromtimestamp(snapshot.created_at, dt.UTC)
        model = words.model(snapshot.model.n_items, snapshot.model.parameters.factors, age)
    return words.status(
        version=board.version,
        up=None if board.started_at is None else now - board.started_at,
        films=len(recommender.catalogue),
        model=model,
        metrics={} if snapshot is None else snapshot.metrics,
        changes=recommender.new_changes(),
        last_refit=board.last_refit,
        waiting=turn.store.inbox.count(),
        errors=(board.errors_today, board.last_error),
        backup=None if board.last_backup is None else now - board.last_backup,
        missed=board.missed.most_common(_MOST_MISSED_SHOWN),
    )


def _films(turn: Turn, argument: str) -> tuple[Line, ...]:
    verb, _, rest = argument.partition(" ")
    if not verb:
        added = turn.recommender.added()
        shown = [(one.film.movie_id, one.film.name, one.state) for one in added]
        return words.added_films(shown)
    number, _, into = rest.strip().partition(" ")
    film = turn.recommender.added_film(MovieId(int(number))) if _is_id(number) else None
    if film is None:
        return (words.which_added_film(),)
    movie_id, name = film.film.movie_id, film.film.name
    match verb.casefold():
        case "remove":
            turn.recommender.hide(movie_id)
            return (words.film_removed(name, movie_id),)
        case "show":
            turn.recommender.share(movie_id)
            return (words.film_shown(name, movie_id),)
        case "merge":
            other = _other(turn, into)
            if other is None or other == movie_id:
                return (words.merge_into_which(name),)
            turn.recommender.merge(movie_id, other)
            kept = turn.film(other)
            return (words.films_merged(name, name if kept is None else kept.name),)
        case _:
            return (words.which_added_film(),)


def _other(turn: Turn, text: str) -> MovieId | None:
    """The film of an id or a title."""
    if _is_id(text):
        film = turn.film(MovieId(int(text)))
        return None if film is None else film.movie_id
    match turn.recommender.titles.resolve(text):
        case Resolved(film=found):
            return found.movie_id
        case _:
            return None


def _is_id(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,18}", text) is not None


def _block(turn: Turn, argument: str, *, blocks: bool) -> Line:
    if not _is_id(argument) or int(argument) in {turn.person_id, 0} or int(argument) >= 2**52:
        return words.block_whom()
    person_id = PersonId(int(argument))
    if not blocks:
        return words.unblocked(person_id, was=turn.store.blocked.remove(person_id))
    turn.recommender.meet(person_id, "", turn.cause.at)
    turn.store.blocked.add(person_id, turn.cause.at)
    return words.blocked(person_id)
