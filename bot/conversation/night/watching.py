"""After the film: who watched it, and how it was. Both go into their logs."""

from bot.conversation.night import steps
from bot.conversation.night.evening import Evening, again
from bot.conversation.turn import Turn
from bot.language.wording import night_taps as notices

SOURCE = "night"


def watched(turn: Turn, before: Evening, rating: float | None) -> str:
    """Log the film for whoever taps, once, and with the stars they tap. Runs in a transaction."""
    night, recommender, store = before.night, before.recommender, before.store
    film = None if night.winner is None else turn.film(night.winner)
    if film is None:
        return notices.over() if night.state == "cancelled" else notices.not_yet()
    day = steps.watched_on(before)
    last = recommender.watches.last_of(turn.person_id, film.movie_id)
    fresh = last is None or (last.watched_on is not None and last.watched_on < day)
    if fresh:
        recommender.watches.log(
            turn.cause, film.movie_id, rating=rating, watched_on=day, source=SOURCE
        )
    elif rating is not None and last is not None and last.rating != rating:
        recommender.watches.amend(turn.cause, last, rating=rating, watched_on=last.watched_on)
    recommender.watches.unwant(turn.cause, film.movie_id)
    store.night_members.join(night.night_id, turn.person_id, before.at)
    store.night_members.watched(night.night_id, turn.person_id)
    if all(member.watched for member in again(before).members):
        store.nights.asked(night.night_id)
    if rating is not None:
        return notices.rated(film, rating)
    return notices.logged(film) if fresh else notices.logged_already(film)
