"""The cards of the first minutes."""

from bot.presentation.wording.pieces import count, genres, stars
from bot.replies import Line, Style
from recommender.domain import Film

ENOUGH = 5


def card(film: Film, logged: int) -> tuple[Line, ...]:
    """One film: seen it, or not?"""
    facts = genres(film)
    name = f"{film.name} · {facts}" if facts else film.name
    if logged == 0:
        progress = f"Seen it? Answer {ENOUGH} and your picks get good."
    elif logged < ENOUGH:
        progress = f"{count(logged, 'film')} so far, {ENOUGH - logged} to go."
    else:
        progress = f"{count(logged, 'film')} so far. Skip to your picks whenever you like."
    return (Line(name, Style.HEADING), Line(progress, Style.QUIET))


def noted(film: Film, rating: float) -> Line:
    """The answer to the card before."""
    return Line(f"Logged {film.name} · {stars(rating)}", Style.QUIET)
