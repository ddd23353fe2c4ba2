"""Logging, rating, refusing, and taking it back."""

import datetime as dt

from bot.conversation import questions
from bot.conversation.memory import Offered, WantedRating
from bot.conversation.turn import Turn
from bot.intents import (
    ById,
    History,
    LogWatched,
    NotInterested,
    NotSeen,
    Rate,
    Watchlist,
)
from bot.language import keyboards
from bot.language.wording import lists as list_words
from bot.language.wording import log as words
from bot.replies import Line, Reply
from recommender import Change, Watch
from recommender.domain import Film

PAGE = 10
"""Entries on a page of the log."""


def log_watched(turn: Turn, intent: LogWatched) -> tuple[Reply, ...]:
    """Log viewings; what is unclear is asked about, the rest is logged at once."""
    films, unsettled = turn.settle_all(intent.films)
    day = intent.watched_on or (None if intent.undated else turn.today)
    if day is not None:
        day = min(day, turn.today)
    replies: list[Reply] = []
    if films:
        replies.append(_logged(turn, films, intent, day))
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def _logged(turn: Turn, films: list[Film], intent: LogWatched, day: dt.date | None) -> Reply:
    fresh: list[Film] = []
    known: list[tuple[Film, Watch]] = []
    change: Change | None = None
    amended = False
    again = False
    for film in films:
        last = turn.recommender.watches.last_of(turn.person_id, film.movie_id)
        done = turn.recommender.journal.of_update(turn.cause, "watches", film.movie_id)
        if done is None and last is not None and not _is_rewatch(intent, last, day):
            known.append((film, last))
            if intent.rating is not None and intent.rating != last.rating:
                change = turn.recommender.watches.amend(
                    turn.cause, last, rating=intent.rating, watched_on=last.watched_on
                )
                amended = True
            continue
        again = again or (last is not None and done is None)
        change = turn.recommender.watches.log(
            turn.cause, film.movie_id, rating=intent.rating, watched_on=day
        )
        turn.recommender.watches.unwant(turn.cause, film.movie_id)
        fresh.append(film)
    turn.talk.film = films[-1].movie_id
    lines: list[Line] = []
    if fresh:
        said = words.logged_again if again and len(fresh) == 1 else None
        lines.append(
            words.logged(fresh, intent.rating, day, turn.today)
            if said is None
            else said(fresh[0], intent.rating, day, turn.today)
        )
    if known and amended and intent.rating is not None:
        lines.append(words.rated([film for film, _ in known], intent.rating))
    elif known:
        _, last = known[0]
        told = (last.rating, last.watched_on) if turn.may_name_log else (None, None)
        lines.append(words.already_logged([film for film, _ in known], *told, turn.today))
    asks_stars = len(films) == 1 and intent.rating is None
    if asks_stars:
        turn.talk.question = WantedRating(films[0].movie_id)
    return Reply(
        tuple(lines),
        keyboards.after_log(films, change_id(change), asks_stars=asks_stars),
        films=tuple(film.movie_id for film in films),
        replaces_pressed=turn.pressed,
    )


def _is_rewatch(intent: LogWatched, last: Watch, day: dt.date | None) -> bool:
    """Whether this is one more viewing and not the same one told again."""
    if intent.rewatch:
        return True
    return day is not None and last.watched_on is not None and day != last.watched_on


def rate(turn: Turn, intent: Rate) -> tuple[Reply, ...]:
    """Give stars; a film that is not in the log yet joins it, without a day."""
    films, unsettled = turn.settle_all(intent.films)
    replies: list[Reply] = []
    if films:
        turn.talk.film = films[-1].movie_id
        replies.append(
            ask_stars(turn, films[0])
            if intent.rating is None
            else _rated(turn, films, intent.rating)
        )
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def ask_stars(turn: Turn, film: Film) -> Reply:
    """Ask how many stars a film deserves."""
    turn.talk.question = WantedRating(film.movie_id)
    return Reply((words.how_many_stars(film),), keyboards.stars(film), films=(film.movie_id,))


def _rated(turn: Turn, films: list[Film], rating: float) -> Reply:
    watches = turn.recommender.watches
    change: Change | None = None
    for film in films:
        last = watches.last_of(turn.person_id, film.movie_id)
        if last is None:
            change = watches.log(turn.cause, film.movie_id, rating=rating)
        elif last.rating != rating:
            change = watches.amend(turn.cause, last, rating=rating, watched_on=last.watched_on)
        else:
            change = (
                turn.recommender.journal.of_update(turn.cause, "watches", film.movie_id) or change
            )
        watches.unwant(turn.cause, film.movie_id)
    return Reply(
        (words.rated(films, rating),),
        keyboards.after_log(films, change_id(change), asks_stars=False),
        films=tuple(film.movie_id for film in films),
        replaces_pressed=turn.pressed,
    )


