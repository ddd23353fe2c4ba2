"""Reads what a group writes about a night: films, wishes, and stars for its film."""

from collections.abc import Sequence
from dataclasses import replace

from bot.conversation import questions
from bot.conversation.lists import combined
from bot.conversation.night.cards import after_card, night_of
from bot.conversation.night.playing import answered, play, said_before, stage_of
from bot.conversation.turn import Turn
from bot.intents import (
    AddFilm,
    Cancel,
    FilmRef,
    Intent,
    LogWatched,
    Mention,
    More,
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
from bot.night.events import StopNaming, Wish
from bot.night.state import Night
from bot.presentation.wording import questions as question_words
from bot.replies import Reply, Text
from bot.understanding.understand import films_of
from recommender.domain import Ambiguous, NotFound, Resolved

MOSTLY = 0.5
"""A reply to the card is a title when the film's name is so much of it."""


def for_night(turn: Turn, intent: Intent) -> NightTap | tuple[Reply, ...] | None:
    """What a group's message means for a night.

    It names a film when it answers the night's card, when its writer has just tapped "Add a film",
    and when it is /add with a title. Wishes in answer to the card are wishes for its list, and
    stars in answer to "How was … last night?" are for the film of that night.

    Returns:
        The tap that it amounts to, or what to say; None when it is about something else.
    """
    if not turn.incoming.chat.is_group or not isinstance(turn.incoming.what, Text):
        return None
    if (verdict := _verdict(turn, intent)) is not None:
        return verdict
    night = turn.store.nights.open_in(turn.incoming.chat.chat_id)
    if night is None:
        return None
    command = turn.incoming.what.text.lstrip().startswith("/")
    if not command and (wished := _wished(turn, night, intent)) is not None:
        return wished
    asked = isinstance(intent, AddFilm) and command and intent.title is not None
    if not asked and (command or not _is_for(turn, night, intent)):
        return None
    if isinstance(intent, No | Cancel):
        play(stage_of(turn), night, StopNaming(turn.now, turn.person_id))
        return (Reply((question_words.left_alone(),)),)
    settled = _settled(turn, night, intent)
    return (settled,) if isinstance(settled, Reply) else settled


def _wished(turn: Turn, night: Night, intent: Intent) -> tuple[Reply, ...] | None:
    """Other wishes, in answer to the card: "no horror", "make it a comedy"."""
    if not isinstance(intent, Recommend | Search | More) or not intent.filters:
        return None
    if isinstance(intent, Search) and intent.films:
        return None
    member = night.member(turn.person_id)
    if not _answers_card(turn, night) or (member is not None and member.is_adding):
        return None
    if (before := said_before(turn)) is not None:
        return before
    wish = Wish(turn.now, turn.person_id, combined(night.wishes, intent.filters))
    played = play(stage_of(turn), night, wish, turn.cause)
    return answered(turn, played.replies, played.said)


def _verdict(turn: Turn, intent: Intent) -> NightTap | None:
    """Stars for the film of a past night: a reply to "How was … last night?"."""
    message, chat_id = turn.incoming.replied_to, turn.incoming.chat.chat_id
    card = None if message is None else turn.store.cards.of_message(chat_id, message)
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
    member = night.member(turn.person_id)
    if member is not None and member.is_adding:
        return True
    if not _answers_card(turn, night):
        return False
    mention = _mention(intent)
    assert isinstance(turn.incoming.what, Text)
    text = turn.incoming.what.text.strip()
    return isinstance(intent, AddFilm) or (
        mention is not None and len(mention.surface) >= MOSTLY * len(text)
    )


def _answers_card(turn: Turn, night: Night) -> bool:
    message = turn.incoming.replied_to
    card = None if message is None else turn.store.cards.of_message(night.chat_id, message)
    about = None if card is None else night_of(card.card)
    return about is not None and about[0] == night.night_id


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
