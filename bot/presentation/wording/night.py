"""Sentences of a movie night: its members, its list of films and its result."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.presentation.wording.pieces import count, day, genres, joined, names, wishes
from bot.replies import Line, Style
from recommender.domain import Film, Filters

_WEEK_DAYS = 7
MOST_NAMED = 6
"""More people than this are counted and not named."""
LONGEST_NAME = 20
LONGEST_OPTION = 100
"""Telegram's limit for an option of a poll."""


def first_name(name: str) -> str:
    """A first name as nights show it."""
    short = " ".join(name.split())
    if len(short) > LONGEST_NAME:
        short = short[: LONGEST_NAME - 1] + "…"
    return short or "Somebody"


def people(first_names: Sequence[str]) -> str:
    """People in a row, or their number."""
    if len(first_names) > MOST_NAMED:
        return count(len(first_names), "person").replace("persons", "people")
    return joined(first_names)


def closing_time(moment: dt.datetime, now: dt.datetime) -> str:
    """When a vote closes: "at 22:30", "at 20:00 tomorrow, Wednesday (CET)"."""
    days = (moment.date() - now.date()).days
    if days == 0:
        return f"at {moment:%H:%M}"
    date = f"{moment:%A}" if days < _WEEK_DAYS else f"{moment:%A}, {moment.day} {moment:%B}"
    date = f"tomorrow, {date}" if days == 1 else f"on {date}"
    return f"at {moment:%H:%M} {date} ({zone_name(moment)})"


def zone_name(moment: dt.datetime) -> str:
    """A time zone as people know it: "CET", "UTC", "UTC+3"."""
    name = moment.tzname() or "UTC"
    if name[:1] not in "+-":
        return name
    return f"UTC{int(name[:3]):+}" + (f":{name[3:]}" if name[3:] else "")


@dataclass(frozen=True, slots=True)
class Gathering:
    """What the first card says."""

    wishes: Filters
    names: Sequence[str]
    unknown: Sequence[str]
    """Of whom too little is known."""
    host: str | None
    closes: str | None
    """As `closing_time` says it."""
    added: Sequence[Film]


def gathering(card: Gathering) -> tuple[Line, ...]:
    """Who is in?"""
    asked = f": {wishes(card.wishes)}" if wishes(card.wishes) else ""
    lines = [Line(f"Movie night{asked}", Style.HEADING)]
    if card.names:
        everyone = joined(card.names)
        total = f" ({len(card.names)})" if len(card.names) > MOST_NAMED else ""
        lines.append(Line(f"In{total}: {everyone}"))
    if card.added:
        lines.append(Line(f"On the list already: {names(card.added)}"))
    if card.unknown:
        verb = "has" if len(card.unknown) == 1 else "have"
        lines.append(Line(f"{people(card.unknown)} {verb} no profile yet.", Style.QUIET))
    if card.closes:
        lines.append(Line(f"The vote closes {card.closes}.", Style.QUIET))
    starter = f"{card.host} starts the vote" if card.host else "Anybody may start the vote"
    lines.append(Line(f"Tap “I'm in”. {starter} when you're complete.", Style.QUIET))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class Listed:
    """A film on the list, as the card tells of it."""

    film: Film
    fits: Sequence[tuple[str, float | None]]
    """First name and fit (0-1) of each member; None for who has no profile yet."""
    why: str
    vetoed_by: Sequence[str] | None
    """None: not vetoed. Empty: vetoed, and nobody is told by whom."""
    votes: int


def listed(
    films: Sequence[Listed],
    *,
    voted: Sequence[str],
    waiting: Sequence[str],
    closes: str | None,
    relaxed: bool,
) -> tuple[Line, ...]:
    """The list that is voted on."""
    lines = [Line("Movie night: vote below for all you'd watch", Style.HEADING)]
    spread = _spread([one.fits for one in films])
    for number, one in enumerate(films, start=1):
        lines.append(Line(f"{number}. {one.film.name}{_votes(one)}"))
        lines.append(Line(_honest(one, spread), Style.QUIET))
    if relaxed:
        lines.append(Line("Little suits all of you, so some are a compromise.", Style.QUIET))
    if waiting:
        so_far = f"Voted: {people(voted)}. " if voted else ""
        lines.append(Line(f"{so_far}Waiting for {people(waiting)}.", Style.QUIET))
    if closes:
        lines.append(Line(f"The vote closes {closes}.", Style.QUIET))
    return tuple(lines)


def _votes(one: Listed) -> str:
    return f" · {count(one.votes, 'vote')}" if one.votes and one.vetoed_by is None else ""


_BARS = ("●○○", "●●○", "●●●")
"""The worst, the middling and the best of a short list for somebody."""
_Fits: TypeAlias = Sequence[tuple[str, float | None]]
"""First name and fit of each member, in one order for every film."""
_Spread: TypeAlias = Sequence[tuple[float, float]]


def _spread(films: Sequence[_Fits]) -> _Spread:
    """For each member their least and greatest fit on the list: fits alone are all near 100 %."""
    known = ([fit for _, fit in of_one if fit is not None] for of_one in zip(*films, strict=True))
    return [(min(fits, default=0.0), max(fits, default=0.0)) for fits in known]


def _level(fit: float | None, least: float, greatest: float) -> int | None:
    """0 for the worst third of what the list has for somebody, 2 for the best."""
    if fit is None:
        return None
    part = 0.5 if greatest == least else (fit - least) / (greatest - least)
    return min(2, int(3 * part))


def _honest(one: Listed, spread: _Spread) -> str:
    if one.vetoed_by is not None:
        return f"vetoed by {joined(one.vetoed_by)}" if one.vetoed_by else "vetoed"
    return " · ".join(part for part in (_fit(one.fits, spread), one.why) if part)


