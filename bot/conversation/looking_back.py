"""What a person saw, how many, when, and what they gave it: answered from their own log."""

from collections import Counter
from collections.abc import Sequence

from bot.conversation import questions
from bot.conversation.log import in_private
from bot.conversation.turn import Turn
from bot.intents import History, HistoryQuestion
from bot.presentation import keyboards
from bot.presentation.wording import looking_back as words
from bot.replies import Reply
from recommender import LogQuery, Watch
from recommender.domain import Film, distinct

PAGE = 10
"""Entries on a page of the log."""
MOST_GENRES = 3


def history(turn: Turn, intent: History) -> tuple[Reply, ...]:
    """Answer from the person's own log."""
    if not turn.may_name_log:
        return (in_private(),)
    question = intent.question
    if question.films:
        films, unsettled = turn.settle_all(question.films)
        replies = tuple(_of_film(turn, film, question) for film in films)
        return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))
    query = LogQuery(
        since=question.since,
        until=question.until,
        rating_from=question.rating_from,
        rating_to=question.rating_to,
    )
    found = [
        (film, watch)
        for watch in turn.recommender.watches(turn.person_id, query)
        if (film := turn.film(watch.movie_id)) is not None and question.filters.admits(film)
    ]
    if question.measure == "genres":
        return (_genres(found),)
    if question.measure == "average":
        return (_average(found, question),)
    return (_page(turn, _ordered(found, question), intent),)


def _ordered(
    found: Sequence[tuple[Film, Watch]], question: HistoryQuestion
) -> Sequence[tuple[Film, Watch]]:
    """The viewings as they were asked for: the newest one, or those with most or fewest stars."""
    if question.measure == "last":
        return found[:1]
    if question.measure not in {"best", "worst"}:
        return found
    rated = {film.movie_id: (film, watch) for film, watch in reversed(found) if watch.rating}
    sign = -1 if question.measure == "best" else 1
    return sorted(rated.values(), key=lambda entry: sign * (entry[1].rating or 0.0))


def _of_film(turn: Turn, film: Film, question: HistoryQuestion) -> Reply:
    """Whether, when and how a film was seen."""
    turn.talk.film = film.movie_id
    watches = turn.recommender.watches(turn.person_id, LogQuery((film.movie_id,)))
    if not watches:
        return Reply((words.not_logged(film),), keyboards.unseen_film(film), films=(film.movie_id,))
    if question.measure == "rating" and watches[0].rating is None:
        return Reply((words.no_stars(film),), keyboards.stars(film), films=(film.movie_id,))
    lines = words.of_film(film, [(watch.rating, watch.watched_on) for watch in watches], turn.today)
    return Reply(lines, films=(film.movie_id,))


def _average(found: Sequence[tuple[Film, Watch]], question: HistoryQuestion) -> Reply:
    stars = [watch.rating for _, watch in found if watch.rating is not None]
    if not stars:
        return Reply((words.nothing_rated(question),))
    return Reply((words.average(sum(stars) / len(stars), len(stars), question),))


def _genres(found: Sequence[tuple[Film, Watch]]) -> Reply:
    """The genres that stand in the log most, each film counted once."""
    films = {film.movie_id: film for film, _ in found}
    counts = Counter(genre for film in films.values() for genre in film.genres)
    return Reply((words.genres(counts.most_common(MOST_GENRES), len(films)),))


def _page(turn: Turn, found: Sequence[tuple[Film, Watch]], intent: History) -> Reply:
    """One page of the viewings found, newest first."""
    question = intent.question
    last_page = max(0, (len(found) - 1) // PAGE)
    page = min(intent.page, last_page)
    shown = found[page * PAGE : (page + 1) * PAGE]
    turn.talk.shown = distinct([film.movie_id for film, _ in shown])
    lines = words.history(
        [(film, watch.rating, watch.watched_on, watch.note) for film, watch in shown],
        total=len(found),
        first=page * PAGE + 1,
        today=turn.today,
        question=question,
    )
    if not shown:
        rows = keyboards.first_steps() if question == HistoryQuestion() else ()
    else:
        entries = [watch.watch_id for _, watch in shown]
        rows = keyboards.pages(question, page, last_page, entries, first=page * PAGE + 1)
    return Reply(lines, rows, films=turn.talk.shown, replaces_pressed=turn.pressed)
