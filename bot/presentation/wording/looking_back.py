"""Sentences that answer questions about a person's own log."""

import datetime as dt
from collections.abc import Sequence

from bot.intents import HistoryQuestion
from bot.presentation.wording.pieces import count, day, genre, joined, stars, wishes
from bot.replies import Line, Style
from recommender.domain import Film

_ORDERS = {"count": "", "best": ", best first", "worst": ", worst first"}


def history(
    entries: Sequence[tuple[Film, float | None, dt.date | None, str | None]],
    *,
    total: int,
    first: int,
    today: dt.date,
    question: HistoryQuestion,
) -> tuple[Line, ...]:
    """One page of the log; `first` is the number of the first entry."""
    narrowed = _narrowed(question)
    if not entries and narrowed:
        return (Line(f"Nothing in your log{narrowed}."),)
    if not entries:
        return (
            Line("Your log is empty so far."),
            Line("Tell me what you saw: “watched Heat last night, 4.5”.", Style.QUIET),
        )
    if question.measure == "last":
        (film, rating, watched_on, _), *_ = entries
        return (Line(_entry(film.name, rating, watched_on, today)),)
    order = _ORDERS.get(question.measure, ", newest first")
    if narrowed and question.measure == "films":
        order = ""
    heading = Line(f"You've logged {count(total, 'film')}{narrowed}{order}", Style.HEADING)
    lines = []
    for number, (film, rating, watched_on, note) in enumerate(entries, start=first):
        told = _entry(film.name, rating, watched_on, today)
        lines.append(Line(f"{number}. {told}" + (f" · “{note}”" if note else "")))
    return (heading, *lines)


def _entry(name: str, rating: float | None, watched_on: dt.date | None, today: dt.date) -> str:
    facts = [] if rating is None else [stars(rating)]
    facts += [] if watched_on is None else [day(watched_on, today)]
    return " · ".join([name, *facts])


def entry(
    film: Film, rating: float | None, watched_on: dt.date | None, note: str | None, today: dt.date
) -> tuple[Line, ...]:
    """One viewing of the log."""
    lines = [Line(_entry(film.name, rating, watched_on, today))]
    if note:
        lines.append(Line(f"“{note}”"))
    return tuple(lines)


def which_day(film: Film) -> Line:
    """Asks on which day a film was watched."""
    return Line(f"When did you see {film.name}? “yesterday”, “3 March 2021” …")


def which_note(film: Film) -> Line:
    """Asks for a note beside a viewing."""
    return Line(f"What would you like to remember about {film.name}? “with Ana, at the Rex”")


def no_such_entry() -> Line:
    """A button of a viewing that is gone."""
    return Line("That one isn't in your log any more.")


def average(mean: float, n: int, question: HistoryQuestion) -> Line:
    """The mean of the stars given."""
    return Line(f"Your average is {mean:.1f} stars over {count(n, 'film')}{_narrowed(question)}.")


def genres(counts: Sequence[tuple[str, int]], films: int) -> Line:
    """The genres that stand in a log most."""
    if not counts:
        return Line("Your log is empty so far, so I can't say.")
    said = joined([f"{genre(name)} ({n})" for name, n in counts])
    return Line(f"Mostly {said}, of {count(films, 'film')}.")


def nothing_rated(question: HistoryQuestion) -> Line:
    """No stars to take a mean of."""
    return Line(f"You haven't rated anything{_narrowed(question) or ' yet'}.")


def not_logged(film: Film) -> Line:
    """A film is not in the log."""
    return Line(f"No, {film.name} isn't in your log.")


def no_stars(film: Film) -> Line:
    """A film is in the log, without stars."""
    return Line(f"{film.name} is in your log without stars. How many?")


def of_film(
    film: Film, viewings: Sequence[tuple[float | None, dt.date | None]], today: dt.date
) -> tuple[Line, ...]:
    """When a film was seen, and what it got."""
    return tuple(
        Line(("Yes: " if at == 0 else "And ") + _entry(film.name, rating, watched_on, today))
        for at, (rating, watched_on) in enumerate(viewings)
    )


def _narrowed(question: HistoryQuestion) -> str:
    """What a question was narrowed to, as it is said behind "your log": " in March 2026"."""
    parts = [_days(question.since, question.until), _stars(question)]
    if question.filters:
        parts.append(f"({wishes(question.filters)})")
    return "".join(f" {part}" for part in parts if part)


def _days(since: dt.date | None, until: dt.date | None) -> str:
    if since is None and until is None:
        return ""
    if since is None or until is None:
        return f"since {since:%-d %B %Y}" if since else f"until {until:%-d %B %Y}"
    if since == until:
        return f"on {since.day} {since:%B %Y}"
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return f"in {since.year}" if since.year == until.year else f"{since.year}–{until.year}"
    if since.day == 1 and (until + dt.timedelta(days=1)).day == 1 and since.month == until.month:
        return f"in {since:%B %Y}"
    return f"from {since.day} {since:%B} to {until.day} {until:%B %Y}"


def _stars(question: HistoryQuestion) -> str:
    low, high = question.rating_from, question.rating_to
    if low is not None and low == high:
        return f"with {stars(low)}"
    if low is not None:
        return f"with {stars(low)} or more"
    return f"with {stars(high)} or less" if high is not None else ""
