"""Forwarded messages: somebody else's words, so they log nothing by themselves."""

from bot.conversation.memory import Offered
from bot.conversation.turn import Turn
from bot.intents import ById, CannotDo, FilmRef, LogWatched, Rate, Viewing
from bot.presentation import keyboards
from bot.presentation.wording import talk as words
from bot.replies import Reply
from bot.understanding.understand import understand


def read(turn: Turn, text: str) -> CannotDo:
    """Which films the words say were watched."""
    # Without the context of our own talk: their "it" is not ours.
    understood = understand(text, titles=turn.recommender.titles, now=turn.now)
    films: list[FilmRef] = []
    for act in understood.acts:
        match act:
            case LogWatched(viewings):
                films += [viewing.film for viewing in viewings]
            case Rate(opinions):
                films += [opinion.film for opinion in opinions]
            case _:
                pass
    return CannotDo("forwarded", tuple(films))


def offer(turn: Turn, intent: CannotDo) -> tuple[Reply, ...]:
    """Offer to log films that the person may have seen too: without the other one's stars."""
    films, _ = turn.settle_all(intent.films)
    films = films[: keyboards.MOST_CANDIDATES]
    if len(films) == 1:
        viewing = Viewing(ById(films[0].movie_id), undated=True)
        turn.talk.question = Offered(LogWatched((viewing,)))
    return (
        Reply(
            words.not_your_words(films),
            keyboards.log_too(films) or keyboards.offer_list(),
            films=tuple(film.movie_id for film in films),
        ),
    )
