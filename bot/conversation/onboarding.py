"""The first-minutes deck: shows film cards one by one until the bot knows enough of a taste."""

from bot.conversation import lists
from bot.conversation.turn import Turn
from bot.intents import CardTap, Recommend
from bot.presentation import keyboards
from bot.presentation.wording import cards as words
from bot.replies import Line, Reply
from recommender import LogEntry
from recommender.domain import MovieId

LIKED, DISLIKED = 4.0, 1.5
"""Stars that a thumb stands for."""
MOST_CARDS = 20


def first_card(turn: Turn) -> tuple[Reply, ...]:
    """Begin the deck."""
    return _card(turn, 0, said=None, change_id=None)


def card_tap(turn: Turn, intent: CardTap) -> tuple[Reply, ...]:
    """Log the answer to a card and show the next one."""
    film = turn.film(intent.movie_id)
    change_id: int | None = None
    said: Line | None = None
    if film is not None and intent.answer in ("up", "down"):
        rating = LIKED if intent.answer == "up" else DISLIKED
        entry = LogEntry(film.movie_id, rating)
        receipt = turn.recommender.log(turn.cause, (entry,), source="deck")
        if receipt.films[0].outcome == "new":
            change_id = receipt.change_id
            said = words.noted(film, rating)
    if intent.answer == "skip":
        turn.talk.not_seen.add(intent.movie_id)
    if intent.answer == "done":
        return lists.recommend(turn, Recommend())
    return _card(turn, intent.position + 1, said=said, change_id=change_id)


def _card(
    turn: Turn, position: int, *, said: Line | None, change_id: int | None
) -> tuple[Reply, ...]:
    deck = turn.recommender.deck(MOST_CARDS)
    known = {entry.movie_id for entry in turn.recommender.history(turn.person_id)}
    known |= turn.talk.not_seen
    while position < len(deck) and deck[position] in known:
        position += 1
    film = turn.film(MovieId(deck[position])) if position < len(deck) else None
    if film is None:
        return lists.recommend(turn, Recommend())
    logged = turn.recommender.count_films(turn.person_id)
    lines = (*((said,) if said else ()), *words.card(film, logged))
    return (
        Reply(
            lines,
            (*keyboards.card(film.movie_id, position), *keyboards.undo(change_id)),
            films=(film.movie_id,),
            replaces_pressed=turn.pressed,
        ),
    )