def not_interested(turn: Turn, intent: NotInterested) -> tuple[Reply, ...]:
    """Never show these films again."""
    films, unsettled = turn.settle_all(intent.films)
    replies: list[Reply] = []
    if films:
        change: Change | None = None
        for film in films:
            change = turn.recommender.watches.dismiss(turn.cause, film.movie_id) or change
        replies.append(
            Reply(
                (words.dismissed(films),),
                keyboards.undo(change_id(change)),
                films=tuple(film.movie_id for film in films),
                replaces_pressed=turn.pressed,
            )
        )
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def not_seen(turn: Turn, intent: NotSeen) -> tuple[Reply, ...]:
    """Not seen: nothing is logged, and a mistaken log is offered to be taken out."""
    films, unsettled = turn.settle_all(intent.films)
    replies: list[Reply] = []
    if films:
        film = films[0]
        turn.talk.film = film.movie_id
        watch = turn.recommender.watches.last_of(turn.person_id, film.movie_id)
        done = turn.recommender.journal.of_update(turn.cause, "watches", film.movie_id)
        if turn.pressed and (watch or done):
            change = done or (watch and turn.recommender.watches.remove(turn.cause, watch))
            reply = Reply(
                (words.removed(film),),
                keyboards.undo(change_id(change or None)),
                replaces_pressed=True,
            )
        elif watch:
            turn.talk.question = Offered(NotSeen((ById(film.movie_id),)))
            reply = Reply((words.really_remove(film),), keyboards.remove_from_log(film))
        else:
            reply = Reply((words.not_in_log(films),), keyboards.unseen_film(film))
        replies.append(
            Reply(
                reply.lines,
                reply.buttons,
                films=(film.movie_id,),
                replaces_pressed=reply.replaces_pressed,
            )
        )
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def watchlist(turn: Turn, intent: Watchlist) -> tuple[Reply, ...]:
    """Show the watchlist, or put films on it or take them off."""
    watches = turn.recommender.watches
    if not intent.films and not turn.may_name_log:
        return (_in_private(),)
    if not intent.films:
        films = turn.films(watches.wanted(turn.person_id))[: keyboards.MOST_NUMBERS]
        turn.talk.shown = tuple(film.movie_id for film in films)
        return (Reply(words.watchlist(films), keyboards.numbers(films), films=turn.talk.shown),)
    films, unsettled = turn.settle_all(intent.films)
    replies: list[Reply] = []
    if films:
        act = watches.unwant if intent.remove else watches.want
        change: Change | None = None
        for film in films:
            change = act(turn.cause, film.movie_id) or change
        turn.talk.film = films[-1].movie_id
        line = words.unwanted(films) if intent.remove else words.wanted(films)
        replies.append(
            Reply(
                (line,),
                keyboards.undo(change_id(change)),
                films=tuple(film.movie_id for film in films),
                replaces_pressed=turn.pressed,
            )
        )
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def history(turn: Turn, intent: History) -> tuple[Reply, ...]:
    """One page of the log, newest first."""
    if not turn.may_name_log:
        return (_in_private(),)
    watches = turn.recommender.watches
    total = watches.count(turn.person_id)
    last_page = max(0, (total - 1) // PAGE)
    page = min(intent.page, last_page)
    entries = [
        (film, watch.rating, watch.watched_on)
        for watch in watches.newest(turn.person_id, limit=PAGE, offset=page * PAGE)
        if (film := turn.film(watch.movie_id))
    ]
    turn.talk.shown = tuple(film.movie_id for film, _, _ in entries)
    lines = words.history(entries, total=total, first=page * PAGE + 1, today=turn.today)
    return (
        Reply(
            lines,
            keyboards.pages(page, last_page) if entries else keyboards.first_steps(),
            films=turn.talk.shown,
            replaces_pressed=turn.pressed,
        ),
    )


def _in_private() -> Reply:
    return Reply((list_words.ask_in_private(),), keyboards.private_chat())


def change_id(change: Change | None) -> int | None:
    """What an undo button carries."""
    return None if change is None else change.change_id
