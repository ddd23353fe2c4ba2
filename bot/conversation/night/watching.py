"""After the film: who watched it, and how it was. Both go into their logs."""

from bot.conversation.night import steps
from bot.conversation.night.evening import Evening, again
from bot.conversation.turn import Turn
from bot.presentation.wording import night_taps as notices
from recommender import LogEntry

SOURCE = "night"


def watched(turn: Turn, before: Evening, rating: float | None) -> str:
    """Log the film for whoever taps, once, and with the stars they tap. Runs in a transaction."""
    night, recommender, store = before.night, before.recommender, before.store
    film = None if night.winner is None else turn.film(night.winner)
    if film is None:
        return notices.over() if night.state == "cancelled" else notices.not_yet()
    day = steps.watched_on(before)
    last = recommender.last_watch(turn.person_id, film.movie_id)
    fresh = last is None or (last.watched_on is not None and last.watched_on < day)
    if fresh:
        entry = LogEntry(film.movie_id, rating, day)
        recommender.log(turn.cause, (entry,), source=SOURCE)
    elif rating is not None:
        recommender.rate(turn.cause, ((film.movie_id, rating),))
    store.night_members.join(night.night_id, turn.person_id, before.at)
    store.night_members.watched(night.night_id, turn.person_id)
    if all(member.watched for member in again(before).members):
        store.nights.asked(night.night_id)
    if rating is not None:
        return notices.rated(film, rating)
    return notices.logged(film) if fresh else notices.logged_already(film)
