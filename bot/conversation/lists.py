"""Answers with lists of films: recommendations, similar films, searches, and their next pages."""

from dataclasses import replace

from bot.conversation import pages, questions
from bot.conversation.memory import ListIntent
from bot.conversation.topics import narrowed
from bot.conversation.turn import Turn, Unsettled
from bot.intents import ById, More, Recommend, Search, Similar
from bot.presentation import keyboards
from bot.presentation.wording import lists as words
from bot.presentation.wording import talk as talk_words
from bot.replies import Line, Reply, Style
from recommender import Listing
from recommender.domain import Film, Filters

_WITHOUT_REASONS = ("popular", "unfitted")
RECOMMENDED = 6
SIMILAR = 8
MOST_ALIKE = 5
"""Films that a list may start from: each costs as much as a list of its own."""


def recommend(turn: Turn, intent: Recommend) -> tuple[Reply, ...]:
    """The next films for this person."""
    return _of_topics(turn, intent)


def similar(turn: Turn, intent: Similar) -> tuple[Reply, ...]:
    """Films like one film, or like several."""
    films, unsettled = turn.settle_all(intent.films)
    if not films:
        return questions.about(turn, unsettled, intent, settled=False) or (
            questions.no_list_yet(turn),
        )
    refs = tuple(ById(film.movie_id) for film in films[:MOST_ALIKE])
    replies = _of_topics(turn, replace(intent, films=refs))
    if len(films) > MOST_ALIKE:
        note = words.first_of_many(MOST_ALIKE)
        replies = (replace(replies[0], lines=(note, *replies[0].lines)), *replies[1:])
    return (*replies, *questions.about(turn, unsettled, intent, settled=True))


def search(turn: Turn, intent: Search) -> tuple[Reply, ...]:
    """A film's own page, films by attribute, or an honest no."""
    if intent.films:
        films, unsettled = turn.settle_all(intent.films)
        replies = tuple(_about(turn, film, intent) for film in films[:1])
        return (*replies, *questions.about(turn, unsettled, intent, settled=bool(films)))
    if intent.filters or intent.unmet or intent.topics:
        return _of_topics(turn, intent)
    return (Reply((talk_words.no_showtimes(),), keyboards.offer_list()),)


def _about(turn: Turn, film: Film, intent: Search) -> Reply:
    """A film's page, with the answer to what was asked of it in front."""
    page = pages.about_film(turn, film)
    if intent.asks is None:
        return page
    if intent.asks == "would_like":
        fit = turn.recommender.fit(turn.person_id, film.movie_id)
        return replace(page, lines=(words.would_like(film, fit), *page.lines))
    facts = turn.recommender.facts.facts_of(film.movie_id)
    return replace(page, lines=(words.fact(film, intent.asks, facts), *page.lines))


def more(turn: Turn, intent: More) -> tuple[Reply, ...]:
    """The next films of the last list, narrowed by what is new in the wish."""
    asked = turn.talk.list_intent
    if asked is None:
        if intent.filters or intent.unmet or intent.topics:
            return recommend(turn, Recommend(intent.filters, intent.unmet, intent.topics))
        return (questions.no_list_yet(turn),)
    wish = narrowed(turn.recommender.facts, intent.filters, intent.topics)
    filters = combined(asked.filters, wish.filters)
    asked = replace(asked, filters=filters, unmet=(*intent.unmet, *wish.unmet))
    around = _middle_year(turn) if intent.filters.age else None
    reply = _listed(turn, asked, around_year=around)
    return (replace(reply, lines=(*wish.notes, *reply.lines)),)


def combined(old: Filters, new: Filters) -> Filters:
    """Old wishes with new ones on top: a new genre or decade takes the place of the old."""
    if not new:
        return old
    years = new.year_from is not None or new.year_to is not None
    refused = tuple(genre for genre in old.not_genres if genre not in new.genres)
    return Filters(
        any_genres=new.any_genres or (() if new.genres else old.any_genres),
        genres=new.genres or tuple(genre for genre in old.genres if genre not in new.not_genres),
        not_genres=tuple(dict.fromkeys((*refused, *new.not_genres))),
        year_from=new.year_from if years else old.year_from,
        year_to=new.year_to if years else old.year_to,
        age=new.age,
        hidden_gems=new.hidden_gems or old.hidden_gems,
        among=old.among if new.among is None else new.among,
        not_among=(*(old.not_among or ()), *(new.not_among or ())) or None,
        called=(*(old.called if new.among is None else ()), *new.called),
    )


