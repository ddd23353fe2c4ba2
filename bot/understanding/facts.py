"""From clauses to acts: each value goes to its film, each film to its act, in the order said.

The law of writes: an act that changes a person's data names its films or points at them. A film
that is unknown or unsure stays in the act as such, and the conversation asks; no other film takes
its place. What was said and belongs nowhere is `unread`, to be named in the answer.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from bot.intents import (
    FilmRef,
    Intent,
    LogWatched,
    NotInterested,
    NotSeen,
    Opinion,
    Rate,
    Similar,
    SmallTalk,
    ThatFilm,
    Those,
    Viewing,
    Watchlist,
)
from bot.understanding.attaching import Attached, Told, attached, is_planned
from bot.understanding.clauses import UNNAMED, Acts, Clause, is_elliptic, is_plain, one_by_one
from bot.understanding.context import Context
from bot.understanding.follow_ups import follow_up
from bot.understanding.requests import leaving_out, request, unread_in
from bot.understanding.spans import (
    DayValue,
    GenreValue,
    MoodValue,
    PraiseValue,
    RatingValue,
    Span,
    Value,
)
from bot.understanding.values.folding import folded
from bot.understanding.values.vocabulary import any_in, languages_in

__all__ = ["Acts", "Clause", "acts_of"]

_TELLS = frozenset({"log_watched", "rate"})
_FEW_WORDS = 4


def acts_of(clauses: Sequence[Clause], *, text: str, now: dt.datetime, context: Context) -> Acts:
    """The acts of a message, in the order said, each value with its film.

    Args:
        clauses: What the reader chose.
        text: The message as it was written.
        now: Its moment, in the writer's own time zone.
        context: What the next message may refer to.
    """
    plain = folded(text)
    intents: list[Intent] = []
    unread: list[str] = []
    for clause in clauses:
        unread += [text[span.start : span.end] for span in _unread(clause, now.date())]
        if _only_wishes(clause):
            _add(intents, request(_as_wish(clause), plain, context))
            continue
        if clause.intent not in _TELLS:
            if intents and (narrower := leaving_out(intents[-1], clause, plain)) is not None:
                intents[-1] = narrower
                continue
            asked = follow_up(clause, plain, context)
            for intent in asked or (request(clause, plain, context),):
                if isinstance(intent, Similar) and intent.films == (UNNAMED,) and intents:
                    # "put Heat on my list and give me something similar"
                    intent = replace(intent, films=_films(intents[-1]) or intent.films)  # noqa: PLW2901
                _add(intents, intent)
            continue
        spans = clause.spans
        if not clause.films and not is_plain(clause, plain):
            spans = tuple(span for span in spans if not _is_bare_place(span, plain))
        said = attached(plain, clause.films, spans, start=clause.start, end=clause.end)
        unread += [text[span.start : span.end] for span in said.left]
        told = _antecedent(said, intents)
        _add(intents, _telling(clause, told, plain, context))
    return Acts(tuple(intents), tuple(dict.fromkeys(unread)))


def _is_bare_place(span: Span, plain: str) -> bool:
    """Whether a place is a mere number: beside a name that nobody recognised it is stars."""
    return span.kind == "position" and plain[span.start : span.end].isdecimal()


def _only_wishes(clause: Clause) -> bool:
    """Whether an opinion has neither film nor stars: "a proper horror movie", "never horror"."""
    kinds = {span.kind for span in clause.spans}
    opinion = kinds & {"rating", "praise", "position", "number"}
    about = {"rate", "not_interested"}
    wishes = kinds & {"genre", "mood"}
    return clause.intent in about and not clause.films and not opinion and bool(wishes)


def _as_wish(clause: Clause) -> Clause:
    """The clause as a request: what is refused without a film is a genre refused."""
    spans = clause.spans
    if clause.intent == "not_interested":
        spans = tuple(replace(span, value=_refused(span.value)) for span in spans)
    return replace(clause, intent="recommend", spans=spans)


def _refused(value: Value | None) -> Value | None:
    match value:
        case GenreValue(names=names):
            return replace(value, negated=True, names=names[:1])
        case MoodValue():
            return replace(value, negated=True)
    return value


def _unread(clause: Clause, today: dt.date) -> tuple[Span, ...]:
    """Values of a clause that were seen and mean nothing."""
    if clause.intent not in {*_TELLS, "amend"}:
        return unread_in(clause, today)
    return tuple(
        span
        for span in clause.spans
        if span.kind == "number" or (isinstance(span.value, DayValue) and span.value.unread)
    )


def _telling(clause: Clause, said: Attached, plain: str, context: Context) -> Intent:
    """A viewing or an opinion, unless the words tell of none."""
    words = _beside_films(plain, clause)
    films = (*(film.film for film in said.films), *said.standards)
    past = tuple(f for f in said.films if not any(day.future for day in f.days))
    is_plan = clause.intent == "log_watched" and is_planned(words)
    if is_plan or (said.films and not past):
        return SmallTalk("about_films", films)
    told = past or _elliptic(clause, plain, context)
    if clause.intent == "rate":
        if said.standards and all(film.rating is None for film in told):
            return SmallTalk("about_films", films)
        return Rate(
            tuple(Opinion(ref, f.rating) for f in told for ref in one_by_one(f.film, context))
        )
    languages = languages_in(plain)
    undated = any_in(words, languages, "facts", "undated")
    undated = undated and not any_in(words, languages, "facts", "just")
    return LogWatched(
        tuple(
            replace(_viewing(film, undated=undated), film=ref)
            for film in told
            for ref in one_by_one(film.film, context)
        )
    )


def _beside_films(plain: str, clause: Clause) -> str:
    """The words of a clause without its films' names: "Edge of Tomorrow" tells of no tomorrow."""
    words = plain
    for film in clause.films:
        end = film.start + len(film.surface)
        words = words[: film.start] + "." * (end - film.start) + words[end:]
    return words[clause.start : clause.end]


