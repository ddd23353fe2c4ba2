"""Asking back: which film, and what to do about one we do not know.

One question at most in an answer, and the same one never twice.
"""

from collections.abc import Sequence

from bot.conversation.memory import Offered, OfferToAdd, WhichFilm
from bot.conversation.turn import Turn, Unsettled, only_of, with_film
from bot.intents import ById, FilmRef, Intent, Mention, Nth, Recommend, Those
from bot.presentation import keyboards
from bot.presentation.wording import log as log_words
from bot.presentation.wording import questions as words
from bot.presentation.wording import talk as talk_words
from bot.replies import Line, Reply
from recommender import told_apart
from recommender.domain import Ambiguous, NotFound

LONGEST_TITLE = 120
"""Longer than any title: an offer to add a whole message as a film would be silly."""


def about(
    turn: Turn, unsettled: Sequence[Unsettled], intent: Intent, *, settled: bool
) -> tuple[Reply, ...]:
    """Ask about the first film that can be asked about; name the others that are not known.

    Args:
        turn: The message being answered.
        unsettled: References without a film.
        intent: What was asked of them.
        settled: Whether the message named other films, which have been dealt with.
    """
    if not unsettled:
        return ()
    for open_ref in unsettled:
        if isinstance(open_ref.why, Ambiguous):
            asked = which_film(turn, open_ref.why, only_of(intent, open_ref.why.query))
            left = [one.why for one in unsettled if one is not open_ref]
            named = [why.query for why in left if isinstance(why, Ambiguous | NotFound)]
            later = (Reply((words.then_again(named),)),) if named else ()
            return (asked, *later)
    first, *others = unsettled
    reply = _unknown(turn, first, intent)
    if settled or others:
        surfaces = [o.why.query for o in unsettled if isinstance(o.why, NotFound)]
        if len(surfaces) > 1:
            reply = Reply((log_words.also_not_found(surfaces),))
    return (reply,)


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
