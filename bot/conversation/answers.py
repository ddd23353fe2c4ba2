"""Interprets answers to questions that the bot has asked: yes, no, a choice among films."""

from bot.conversation import pages, questions
from bot.conversation.memory import (
    Offered,
    OfferToAdd,
    Question,
    WantedDay,
    WantedGenres,
    WantedNote,
    WantedRating,
    WantedTitle,
    WantedYear,
    WhichAct,
    WhichFilm,
)
from bot.conversation.turn import Turn, Unsettled, with_film
from bot.intents import (
    AddFilm,
    ById,
    Cancel,
    Choose,
    Entry,
    FilmRef,
    Help,
    Intent,
    No,
    Nth,
    OtherOne,
    Privacy,
    Skip,
    Start,
    Undo,
    Yes,
)
from bot.presentation import keyboards
from bot.presentation.wording import log as log_words
from bot.presentation.wording import questions as words
from bot.presentation.wording import talk as talk_words
from bot.replies import Line, Reply
from bot.understanding.context import Context, OpenQuestion
from bot.understanding.spans import DayValue
from bot.understanding.values import value_spans
from recommender.domain import Film, Filters


def context(turn: Turn) -> Context:
    """What the next message may refer to."""
    question = turn.talk.question
    offered = (
        tuple(film.movie_id for film in question.candidates)
        if isinstance(question, WhichFilm)
        else ()
    )
    listed = offered or turn.talk.shown
    years = tuple(None if (film := turn.film(one)) is None else film.year for one in listed)
    wishes = turn.talk.list_intent
    return Context(
        listed=listed,
        years=years,
        last_film=turn.talk.film,
        last_act=turn.talk.last_act,
        question=_asked(question),
        filters=Filters() if wishes is None else wishes.filters,
        seen=turn.recommender.seen(turn.person_id),
        is_group=turn.incoming.chat.is_group,
    )


def _asked(question: Question | None) -> OpenQuestion | None:
    match question:
        case WhichFilm():
            return "which_film"
        case WhichAct():
            return "which_act"
        case WantedTitle():
            return "title"
        case WantedYear():
            return "year"
        case WantedGenres():
            return "genres"
        case WantedRating():
            return "rating"
        case OfferToAdd():
            return "add_film"
        case Offered():
            return "yes_no"
        case WantedDay() | WantedNote() | None:
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
        case WhichFilm(candidates=candidates), (Choose(film=OtherOne() as other)):
            picked = _picked(candidates, other)
            return intent if picked is None else with_film(question.intent, picked)
        case WhichFilm(), Choose(film=ref):
            film = turn.settle(ref)
            if isinstance(film, Unsettled):
                return intent
            return with_film(question.intent, film)
        case WhichFilm(candidates=(only,)), Yes():
            return with_film(question.intent, only)
        case WhichFilm(candidates=candidates), No(film=OtherOne() as other):
            picked = _picked(candidates, other)
            return intent if picked is None else with_film(question.intent, picked)
        case ((WhichFilm() | OfferToAdd()), No(film=ref)) if ref is not None:
            film = turn.settle(ref)
            if isinstance(film, Unsettled):
                return intent
            then = question.intent
            return Choose(ById(film.movie_id)) if then is None else with_film(then, film)
        case WhichAct(first=first), Yes():
            return first
        case WhichAct(second=second), No(film=None):
            return second
        case WhichAct(first=first, second=second), Choose(film=Nth(position)):
            return first if position == 1 else second
        case ((OfferToAdd() | WantedYear() | WantedGenres()), Yes()):
            return AddFilm()
        case ((WantedYear() | WantedGenres()), Skip()):
            return AddFilm()
        case Offered(intent=offered), Yes():
            return offered
        case _:
            return intent


def is_about_a_film(question: Question | None) -> bool:
    """Whether a question of ours asks which film was meant, or how to add it."""
    return isinstance(question, WhichFilm | OfferToAdd | WantedTitle | WantedYear | WantedGenres)