def _viewing(told: Told, *, undated: bool) -> Viewing:
    day = told.day
    return Viewing(
        told.film,
        told.rating,
        day,
        # A time that gives no single day is not today.
        undated=day is None and (bool(told.days) or undated),
        rewatch=told.rewatch,
    )


def _elliptic(clause: Clause, plain: str, context: Context) -> tuple[Told, ...]:
    """The film of "loved it, 4" or "seen already": the one talked about, if the words are few."""
    ratings = [s.value.stars for s in clause.spans if isinstance(s.value, RatingValue)]
    praises = [s.value.stars for s in clause.spans if isinstance(s.value, PraiseValue)]
    stars = next(iter((*reversed(ratings), *praises)), None)
    days = [s.value for s in clause.spans if isinstance(s.value, DayValue)]
    short = len(plain[clause.start : clause.end].split()) <= _FEW_WORDS
    points = (clause.intent == "rate" or short) and is_elliptic(clause, plain, context)
    film: FilmRef = ThatFilm() if points else UNNAMED
    return (Told(film, clause.start, clause.start, stars, days),)


def _antecedent(said: Attached, intents: Sequence[Intent]) -> Attached:
    """The films told of, where "it" and "both" mean those of the act before."""
    before = _films(intents[-1]) if intents else ()
    if not before:
        return said
    films = list(said.films)
    if len(films) != 1:
        return said
    match films[0].film:
        case ThatFilm() if len(before) == 1:
            return replace(said, films=(replace(films[0], film=before[0]),))
        case Those():
            return replace(said, films=tuple(replace(films[0], film=ref) for ref in before))
    return said


def _films(intent: Intent) -> tuple[FilmRef, ...]:
    match intent:
        case LogWatched(viewings=viewings):
            return tuple(viewing.film for viewing in viewings)
        case Rate(opinions=opinions):
            return tuple(opinion.film for opinion in opinions)
        case NotInterested(films=films) | NotSeen(films=films) | Watchlist(films=films):
            return films
    return ()


def _add(intents: list[Intent], intent: Intent) -> None:
    """Append an act, or let it join the one before: a film's viewing and stars are one act.

    What is asked already is not asked twice.
    """
    last = intents[-1] if intents else None
    if intent in intents:
        return
    match last, intent:
        case LogWatched(viewings=viewings), Rate(opinions=opinions) if {
            opinion.film for opinion in opinions
        } <= {viewing.film for viewing in viewings}:
            stars = {o.film: o.rating for o in opinions if o.rating is not None}
            intents[-1] = LogWatched(
                tuple(replace(v, rating=stars.get(v.film, v.rating)) for v in viewings)
            )
        case LogWatched(viewings=first), LogWatched(viewings=second):
            intents[-1] = LogWatched((*first, *second))
        case Rate(opinions=some), Rate(opinions=others):
            intents[-1] = Rate((*some, *others))
        case Watchlist(films=first_films, remove=remove), Watchlist(films=more) if (
            first_films and more and remove == intent.remove
        ):
            intents[-1] = Watchlist((*first_films, *more), remove)
        case NotInterested(films=first_films), NotInterested(films=more):
            intents[-1] = NotInterested((*first_films, *more))
        case _:
            intents.append(intent)