def fits(members: _Fits, films: Sequence[_Fits]) -> str:
    """How well a film fits each member beside the others of its list.

    Args:
        members: How it fits them.
        films: How each film of the list does; with none, all films there are make the scale.
    """
    return _fit(members, _spread(films) if films else [(0.0, 1.0)] * len(members))


def _fit(members: _Fits, spread: _Spread) -> str:
    """The fit of each member, by first name; of many, how many it suits."""
    levels = [(name, _level(fit, *ends)) for (name, fit), ends in zip(members, spread, strict=True)]
    known = [(name, level) for name, level in levels if level is not None]
    if not known:
        return ""
    if len(members) <= MOST_NAMED:
        bars = (f"{name} {'?' if level is None else _BARS[level]}" for name, level in levels)
        return " · ".join(bars)
    good = sum(level > 0 for _, level in known)
    least, worst = min(known, key=lambda member: member[1])
    return f"suits {good} of {len(members)}" + ("" if worst else f" · {least} least")


def suits_all() -> str:
    """Why a film is on the list: nobody minds it."""
    return "suits you all"


def mostly_for(name: str) -> str:
    """Why a film is on the list: one member's turn."""
    return f"mostly for {name}"


def added_by(name: str | None) -> str:
    """Why a film is on the list: somebody wanted it."""
    return f"added by {name}" if name else "added"


def liked_last_time() -> str:
    """Why a film is on the list: it had votes and lost."""
    return "liked last time"


def watched_like(name: str, film: Film) -> str:
    """Why a film is on the list: something in an open log."""
    return f"{name} watched {film.name}"


def seen_by(first_names: Sequence[str]) -> str:
    """Who has seen a film, of those who let groups know."""
    verb = "has" if len(first_names) == 1 else "have"
    return f"{people(first_names)} {verb} seen it"


def question(*, is_again: bool = False) -> str:
    """The poll's; one that is posted again says so, as the first may stand above it."""
    asked = "Which would you watch? Tick all you like."
    return f"{asked} If there are two of these polls, this one counts." if is_again else asked


def option(film: Film) -> str:
    """A film as an option of a poll."""
    name = film.name
    if len(name) <= LONGEST_OPTION:
        return name
    year = f"… ({film.year})" if film.year is not None else "…"
    return film.title[: LONGEST_OPTION - len(year)] + year


def winner(film: Film) -> tuple[Line, ...]:
    """What it will be."""
    heading = Line(f"Tonight: {film.name}", Style.HEADING)
    return (heading, Line(genres(film), Style.QUIET)) if film.genres else (heading,)


def most_votes(votes: int, voters: int) -> Line:
    """Why it won: the vote."""
    return Line(f"{votes} of {voters} voted for it.")


def fits_best(votes: int, tied: Sequence[Film]) -> Line:
    """Why it won: a tie settled by the fit."""
    if votes == 0:
        return Line("Nobody voted, so it's the one that suits you best.")
    return Line(f"A tie with {names(tied)} at {count(votes, 'vote')}. This one suits you better.")


def drawn(votes: int, tied: Sequence[Film], seed: int) -> Line:
    """Why it won: a draw."""
    at = f" at {count(votes, 'vote')}" if votes else ""
    return Line(f"A tie with {names(tied)}{at}, so I drew lots (seed {seed}).")


def my_pick(first_names: Sequence[str], wish: Filters) -> Line:
    """Why it is this: nobody was asked."""
    asked = f" ({wishes(wish)})" if wishes(wish) else ""
    return Line(f"My pick for {people(first_names)}{asked}.")


def watched_by(first_names: Sequence[str]) -> Line:
    """Who watched it; asks for stars."""
    return Line(f"Watched by {people(first_names)}. How was it? Tap your stars.")


def decided(film: Film) -> tuple[Line, ...]:
    """The list's last word."""
    return (Line(f"Movie night: it's {film.name}", Style.HEADING),)


def cancelled() -> tuple[Line, ...]:
    """There will be no film."""
    return (Line("Movie night is off. /movienight starts another.", Style.QUIET),)


def reminder(first_names: Sequence[str], minutes: int | None) -> Line:
    """Votes are missing."""
    left = f"{count(minutes, 'minute')} left to vote" if minutes else "Still to vote"
    return Line(f"{left}: {people(first_names)}.")


def how_was_it(film: Film) -> Line:
    """The next day."""
    return Line(f"How was {film.name} last night?")


def past(nights: Sequence[tuple[Film, dt.date, Sequence[str]]], today: dt.date) -> tuple[Line, ...]:
    """The group's past nights, newest first."""
    if not nights:
        return (Line("No movie nights here yet. /movienight starts one."),)
    lines = [
        Line(f"• {film.name}, {day(date, today)}" + (f" · {people(who)}" if who else ""))
        for film, date, who in nights
    ]
    return (Line("Your movie nights", Style.HEADING), *lines)


def group_settings(*, secret_vetoes: bool, allows_seen: bool) -> tuple[Line, ...]:
    """/settings in a group."""
    vetoes = "Vetoes are secret." if secret_vetoes else "Vetoes say whose they are."
    seen = (
        "Films that somebody has seen may be on the list."
        if allows_seen
        else "Films that somebody has seen stay off the list."
    )
    return (
        Line("Movie night settings", Style.HEADING),
        Line(vetoes),
        Line(seen),
        Line("Your own settings are in our private chat.", Style.QUIET),
    )


def quiet(text: str) -> Line:
    """A line beside the point."""
    return Line(text, Style.QUIET)


def taken_back() -> str:
    """In place of the title of an added film that was taken back."""
    return "(taken back)"