def answers_it(question: Question | None, act: Intent, intent: Intent) -> bool:
    """Whether a message deals with our question about a film.

    Args:
        question: What we asked.
        act: What the message said.
        intent: What that asks for, as `settled` found.
    """
    if not is_about_a_film(question):
        return False
    if intent is not act or isinstance(act, AddFilm | Yes | No | Skip | Cancel | Choose):
        return True
    return isinstance(question, WhichFilm) and any(
        with_film(question.intent, film) == act for film in question.candidates
    )


def title_or(intent: Intent, text: str) -> Intent:
    """What a message means while we wait for the title of a film to add."""
    if isinstance(intent, No | Cancel | Skip | Undo | Help | Start | Privacy) or text.startswith(
        "/"
    ):
        return intent
    return AddFilm(title=text)


def entry_or(turn: Turn, intent: Intent, text: str) -> Intent:
    """What a message means while we wait for the day of a viewing, or a note beside it."""
    question = turn.talk.question
    if text.startswith("/") or isinstance(intent, No | Cancel | Skip | Undo | Help):
        return intent
    if isinstance(question, WantedNote):
        return Entry("note", question.watch_id, words=" ".join(text.split()))
    days = [
        span.value.day for span in value_spans(text, turn.now) if isinstance(span.value, DayValue)
    ]
    if isinstance(question, WantedDay) and days and days[0] is not None:
        return Entry("day", question.watch_id, watched_on=min(days[0], turn.today))
    return intent


def _picked(films: tuple[Film, ...], other: OtherOne) -> Film | None:
    """The one of the films offered that a year or an age points at."""
    dated = sorted((film for film in films if film.year is not None), key=lambda f: f.year or 0)
    if other.year is not None:
        near = [film for film in dated if abs((film.year or 0) - other.year) <= 1]
        return min(near, key=lambda f: abs((f.year or 0) - (other.year or 0)), default=None)
    if not dated or other.age is None:
        return None
    return dated[-1] if other.age == "newer" else dated[0]


def plain(turn: Turn, intent: Choose | Yes | No | Skip | Cancel) -> tuple[Reply, ...]:
    """A choice without a question of ours behind it, every no, and leaving a question."""
    question = turn.talk.question
    match intent:
        case Choose(ref):
            film = turn.settle(ref)
            if isinstance(film, Unsettled):
                return questions.about(turn, [film], intent, settled=False)
            return (pages.about_film(turn, film),)
        case Yes() if isinstance(question, WhichFilm):
            return (Reply((words.which_of_these(),)),)
        case Yes():
            return (Reply((talk_words.agreed(),)),)
        case No(film=None) if isinstance(question, WhichFilm):
            return (questions.none_of_these(turn, question),)
        case No(film=ref) if ref is not None:
            return _instead(turn, ref)
        case No():
            turn.talk.question = None
            return (Reply((words.left_alone(),), replaces_pressed=turn.pressed),)
        case Skip() | Cancel() if question is not None:
            turn.talk.question = None
            return (Reply((_left(turn, question),), replaces_pressed=turn.pressed),)
        case Cancel(leave=True):
            return (Reply((talk_words.small_talk("bye"),)),)
        case Skip() | Cancel():
            return (Reply((words.nothing_asked(),)),)


def _left(turn: Turn, question: Question) -> Line:
    """What is said when a question stays unanswered: what was done before it stays done."""
    if isinstance(question, WantedRating):
        film = turn.film(question.movie_id)
        if film is not None:
            return words.without_stars(film.name)
    return words.left_alone()


def _instead(turn: Turn, ref: FilmRef) -> tuple[Reply, ...]:
    """“No, I meant Heat”: the last log or rating goes to the film that was meant."""
    film = turn.settle(ref)
    if isinstance(film, Unsettled):
        return questions.about(turn, [film], Choose(ref), settled=False)
    wrong = turn.talk.film
    if turn.talk.last_act in {"log_watched", "rate", "amend"} and wrong is not None:
        moved = turn.recommender.move_watch(turn.cause, wrong, film.movie_id)
        if moved is not None:
            turn.talk.film = film.movie_id
            line = log_words.moved(film, turn.film(wrong))
            rows = keyboards.undo(moved.change_id)
            return (Reply((line,), rows, films=(film.movie_id,)),)
    return (pages.about_film(turn, film),)
