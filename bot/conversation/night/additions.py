"""Films that members add to a list: by the button, by a reply to the card, by /add."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import questions
from bot.conversation.night import choosing
from bot.conversation.night.cards import after_card, night_of
from bot.conversation.night.evening import Evening
from bot.conversation.night.steps import MOST_OPTIONS, MOST_ROUNDS
from bot.conversation.turn import Turn
from bot.intents import (
    AddFilm,
    Cancel,
    FilmRef,
    Intent,
    LogWatched,
    Mention,
    NightAction,
    NightTap,
    No,
    Other,
    Rate,
    Recommend,
    Search,
    Similar,
    SmallTalk,
    Watchlist,
)
from bot.presentation.wording import night_taps as notices
from bot.presentation.wording import questions as question_words
from bot.replies import Reply, Text
from bot.store import Night
from bot.understanding.understand import films_of
from recommender.domain import Ambiguous, MovieId, NotFound, PersonId, Resolved

MOSTLY = 0.5
"""A reply to the card is a title when the film's name is so much of it."""
EACH_ADDS = 2


def add(turn: Turn, before: Evening, movie_id: MovieId | None) -> str:
    """Put a film on the list; without one, wait for its name. Runs in a transaction."""
    members = before.store.night_members
    if movie_id is None:
        members.set_adding(before.night_id, turn.person_id, adding=True)
        return notices.name_a_film()
    film = turn.film(movie_id)
    if film is None:
        return notices.not_on_list()
    members.set_adding(before.night_id, turn.person_id, adding=False)
    if before.option(movie_id) is not None:
        return notices.on_list_already(film)
    if refused := _refused(before, turn.person_id):
        return refused
    choosing.put(before, movie_id, turn.person_id)
    if before.night.state == "gathering":
        return notices.added(film)
    before.store.nights.next_round(before.night_id, at=before.at)
    return notices.added_fresh_poll(film)


def _refused(before: Evening, person_id: PersonId) -> str | None:
    mine = sum(option.added_by == person_id for option in before.options)
    if mine >= EACH_ADDS:
        return notices.enough_added()
    if len(before.options) >= MOST_OPTIONS or before.night.round >= MOST_ROUNDS:
        return notices.list_full()
    return None


def named(turn: Turn, intent: Intent) -> NightTap | Reply | None:
    """What a group's message means when it names a film for an open night.

    It does when it answers the night's card, when its writer has just tapped "Add a film", and
    when it is /add with a title.

    Returns:
        The tap that it amounts to, or a question back; None when it is about something else.
    """
    if not turn.incoming.chat.is_group or not isinstance(turn.incoming.what, Text):
        return None
    if (verdict := _verdict(turn, intent)) is not None:
        return verdict
    night = turn.store.nights.open_in(turn.incoming.chat.chat_id)
    if night is None:
        return None
    command = turn.incoming.what.text.lstrip().startswith("/")
    asked = isinstance(intent, AddFilm) and command and intent.title is not None
    if not asked and (command or not _is_for(turn, night, intent)):
        return None
    if isinstance(intent, No | Cancel):
        turn.store.night_members.set_adding(night.night_id, turn.person_id, adding=False)
        return Reply((question_words.left_alone(),))
    return _settled(turn, night, intent)


def _verdict(turn: Turn, intent: Intent) -> NightTap | None:
    """Stars for the film of a past night: a reply to "How was … last night?"."""
    answered = turn.incoming.replied_to
    chat_id = turn.incoming.chat.chat_id
    card = None if answered is None else turn.store.cards.of_message(chat_id, answered)
    about = None if card is None else night_of(card.card)
    if card is None or about is None or card.card != after_card(about[0]):
        return None
    night = turn.store.nights.get(about[0])
    if night is None or night.winner is None:
        return None
    match intent:
        case Rate(opinions=(opinion, *_)):
            stars = opinion.rating
        case LogWatched(viewings=(viewing, *_)):
            stars = viewing.rating
        case _:
            return None
    action: NightAction = "watched" if stars is None else "rate"
    return NightTap(night.night_id, action, night.winner, stars)


def _is_for(turn: Turn, night: Night, intent: Intent) -> bool:
    """Whether a message without a command is meant for the list: a title, and no comment."""
    if turn.store.night_members.is_adding(night.night_id, turn.person_id):
        return True
    answered = turn.incoming.replied_to
    card = None if answered is None else turn.store.cards.of_message(night.chat_id, answered)
    about = None if card is None else night_of(card.card)
    if about is None or about[0] != night.night_id:
        return False
    mention = _mention(intent)
    assert isinstance(turn.incoming.what, Text)
    text = turn.incoming.what.text.strip()
    return isinstance(intent, AddFilm) or (
        mention is not None and len(mention.surface) >= MOSTLY * len(text)
    )


def _settled(turn: Turn, night: Night, intent: Intent) -> NightTap | Reply:
    tap = NightTap(night.night_id, "add")
    surface, year = _title(turn, intent)
    resolution = turn.recommender.titles.resolve(
        surface, year=year, seen=turn.recommender.seen(turn.person_id)
    )
    mention = _mention(intent)
    if isinstance(resolution, NotFound) and mention is not None:
        resolution = mention.resolution  # "how about Heat?": more than a title
    match resolution:
        case Resolved(film=film):
            return replace(tap, movie_id=film.movie_id)
        case Ambiguous() as unsure:
            return questions.which_film(turn, unsure, tap)
        case NotFound(query):
            return questions.not_found(turn, query, tap)


def _title(turn: Turn, intent: Intent) -> tuple[str, int | None]:
    if isinstance(intent, AddFilm) and intent.title is not None:
        return intent.title, intent.year
    assert isinstance(turn.incoming.what, Text)
    return " ".join(turn.incoming.what.text.split()), None


def _mention(intent: Intent) -> Mention | None:
    match intent:
        case Search(films=films) | Similar(films=films) | Watchlist(films=films):
            return _first(films)
        case LogWatched() | Rate() | Other() | SmallTalk() | Recommend():
            return _first(films_of(intent))
        case _:
            return None


def _first(films: Sequence[FilmRef]) -> Mention | None:
    return next((film for film in films if isinstance(film, Mention)), None)
