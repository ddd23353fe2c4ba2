"""The dialogue that adds a film to the catalogue: asks for its title, year and genres in turn."""

from bot.conversation import pages
from bot.conversation.memory import OfferToAdd, WantedGenres, WantedTitle, WantedYear
from bot.conversation.questions import LONGEST_TITLE
from bot.conversation.turn import Turn, with_film
from bot.intents import AddFilm, Intent
from bot.presentation import keyboards
from bot.presentation.wording import questions as words
from bot.replies import Reply
from bot.understanding.own_words import has_shape_of_title, is_said_to_bots
from recommender.domain import Film, Resolved

SURE = 0.9
"""A resolved title this near is the film to be added."""
FIRST_YEAR, YEARS_AHEAD = 1874, 5
"""The first moving pictures, and how far ahead a film may be announced."""
A_DAY = 10
"""Films that one person may add within a day."""
_DAY_S = 86_400.0


def add_film(turn: Turn, intent: AddFilm) -> tuple[tuple[Reply, ...], Intent | None]:
    """Take the next step of adding a film.

    Returns:
        The replies, and what was to be done with the film once it is there.
    """
    asked = turn.talk.question
    title, year, genres, then = intent.title, intent.year, intent.genres, None
    match asked:
        case OfferToAdd(offered, offered_year, then_):
            title, year, then = title or offered, year or offered_year, then_
        case WantedYear(wanted, then_):
            title, then = title or wanted, then_
        case WantedGenres(wanted, wanted_year, then_):
            title, year, then = title or wanted, year or wanted_year, then_
        case _:
            pass
    turn.talk.question = None
    if title is None:
        turn.talk.question = WantedTitle()
        return (Reply((words.what_title(),)),), None
    title = _titled(" ".join(title.split()))
    if not any(sign.isalnum() for sign in title) or len(title) > LONGEST_TITLE:
        turn.talk.question = WantedTitle()
        return (Reply((words.not_a_title(),)),), None
    if not has_shape_of_title(title):
        return (Reply((words.no_links(),)),), None
    # Whoever named it with an act ("watched …"), or names its year, means a film.
    unasked = asked is None or isinstance(asked, WantedTitle)
    titles = turn.recommender.titles
    if unasked and year is None and is_said_to_bots(title, titles=titles, now=turn.now):
        return (Reply((words.said_to_me(title),)),), None
    if _has_added_enough(turn):
        return (Reply((words.enough_added(A_DAY),)),), None
    if year is not None and not FIRST_YEAR <= year <= turn.today.year + YEARS_AHEAD:
        year = None
    if year is None and not isinstance(asked, (WantedYear, WantedGenres)):
        turn.talk.question = WantedYear(title, then)
        return (Reply((words.what_year(title),), keyboards.skip()),), None
    if known := _known(turn, title, year):
        return _there(turn, known, then)
    if not genres and not isinstance(asked, WantedGenres):
        turn.talk.question = WantedGenres(title, year, then)
        return (Reply(words.what_genres(title, year), keyboards.skip()),), None
    film, change_id = turn.recommender.add_film(turn.cause, title, year, genres)
    turn.talk.film = film.movie_id
    reply = Reply(
        (words.added(film.name, for_all=change_id is None),),
        # What follows brings its own undo, which takes back both.
        keyboards.undo(change_id) if then is None and change_id is not None else (),
        films=(film.movie_id,),
    )
    return (reply,), None if then is None else with_film(then, film)


def _has_added_enough(turn: Turn) -> bool:
    since = turn.cause.at - _DAY_S
    return turn.recommender.additions_since(turn.person_id, since) >= A_DAY


_SMALL = frozenset("a an and as at but by for from in of on or the to vs with".split())


def _titled(title: str) -> str:
    """A title typed without capitals, with them: "the heist of rome" → "The Heist of Rome"."""
    if title != title.lower():
        return title
    words = title.split(" ")
    return " ".join(
        word if at and word in _SMALL else word[:1].upper() + word[1:]
        for at, word in enumerate(words)
    )


def _known(turn: Turn, title: str, year: int | None) -> Film | None:
    """The film of this title and year that is there already."""
    match turn.recommender.titles.resolve(title, year=year):
        case Resolved(film=film, score=score) if score >= SURE and film.year == year:
            return film
        case _:
            return None


def _there(turn: Turn, film: Film, then: Intent | None) -> tuple[tuple[Reply, ...], Intent | None]:
    if then is not None:
        return (), with_film(then, film)
    reply = pages.about_film(turn, film)
    return (Reply((words.already_known(film.name),), reply.buttons, films=reply.films),), None
