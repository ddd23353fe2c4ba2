"""Answers to our own questions: yes, no, this one, the 1951 one."""

from bot.conversation import pages, questions
from bot.conversation.memory import (
    Offered,
    OfferToAdd,
    Question,
    WantedGenres,
    WantedRating,
    WantedTitle,
    WantedYear,
    WhichFilm,
)
from bot.conversation.turn import Turn, Unsettled, with_film
from bot.intents import AddFilm, ById, Choose, Help, Intent, No, Nth, Privacy, Start, Undo, Yes
from bot.language.context import Context
from bot.language.context import Question as Asked
from bot.language.wording import questions as words
from bot.language.wording import talk as talk_words
from bot.replies import Reply
from recommender.domain import Film


def context(turn: Turn) -> Context:
    """What the next message may refer to."""
    question = turn.talk.question
    offered = (
        tuple(film.movie_id for film in question.candidates)
        if isinstance(question, WhichFilm)
        else ()
    )
    return Context(
        listed=offered or turn.talk.shown,
        last_film=turn.talk.film,
        question=_asked(question),
        seen=turn.recommender.seen(turn.person_id),
        is_group=turn.incoming.chat.is_group,
    )


def _asked(question: Question | None) -> Asked | None:
    match question:
        case WhichFilm():
            return "which_film"
        case WantedYear():
            return "year"
        case WantedGenres():
            return "genres"
        case WantedRating():
            return "rating"
        case OfferToAdd() | Offered():
            return "yes_no"
        case WantedTitle() | None:
            return None


def settled(turn: Turn, intent: Intent) -> Intent:
    """What an answer to our question asks for, now that we know what we asked."""
    question = turn.talk.question
    match question, intent:
        case WhichFilm(candidates=candidates), Choose(film=Nth(position)):
            index = position - 1 if position > 0 else len(candidates) + position
            if 0 <= index < len(candidates):
                return with_film(question.intent, candidates[index])
            return intent
        case WhichFilm(), Choose(film=ref):
            film = turn.settle(ref)
            if isinstance(film, Unsettled):
                return intent
            return with_film(question.intent, film)
        case WhichFilm(candidates=candidates), Yes():
            return with_film(question.intent, candidates[0])
        case WhichFilm(candidates=candidates), No(year=year) if year is not None:
            film_ = _of_year(candidates, year)
            return intent if film_ is None else with_film(question.intent, film_)
        case ((WhichFilm() | OfferToAdd()), No(film=ref)) if ref is not None:
            film = turn.settle(ref)
            if isinstance(film, Unsettled):
                return intent
            then = question.intent
            return Choose(ById(film.movie_id)) if then is None else with_film(then, film)
        case ((OfferToAdd() | WantedYear() | WantedGenres()), Yes()):
            return AddFilm()
        case Offered(intent=offered), Yes():
            return offered
        case _:
            return intent


def title_or(intent: Intent, text: str) -> Intent:
    """What a message means while we wait for the title of a film to add."""
    if isinstance(intent, No | Undo | Help | Start | Privacy) or text.startswith("/"):
        return intent
    return AddFilm(title=text)


def _of_year(films: tuple[Film, ...], year: int) -> Film | None:
    near = [film for film in films if film.year is not None and abs(film.year - year) <= 1]
    return min(near, key=lambda film: abs((film.year or 0) - year), default=None)


def plain(turn: Turn, intent: Choose | Yes | No) -> tuple[Reply, ...]:
    """A choice without a question of ours behind it, and every no."""
    match intent:
        case Choose(ref):
            film = turn.settle(ref)
            if isinstance(film, Unsettled):
                return questions.about(turn, [film], intent, settled=False)
            return (pages.about_film(turn, film),)
        case Yes():
            return (Reply(talk_words.nonsense()),)
        case No():
            question = turn.talk.question
            if isinstance(question, WhichFilm):
                return (questions.none_of_these(turn, question),)
            turn.talk.question = None
            return (Reply((words.left_alone(),), replaces_pressed=turn.pressed),)
