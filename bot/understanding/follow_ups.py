"""Answers to what the bot said last: yes, skip, the third one, why, actually 3 stars.

Words of one meaning are read here without a model (`typed_answer`). What the reader labelled as a
follow-up becomes its intent here too (`follow_up`), about the film or the list talked about; where
there is none, the intent says so by an unnamed film, and the conversation asks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.intents import (
    Amend,
    Cancel,
    Choose,
    FilmRef,
    Intent,
    LogWatched,
    More,
    No,
    NotInterested,
    NotSeen,
    Nth,
    Skip,
    SmallTalk,
    ThatFilm,
    Those,
    Undo,
    Viewing,
    Watchlist,
    Why,
    Yes,
)
from bot.understanding.attaching import attached
from bot.understanding.clauses import Clause, named_or_pointed, placed, target
from bot.understanding.context import Context
from bot.understanding.narrowing import filters_of, unmet_of
from bot.understanding.open_question import EDGES, to_question
from bot.understanding.spans import (
    PositionValue,
    PraiseValue,
    RatingValue,
    Span,
)
from bot.understanding.topics import topics_of, unmet_beside
from bot.understanding.values.folding import folded
from bot.understanding.values.vocabulary import LANGUAGES, any_in, languages_in, words_of

_SIGNS = {"👍": "yes", "👌": "yes", "✅": "yes", "👎": "no", "❌": "no"}
_ONCE_MORE = re.compile(
    r"(?:and|also|plus|und|auch|y|tambien|et|aussi) (?:\w+ ){0,3}\w+"
    r"(?: (?:too|as well|also|auch|tambien|aussi))?"
)
_SKIP = re.compile(r"(?:please )?(?:skip|hide|dismiss) (?:\w+ ){0,2}\w+(?: please)?")
_PUT_BACK = re.compile(
    r"(?:(?:no|wait|oops|sorry|please|actually),? ){0,3}put (?:it|that|them) back(?: please)?"
)
_TAKEN_BACK = re.compile(
    r"(?:(?:nah|no|oh|ok|actually|sorry|wait|forget it|never ?mind|nvm),? ){0,3}(?:please )?"
    r"(?:don'?t|do not) (?:add|put|save) (?:it|that|them)"
    r"(?: (?:on|to) (?:my|the) (?:watch ?)?list)?(?: please)?"
)
_OTHERS = re.compile(
    r"(?:(?:h+m+|no|nah|ok|okay|um),? ){0,3}(?:any |what |the )?others?(?: please| pls| then)?"
)
_NOT_ADDED = re.compile(r"\b(?:don'?t|do not) (?:add|put|save|keep)\b")
_REFUTED = re.compile(r"\b(?:not|nicht|pas|no era|no)\s+(?:the |la |el |den |die |das )?$")
"""Before a film that was not meant."""
_SAVED = re.compile(
    r"\b(?:but|and|aber|pero|mais)\b[^.!?]{0,20}?\b(?:save|keep|add|put|remember)\b"
)
_LONGEST_ANSWER = 60


def typed_answer(text: str, spans: Sequence[Span], context: Context) -> Intent | None:
    """The intent of a message that can only be an answer; None for a message of any other kind.

    "Yes", "skip", "no" and "cancel" do what the buttons of the open question do. With none open,
    "cancel" changes nothing and "quit" leaves the console.

    Args:
        text: The message as it was written.
        spans: Its values.
        context: What was asked.
    """
    if len(text) > _LONGEST_ANSWER:
        return None
    word = folded(text).strip(EDGES)
    answer = _SIGNS.get(word.strip("\ufe0f")) or next(
        (key for name in LANGUAGES if (key := words_of(name).key_of("answers", word))), None
    )
    match answer:
        case "leave":
            return Cancel(leave=True)
        case "cancel":
            return Cancel()
        case "skip" if context.question is not None:
            return Skip()
        case "yes" if context.question is not None:
            return Yes()
        case "no" if context.question is not None:
            return No()
    if answer in _SIGNS.values() and not any(letter.isalnum() for letter in word):
        return SmallTalk("agreement")
    if context.last_act == "watchlist" and _TAKEN_BACK.fullmatch(word):
        return Undo()
    if context.last_act == "undo" and _PUT_BACK.fullmatch(word):
        return Undo(back=True)
    return to_question(text, word, spans, context) or _of_list(word, spans, context)


def _of_list(word: str, spans: Sequence[Span], context: Context) -> Intent | None:
    """What is done with other films of the list: "and the fourth too", "skip number one"."""
    if context.listed and any(s.kind == "age" and s.end - s.start >= len(word) for s in spans):
        return More(filters_of(spans))  # "not that old"
    if context.listed and _OTHERS.fullmatch(re.sub(r"[.,!?]+", "", word)):
        return More()
    refs = tuple(s.value.ref for s in spans if isinstance(s.value, PositionValue))
    if not refs or not context.listed or any(isinstance(ref, ThatFilm) for ref in refs):
        return None
    if _SKIP.fullmatch(word):
        return NotInterested(refs)
    if not _ONCE_MORE.fullmatch(word):
        return None
    match context.last_act:
        case "watchlist":
            return Watchlist(refs)
        case "not_interested":
            return NotInterested(refs)
        case "log_watched":
            return LogWatched(tuple(Viewing(ref, undated=True) for ref in refs))
    return None


def follow_up(clause: Clause, plain: str, context: Context) -> tuple[Intent, ...]:
    """The intents of a clause with a label that refers back; empty for any other label.

    Args:
        clause: What the reader chose.
        plain: The whole message, folded.
        context: What was said last.
    """
    words = plain[clause.start : clause.end]
    films = named_or_pointed(clause, context)
    first = next((ref for ref in films if not isinstance(ref, ThatFilm)), None)
    languages = languages_in(plain)
    match clause.intent:
        case "yes":
            offered = isinstance(first, Nth) and context.question == "which_film"
            return (Choose(first),) if offered and first is not None else (Yes(),)
        case "no":
            said = _meant(clause, plain) or first
            return (No(None if isinstance(said, Those | ThatFilm) else said),)
        case "skip":
            return (Skip(),)
        case "cancel":
            return (Cancel(leave=any_in(words, languages, "answers", "leave")),)
        case "choose":
            return (Choose(films[0]) if films else SmallTalk("agreement"),)
        case "more" if _is_correction(clause, context):
            return _amended(clause, plain, context)
        case "more":
            topics = topics_of(clause, plain)
            unmet = unmet_beside(topics, unmet_of(clause.spans))
            return (More(filters_of(clause.spans), unmet, topics),)
        case "why":
            return (Why(films[0] if films else None),)
        case "watchlist" | "not_interested" if apart := _but_saved(clause, plain):
            return apart
        case "not_interested":
            return (NotInterested(target(clause, plain, context)),)
        case "not_seen":
            return (NotSeen(target(clause, plain, context)),)
        case "watchlist":
            remove = any_in(words, languages, "facts", "remove") or bool(_NOT_ADDED.search(words))
            return (Watchlist(target(clause, plain, context) if remove else films, remove),)
        case "amend":
            return _amended(clause, plain, context)
        case "undo":
            # "Shit, wrong film. Delete that" is no verdict.
            told = tuple(s for s in clause.spans if not isinstance(s.value, PraiseValue))
            amended = _amended(replace(clause, spans=told), plain, context)
            if isinstance(amended[0], Amend):
                return amended  # "undo that, it was 3"
            return (Undo(films=tuple(ref for ref in films if not isinstance(ref, ThatFilm))),)
    return ()


def _meant(clause: Clause, plain: str) -> FilmRef | None:
    """The film that was meant, where the one that was not is named too: "not Casino, but Heat"."""
    meant = [film for film in clause.films if not _REFUTED.search(plain[: film.start])]
    return meant[-1] if meant and len(meant) < len(clause.films) else None


def _but_saved(clause: Clause, plain: str) -> tuple[Intent, ...]:
    """Films refused and others saved in one breath: "not the first, but save the third"."""
    turn = _SAVED.search(plain, clause.start, clause.end)
    if turn is None:
        return ()
    films, _ = placed(clause.films, clause.spans)
    refused = tuple(
        film.film
        for film in films
        if film.end <= turn.start() and _REFUTED.search(plain[: film.start])
    )
    saved = tuple(film.film for film in films if film.start >= turn.end())
    if not refused or not saved:
        return ()
    return (NotInterested(refused), Watchlist(saved))


def _is_correction(clause: Clause, context: Context) -> bool:
    """Whether "more" is of stars: "actually more like 3 stars"."""
    sure = any(isinstance(s.value, RatingValue) and s.value.surely for s in clause.spans)
    return sure and context.last_film is not None


def _amended(clause: Clause, plain: str, context: Context) -> tuple[Intent, ...]:
    """Corrected stars and days, film by film; or the film that was meant instead."""
    said = attached(plain, clause.films, clause.spans, start=clause.start, end=clause.end)
    amended = tuple(
        Amend(film.film, film.rating, film.day)
        for film in said.films
        if (film.rating is not None or film.day is not None) and not isinstance(film.film, Those)
    )
    if amended:
        return amended
    if said.films:
        return (No(said.films[0].film),)
    ratings = [s.value.stars for s in clause.spans if isinstance(s.value, RatingValue)]
    praises = [s.value.stars for s in clause.spans if isinstance(s.value, PraiseValue)]
    alone = attached(plain, (), (*clause.spans, _it(clause)), start=clause.start, end=clause.end)
    day = next((film.day for film in alone.films), None)
    stars = next(iter((*reversed(ratings), *praises)), None)
    if stars is None and day is None:
        return (No(),)
    return (Amend(target(clause, plain, context)[0], stars, day),)


def _it(clause: Clause) -> Span:
    """A pronoun for the film that a correction leaves out: "actually on saturday"."""
    return Span(clause.start, clause.start, "position", PositionValue(ThatFilm()))
