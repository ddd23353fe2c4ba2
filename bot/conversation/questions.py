"""Asking back: which film, and what to do about one we do not know.

One question at most in an answer, and the same one never twice. Where a message names several films
that are not clear, one is asked about after another.
"""

from collections.abc import Sequence

from bot.conversation.memory import Offered, OfferToAdd, WhichFilm
from bot.conversation.turn import Turn, Unsettled, only_of, with_film
from bot.intents import (
    ById,
    FilmRef,
    Intent,
    LogWatched,
    Mention,
    NotInterested,
    NotSeen,
    Nth,
    Rate,
    Recommend,
    Those,
    Watchlist,
)
from bot.presentation import keyboards
from bot.presentation.wording import log as log_words
from bot.presentation.wording import questions as words
from bot.presentation.wording import talk as talk_words
from bot.replies import Line, Reply
from recommender import told_apart
from recommender.domain import Ambiguous, NotFound

MOST_LATER = 5
"""Films of one message that are asked about one after another."""
_CHANGES = LogWatched | Rate | Watchlist | NotInterested | NotSeen
LONGEST_TITLE = 120
"""Longer than any title: an offer to add a whole message as a film would be silly."""


def about(
    turn: Turn, unsettled: Sequence[Unsettled], intent: Intent, *, settled: bool
) -> tuple[Reply, ...]:
    """Ask about the first film that can be asked about; the others follow when it is settled.

    Args:
        turn: The message being answered.
        unsettled: References without a film.
        intent: What was asked of them.
        settled: Whether the message named other films, which have been dealt with.
    """
    if not unsettled:
        return ()
    first = next((one for one in unsettled if isinstance(one.why, Ambiguous)), unsettled[0])
    left = [one.why.query for one in unsettled if one is not first and one.why is not None]
    if isinstance(first.why, Ambiguous):
        asked = which_film(turn, first.why, only_of(intent, first.why.query))
    elif first.why is not None and (left or settled):
        asked = not_found(turn, first.why.query, only_of(intent, first.why.query))
    else:
        asked = _unknown(turn, first, intent)
    left = [query for query in dict.fromkeys(left) if query]
    if not left:
        return (asked,)
    if turn.talk.question is not None and isinstance(intent, _CHANGES):
        turn.talk.later = tuple(only_of(intent, query) for query in left[:MOST_LATER])
        return (asked, Reply((words.asked_next(left[:MOST_LATER]),)))
    return (asked, Reply((log_words.also_not_found(left),)))


def next_of(turn: Turn) -> Intent | None:
    """What was asked of the next film of an earlier message; None when all were dealt with."""
    if not turn.talk.later:
        return None
    following, *rest = turn.talk.later
    turn.talk.later = tuple(rest)
    return following


def which_film(turn: Turn, unsure: Ambiguous, intent: Intent) -> Reply:
    """Ask "did you mean …?", with all that was asked in every button."""
    surface = unsure.query
    key = surface.casefold()
    if key in turn.talk.unsure:
        return Reply((words.still_unknown(surface),))
    candidates = unsure.candidates[: keyboards.MOST_CANDIDATES]
    turn.talk.question = WhichFilm(
        surface, tuple(candidate.film for candidate in candidates), intent
    )
    if len(candidates) == 1:
        line = words.did_you_mean_this(surface, candidates[0].film.name)
    else:
        line = words.did_you_mean(surface)
    films = [candidate.film for candidate in candidates]
    named = told_apart(films, turn.recommender.facts.facts_of)
    choices = [(name, with_film(intent, film)) for name, film in zip(named, films, strict=True)]
    return Reply(
        (line,),
        keyboards.which_film(choices),
        films=tuple(candidate.film.movie_id for candidate in candidates),
    )


def _unknown(turn: Turn, unsettled: Unsettled, intent: Intent) -> Reply:
    match unsettled.why:
        case NotFound("") | None if isinstance(unsettled.ref, Mention):
            return Reply((words.which_film(),))
        case NotFound(query):
            return not_found(turn, query, intent)
        case _:
            return _points_nowhere(turn, unsettled.ref)


def not_found(turn: Turn, surface: str, intent: Intent | None) -> Reply:
    """Say that the film is not known, and offer to add it."""
    if len(surface) > LONGEST_TITLE:
        return Reply(talk_words.nonsense())
    turn.board.miss(surface)
    lacking = turn.recommender.titles.lacking(surface)
    if lacking:
        film = lacking[0]
        turn.talk.question = OfferToAdd(film.title, film.year, intent)
        return Reply(words.not_here_yet(film.name), keyboards.offer_to_add())
    turn.talk.question = OfferToAdd(surface, None, intent)
    return Reply(words.not_found(surface), keyboards.offer_to_add())


def _points_nowhere(turn: Turn, ref: FilmRef) -> Reply:
    match ref:
        case Nth(position) if turn.talk.shown:
            return Reply((words.no_such_place(position),))
        case Nth():
            return no_list_yet(turn)
        case Those():
            return no_list_yet(turn)
        case ById():
            return Reply((talk_words.stale_button(),), toast=talk_words.stale_button().text)
        case _:
            return Reply((words.which_film(),))


def no_list_yet(turn: Turn) -> Reply:
    """Answer "more" or "the second" with nothing before it."""
    turn.talk.question = Offered(Recommend())
    return Reply((words.no_list_yet(),), keyboards.offer_list())


def none_of_these(turn: Turn, question: WhichFilm) -> Reply:
    """All candidates were refused: ask for the full title, once."""
    turn.talk.unsure.add(question.surface.casefold())
    turn.talk.question = OfferToAdd(question.surface, None, question.intent)
    line: Line = words.none_of_these()
    return Reply((line,), keyboards.offer_to_add())
