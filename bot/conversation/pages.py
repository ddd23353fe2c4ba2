"""Answers about one film: its details, and why it was recommended."""

from collections.abc import Sequence

from bot.conversation import questions
from bot.conversation.turn import Turn, Unsettled
from bot.intents import ById, Nth, Similar, Why
from bot.presentation import keyboards
from bot.presentation.wording import lists as words
from bot.replies import Line, Reply
from recommender import WebPage
from recommender.domain import Film, MovieId, Share

CITED = 3
"""Reasons that are named."""
_PICTURED = ("TMDB", "Letterboxd", "Wikipedia", "IMDb")
"""Sites by how likely the preview of a film's page shows its poster."""
_LAST_RESORT = "Wikipedia"


def about_film(turn: Turn, film: Film) -> Reply:
    """What we know of a film, and what one can do with it."""
    turn.talk.film = film.movie_id
    # Buttons tell as much as words: a group that may not see the log sees those of anybody.
    watch, on_list = None, False
    if turn.may_name_log:
        watch = turn.recommender.last_watch(turn.person_id, film.movie_id)
        on_list = film.movie_id in turn.recommender.watchlist(turn.person_id)
    lines = [words.about(film)]
    facts = turn.recommender.facts.facts_of(film.movie_id)
    if facts is not None and (facts.directors or facts.cast):
        lines.append(words.made_by(facts))
    if watch is not None:
        lines.append(words.seen_it(watch.rating))
    rows = keyboards.under_film(
        film, seen=watch is not None, on_list=on_list, why=film.movie_id in turn.talk.shown
    )
    links = linked(turn.recommender.facts.web_pages(film.movie_id))
    return Reply(
        tuple(lines),
        (*rows, *keyboards.links(links)),
        films=(film.movie_id,),
        preview=pictured(links),
    )


def linked(pages: Sequence[WebPage]) -> tuple[WebPage, ...]:
    """The pages that a film's page leads to: those of film sites, else the encyclopedia's."""
    sites = tuple(page for page in pages if page.site != _LAST_RESORT)
    return sites or tuple(pages)


def pictured(pages: Sequence[WebPage]) -> str | None:
    """The page whose preview is likeliest to show a poster."""
    return min(pages, key=lambda page: _PICTURED.index(page.site)).url if pages else None


def why(turn: Turn, intent: Why) -> tuple[Reply, ...]:
    """The model's own reasons for a film, or a weaker honest one."""
    ref = intent.film or (Nth(1) if turn.talk.shown else None)
    if ref is None:
        return (questions.no_list_yet(turn),)
    film = turn.settle(ref)
    if isinstance(film, Unsettled):
        return questions.about(turn, [film], intent, settled=False)
    turn.talk.film = film.movie_id
    source = _source(turn)
    if source is None and not turn.may_name_log:
        return (Reply((words.ask_in_private(),), keyboards.private_chat(), films=(film.movie_id,)),)
    return (
        Reply(
            (words.why_heading(film), *_reasons(turn, film, source)),
            keyboards.after_why(film),
            films=(film.movie_id,),
        ),
    )


def _source(turn: Turn) -> Film | None:
    """The film that the last list was like, if it was such a list."""
    match turn.talk.list_intent:
        case Similar(films=(ById(movie_id), *_)):
            return turn.film(movie_id)
        case _:
            return None


def _reasons(turn: Turn, film: Film, source: Film | None) -> tuple[Line, ...]:
    if source is not None and film.movie_id in turn.talk.shown and source != film:
        return (words.like_reason(film, source),)
    if not turn.may_name_log:
        return (words.ask_in_private(),)
    history = turn.recommender.history(turn.person_id)
    if any(entry.movie_id == film.movie_id for entry in history):
        return (words.not_my_idea(film),)
    shares = turn.recommender.why(turn.person_id, film.movie_id)
    if not shares:
        return (words.popular_reason(),)
    pro = sum(share.share for share in shares if share.share > 0)
    if sum(share.share for share in shares) <= 0 or not pro:
        return (words.unlikely(),)
    ratings = {entry.movie_id: entry.rating for entry in history}
    lines = _cited(turn, shares, pro, ratings)
    return lines or (words.no_single_reason(),)


def _cited(
    turn: Turn, shares: tuple[Share, ...], pro: float, ratings: dict[MovieId, float | None]
) -> tuple[Line, ...]:
    cited = [
        (film, ratings.get(share.movie_id), share.share / pro)
        for share in shares[:CITED]
        if share.share > 0 and (film := turn.film(share.movie_id))
    ]
    if len(cited) == 1:
        film, rating, _ = cited[0]
        return (words.only_reason(film, rating),)
    return tuple(words.reason(film, rating, part) for film, rating, part in cited)