def _middle_year(turn: Turn) -> int | None:
    """The median year of the last list: what "older" and "newer" are measured from."""
    years = sorted(film.year for film in turn.films(turn.talk.shown) if film.year is not None)
    return years[len(years) // 2] if years else None


def _of_topics(turn: Turn, intent: ListIntent) -> tuple[Reply, ...]:
    """A list from its beginning, of the people and subjects that are wanted."""
    wish = narrowed(turn.recommender.facts, intent.filters, intent.topics)
    if wish.missed:
        return (Reply(wish.notes, keyboards.offer_list()),)
    unmet = (*intent.unmet, *wish.unmet)
    reply = _fresh(turn, replace(intent, filters=wish.filters, unmet=unmet, topics=()))
    return (replace(reply, lines=(*wish.notes, *reply.lines)),)


def _fresh(turn: Turn, intent: ListIntent) -> Reply:
    turn.talk.list_seen = set()
    around = None
    if intent.filters.age:
        named = turn.talk.film
        film = None if named is None else turn.film(named)
        around = _middle_year(turn) or (film.year if film else None)
    return _listed(turn, intent, around_year=around)


def _listed(turn: Turn, intent: ListIntent, *, around_year: int | None) -> Reply:
    source = source_of(turn, intent)
    listing = _listing(turn, intent, source, around_year)
    if listing is None:
        return Reply((talk_words.no_model_yet(),))
    films = turn.films(listing.movie_ids)
    if not films:
        return _nothing(turn, intent, source)
    turn.talk.list_intent = intent
    turn.talk.list_seen |= set(listing.movie_ids)
    turn.talk.shown = listing.movie_ids
    turn.talk.film = None if source is None else source.movie_id
    reasons = listing.basis not in _WITHOUT_REASONS
    rows = keyboards.under_list(films, more=listing.more, reasons=reasons)
    if listing.basis == "popular":
        rows = (*rows, *keyboards.quick_start())
    lines = _lines(turn, listing, intent.filters, source)
    if intent.unmet:
        lines = (words.unmet(intent.unmet), *lines)
    return Reply(lines, rows, films=listing.movie_ids)


def _listing(
    turn: Turn, intent: ListIntent, source: Film | None, around_year: int | None
) -> Listing | None:
    already = turn.talk.list_seen
    if isinstance(intent, Similar) and source is not None:
        return turn.recommender.like(
            [ref.movie_id for ref in intent.films if isinstance(ref, ById)],
            turn.person_id,
            k=SIMILAR,
            filters=intent.filters,
            already=already,
            include_seen=intent.include_seen,
        )
    return turn.recommender.for_person(
        turn.person_id,
        now=turn.now.timestamp(),
        k=RECOMMENDED,
        filters=intent.filters,
        already=already,
        around_year=around_year,
    )


def source_of(turn: Turn, intent: ListIntent) -> Film | None:
    """The film that a list of similar ones starts from; None for other lists."""
    if not isinstance(intent, Similar) or not intent.films:
        return None
    film = turn.settle(intent.films[0])
    return None if isinstance(film, Unsettled) else film


def _nothing(turn: Turn, intent: ListIntent, source: Film | None) -> Reply:
    if turn.talk.list_seen:
        return Reply((words.no_more(),), keyboards.offer_list())
    if source is not None:
        return Reply((words.nothing_like(source, intent.filters),), keyboards.offer_list())
    return Reply((words.nothing_fits(intent.filters),))


def _lines(turn: Turn, listing: Listing, filters: Filters, source: Film | None) -> tuple[Line, ...]:
    lines: list[Line] = []
    if source is None and listing.basis not in _WITHOUT_REASONS and not turn.may_name_log:
        name = turn.incoming.person.first_name
        lines.append(Line(words.for_name(name, filters), Style.HEADING))
        lines += words.films(list(enumerate(turn.films(listing.movie_ids), start=1)))
        return tuple(lines)
    number = 1
    for group in listing.groups:
        cited = None if group.because is None else turn.film(group.because)
        named = filters if number == 1 else Filters()
        lines.append(Line(_heading(turn, listing, named, source, cited), Style.HEADING))
        films = turn.films([one.movie_id for one in group.recommendations])
        lines += words.films(list(enumerate(films, start=number)))
        number += len(films)
    if listing.basis == "few_logs":
        lines.append(words.early_guess())
    if listing.basis == "popular":
        lines.append(words.tell_me_more())
    return tuple(lines)


def _heading(
    turn: Turn, listing: Listing, filters: Filters, source: Film | None, cited: Film | None
) -> str:
    if source is not None:
        watch = turn.recommender.last_watch(turn.person_id, source.movie_id)
        seen = watch is not None and turn.may_name_log
        named = turn.films([m for m in listing.sources if m != source.movie_id])
        if named:
            return words.several([source, *named])
        return words.because(source) if seen and not filters else words.like(source, filters)
    if listing.basis in _WITHOUT_REASONS:
        again = len(turn.talk.list_seen) > len(turn.talk.shown)
        if listing.basis == "unfitted":
            return words.unfitted(filters, again=again)
        return words.popular(filters, again=again)
    if cited is not None:
        return words.because(cited, filters)
    return words.no_reason(
        filters, alone=len(listing.groups) == 1, few_logs=listing.basis == "few_logs"
    )
