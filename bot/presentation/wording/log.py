"""Sentences about the log: watched, rated, dismissed, undone."""

import datetime as dt
from collections.abc import Sequence

from bot.presentation.wording.pieces import count, day, joined, names, stars
from bot.replies import Line, Style
from recommender.domain import Film


def logged(
    films: Sequence[Film], rating: float | None, watched_on: dt.date | None, today: dt.date
) -> Line:
    """A watch was logged."""
    when = "" if watched_on is None else f", {day(watched_on, today)}"
    verdict = "" if rating is None else f" · {stars(rating)}"
    return Line(f"Logged {names(films)}{when}{verdict}")


def logged_again(
    film: Film, rating: float | None, watched_on: dt.date | None, today: dt.date
) -> Line:
    """A rewatch was logged."""
    when = "" if watched_on is None else f", {day(watched_on, today)}"
    verdict = "" if rating is None else f" · {stars(rating)}"
    return Line(f"Logged {film.name} once more{when}{verdict}")


def already_logged(
    films: Sequence[Film], rating: float | None, watched_on: dt.date | None, today: dt.date
) -> Line:
    """Nothing was logged, because it is there."""
    if len(films) > 1:
        return Line(f"Already in your log: {names(films)}.")
    facts = [] if watched_on is None else [day(watched_on, today)]
    facts += [] if rating is None else [stars(rating)]
    known = f" ({', '.join(facts)})" if facts else ""
    return Line(f"{films[0].name} is already in your log{known}.")


def rated(films: Sequence[Film], rating: float) -> Line:
    """A rating was set."""
    return Line(f"{names(films)}: {stars(rating)}. Noted.")


def how_many_stars(film: Film) -> Line:
    """Asks for a rating."""
    return Line(f"How many stars for {film.name}?")


def dismissed(films: Sequence[Film]) -> Line:
    """Films will not be shown again."""
    pronoun = "it" if len(films) == 1 else "them"
    return Line(f"Not for you: {names(films)}. I won't suggest {pronoun} again.")


def out_of_log(films: Sequence[Film]) -> Line:
    """An undo took watches out."""
    return Line(f"Took {names(films)} back out of your log.")


def back_in_log(films: Sequence[Film]) -> Line:
    """An undone undo put watches in again."""
    verb = "is" if len(films) == 1 else "are"
    return Line(f"{names(films)} {verb} back in your log.")


def as_before(film: Film, rating: float | None) -> Line:
    """An undo restored a rating."""
    return Line(f"{film.name} is back to {stars(rating) if rating else 'no rating'}.")


def as_it_was(films: Sequence[Film]) -> Line:
    """A day or a note was put back."""
    verb = "is" if len(films) == 1 else "are"
    return Line(f"{names(films)} {verb} in your log as before.")


def forgiven(films: Sequence[Film]) -> Line:
    """An undo took a dismissal back."""
    return Line(f"{names(films)} may come up again.")


def out_of_catalogue(films: Sequence[Film]) -> Line:
    """An undo took an added film back."""
    return Line(f"Took {names(films)} off the films I know.")


def back_in_catalogue(films: Sequence[Film]) -> Line:
    """An undone undo added a film again."""
    return Line(f"I know {names(films)} again.")


def undone(*, again: bool) -> Line:
    """Something was taken back, or put back, that a group may not see."""
    return Line("Done, it's back as it was." if again else "Done, I took your last change back.")


def many_undone(films: int, *, again: bool) -> Line:
    """More films than one can name are as they were before."""
    verb = "Put back" if again else "Took back"
    return Line(f"{verb} all that I had noted of {count(films, 'film')}.")


def nothing_to_undo() -> Line:
    """There is no change left."""
    return Line("There's nothing to take back.")


def not_in_log(films: Sequence[Film]) -> Line:
    """Somebody said they have not seen a film."""
    verb = "isn't" if len(films) == 1 else "aren't"
    return Line(f"Right, {names(films)} {verb} in your log.")


def removed(film: Film) -> Line:
    """A watch was taken out of the log."""
    return Line(f"Took {film.name} out of your log.")


def really_remove(film: Film) -> Line:
    """Asks whether a logged film was a mistake."""
    return Line(f"{film.name} is in your log. Take it out?")


def wanted(films: Sequence[Film]) -> Line:
    """Films are on the watchlist now."""
    return Line(f"On your list: {names(films)}.")


def unwanted(films: Sequence[Film]) -> Line:
    """Films are off the watchlist."""
    return Line(f"Off your list: {names(films)}.")


def watchlist(films: Sequence[Film], first: int, total: int) -> tuple[Line, ...]:
    """A page of the watchlist; `first` is the number of its first film."""
    if not films:
        return (Line("Your list is empty. Say “put Heat on my list” when something tempts you."),)
    lines = [Line(f"{n}. {film.name}") for n, film in enumerate(films, start=first)]
    of_all = f", {count(total, 'film')}" if total > len(films) else ""
    return (Line(f"Your list{of_all}", Style.HEADING), *lines)


def corrected(film: Film, rating: float | None, watched_on: dt.date | None, today: dt.date) -> Line:
    """The log of a film was corrected."""
    facts = [] if watched_on is None else [day(watched_on, today)]
    facts += [] if rating is None else [stars(rating)]
    return Line(f"Corrected: {film.name} · {' · '.join(facts)}")


def unlogged(films: Sequence[Film]) -> Line:
    """Films were taken out of the log on request."""
    return Line(f"Took {names(films)} out of your log.")


def also_not_found(surfaces: Sequence[str]) -> Line:
    """Some of several films are not known."""
    return Line(f"I don't know {joined([f'“{surface}”' for surface in surfaces])}.", Style.QUIET)


def moved(film: Film, wrong: Film | None) -> Line:
    """A log went to the film that was meant."""
    instead = "" if wrong is None else f" instead of {wrong.name}"
    return Line(f"Logged {film.name}{instead}.")
