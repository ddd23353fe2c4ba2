"""Answers that change the log: watching, rating, correcting, dismissing, the watchlist."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.conversation import questions
from bot.conversation.memory import Offered, WantedRating
from bot.conversation.turn import Turn, Unsettled
from bot.intents import (
    Amend,
    ById,
    LogWatched,
    NotInterested,
    NotSeen,
    Rate,
    Watchlist,
)
from bot.presentation import keyboards
from bot.presentation.wording import lists as list_words
from bot.presentation.wording import log as words
from bot.replies import Line, Reply
from recommender import LogEntry, Receipt, Written
from recommender.domain import Film, MovieId


def log_watched(turn: Turn, intent: LogWatched) -> tuple[Reply, ...]:
    """Log viewings, each with its own day and stars; what is unclear is asked about."""
    entries: dict[MovieId, LogEntry] = {}
    unsettled: list[Unsettled] = []
    for viewing in intent.viewings:
        settled = turn.settle_each((viewing.film,))
        unsettled += settled.unsettled
        day = viewing.watched_on or (None if viewing.undated else turn.today)
        for film in settled.films:
            told = entries.setdefault(
                film.movie_id,
                LogEntry(
                    film.movie_id,
                    viewing.rating,
                    None if day is None else min(day, turn.today),
                    viewing.rewatch,
                ),
            )
            if told.rating is None and viewing.rating is not None:
                # "saw Dunkirk and Heat, Dunkirk 3, Heat 5"
                entries[film.movie_id] = replace(told, rating=viewing.rating)
    replies: list[Reply] = []
    if entries:
        receipt = turn.recommender.log(turn.cause, tuple(entries.values()))
        replies.append(_written(turn, receipt))
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(entries)))


def rate(turn: Turn, intent: Rate) -> tuple[Reply, ...]:
    """Give films their stars; one that is not in the log yet joins it, without a day."""
    given: dict[MovieId, float] = {}
    asked: list[Film] = []
    unsettled: list[Unsettled] = []
    for opinion in intent.opinions:
        settled = turn.settle_each((opinion.film,))
        unsettled += settled.unsettled
        for film in settled.films:
            if opinion.rating is None:
                asked.append(film)
            else:
                given.setdefault(film.movie_id, opinion.rating)
    replies: list[Reply] = []
    if given:
        receipt = turn.recommender.rate(turn.cause, tuple(given.items()))
        replies.append(_rated(turn, receipt))
    if asked and not unsettled:
        turn.talk.film = asked[0].movie_id
        replies.append(ask_stars(turn, asked[0]))
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(replies)))


def amend(turn: Turn, intent: Amend) -> tuple[Reply, ...]:
    """Correct the stars or the day of a film in the log."""
    settled = turn.settle_each((intent.film,))
    replies: list[Reply] = []
    for film in settled.films[:1]:
        receipt = turn.recommender.amend(
            turn.cause, film.movie_id, rating=intent.rating, watched_on=_past(turn, intent)
        )
        if receipt is None:
            # Never logged: what was named with its stars or day is a viewing after all.
            entry = LogEntry(film.movie_id, intent.rating, _past(turn, intent))
            receipt = turn.recommender.log(turn.cause, (entry,))
        turn.talk.film = film.movie_id
        replies.append(_corrected(turn, film, receipt))
    return (*replies, *questions.about(turn, settled.unsettled, intent, settled=bool(replies)))


def _past(turn: Turn, intent: Amend) -> dt.date | None:
    return None if intent.watched_on is None else min(intent.watched_on, turn.today)


def _written(turn: Turn, receipt: Receipt) -> Reply:
    """What a log says for each film, those alike in one line."""
    lines: list[Line] = []
    for (outcome, rating, day), group in groupby(
        receipt.films, key=lambda one: (one.outcome, one.rating, one.watched_on)
    ):
        films = _films(turn, list(group))
        if outcome == "new":
            lines.append(words.logged(films, rating, day, turn.today))
        elif outcome == "again":
            lines += [words.logged_again(film, rating, day, turn.today) for film in films]
        elif outcome == "amended" and rating is not None:
            lines.append(words.rated(films, rating))
        elif turn.may_name_log:
            lines.append(words.already_logged(films, rating, day, turn.today))
        else:
            lines.append(words.logged(films, None, None, turn.today))  # as if it were new
    films = _films(turn, receipt.films)
    turn.talk.film = films[0].movie_id if len(films) == 1 else None
    if len(films) > 1:
        turn.talk.shown = tuple(film.movie_id for film in films)
    asks_stars = len(films) == 1 and (
        receipt.films[0].rating is None
        or (receipt.films[0].outcome == "known" and not turn.may_name_log)
    )
    if asks_stars:
        turn.talk.question = WantedRating(films[0].movie_id)
    return Reply(
        tuple(lines),
        keyboards.after_log(films, receipt.change_id, asks_stars=asks_stars),
        films=tuple(film.movie_id for film in films),
        replaces_pressed=turn.pressed,
    )


def _rated(turn: Turn, receipt: Receipt) -> Reply:
    lines = [
        words.rated(_films(turn, list(group)), rating)
        for rating, group in groupby(receipt.films, key=lambda one: one.rating)
        if rating is not None
    ]
    films = _films(turn, receipt.films)
    turn.talk.film = films[0].movie_id if len(films) == 1 else None
    if len(films) > 1:
        turn.talk.shown = tuple(film.movie_id for film in films)
    return Reply(
        tuple(lines),
        keyboards.after_log(films, receipt.change_id, asks_stars=False),
        films=tuple(film.movie_id for film in films),
        replaces_pressed=turn.pressed,
    )


def _corrected(turn: Turn, film: Film, receipt: Receipt) -> Reply:
    (one,) = receipt.films
    if one.outcome == "known" and turn.may_name_log:
        line = words.already_logged([film], one.rating, one.watched_on, turn.today)
    else:
        line = words.corrected(film, one.rating, one.watched_on, turn.today)
    return Reply(
        (line,),
        keyboards.undo(receipt.change_id),
        films=(film.movie_id,),
        replaces_pressed=turn.pressed,
    )


def _films(turn: Turn, written: Sequence[Written]) -> list[Film]:
    return turn.films([one.movie_id for one in written])


def ask_stars(turn: Turn, film: Film) -> Reply:
    """Ask how many stars a film deserves."""
    turn.talk.question = WantedRating(film.movie_id)
    return Reply((words.how_many_stars(film),), keyboards.stars(film), films=(film.movie_id,))


def not_interested(turn: Turn, intent: NotInterested) -> tuple[Reply, ...]:
    """Never show these films again."""
    films, unsettled = turn.settle_all(intent.films)
    replies: list[Reply] = []
    if films:
        receipt = turn.recommender.dismiss(turn.cause, [film.movie_id for film in films])
        replies.append(_noted(turn, films, words.dismissed(films), receipt))
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def not_seen(turn: Turn, intent: NotSeen) -> tuple[Reply, ...]:
    """Not seen: nothing is logged, and a mistaken log is offered to be taken out."""
    films, unsettled = turn.settle_all(intent.films)
    replies: list[Reply] = []
    for film in films[:1]:
        turn.talk.film = film.movie_id
        if turn.pressed:
            receipt = turn.recommender.unlog(turn.cause, film.movie_id)
            if receipt is not None:
                replies.append(_noted(turn, [film], words.removed(film), receipt))
                continue
        if not turn.may_name_log:
            replies.append(in_private())
            continue
        if turn.recommender.last_watch(turn.person_id, film.movie_id) is not None:
            turn.talk.question = Offered(NotSeen((ById(film.movie_id),)))
            line, rows = words.really_remove(film), keyboards.remove_from_log(film)
        else:
            line, rows = words.not_in_log(films), keyboards.unseen_film(film)
        replies.append(Reply((line,), rows, films=(film.movie_id,)))
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def watchlist(turn: Turn, intent: Watchlist) -> tuple[Reply, ...]:
    """Show the watchlist, or put films on it or take them off."""
    if not intent.films:
        return (_shown_watchlist(turn, intent.page),)
    films, unsettled = turn.settle_all(intent.films)
    replies: list[Reply] = []
    if films:
        act = turn.recommender.drop if intent.remove else turn.recommender.keep
        receipt = act(turn.cause, [film.movie_id for film in films])
        line = words.unwanted(films) if intent.remove else words.wanted(films)
        replies.append(_noted(turn, films, line, receipt))
    return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))


def _shown_watchlist(turn: Turn, page: int) -> Reply:
    if not turn.may_name_log:
        return in_private()
    wanted = turn.films(turn.recommender.watchlist(turn.person_id))
    last = max(0, (len(wanted) - 1) // keyboards.MOST_NUMBERS)
    first = min(page, last) * keyboards.MOST_NUMBERS
    films = wanted[first : first + keyboards.MOST_NUMBERS]
    turn.talk.shown = tuple(film.movie_id for film in films)
    return Reply(
        words.watchlist(films, first + 1, len(wanted)),
        keyboards.watchlist(films, min(page, last), last),
        films=turn.talk.shown,
        replaces_pressed=turn.pressed,
    )


def _noted(turn: Turn, films: Sequence[Film], line: Line, receipt: Receipt) -> Reply:
    if len(films) == 1:
        turn.talk.film = films[0].movie_id
    return Reply(
        (line,),
        keyboards.undo(receipt.change_id),
        films=tuple(film.movie_id for film in films),
        replaces_pressed=turn.pressed,
    )


def in_private() -> Reply:
    """What a group is told that asks for somebody's own log."""
    return Reply((list_words.ask_in_private(),), keyboards.private_chat())
