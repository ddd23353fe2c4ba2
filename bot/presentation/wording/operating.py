"""Sentences for the operator: the bot's status, its films, who is blocked, what went wrong."""

import datetime as dt
from collections.abc import Mapping, Sequence

from bot.presentation.wording.pieces import count
from bot.replies import Line, Style
from recommender.domain import MovieId, PersonId

_STATES = {
    "private": "for its adder only",
    "shared": "for everybody",
    "removed": "removed",
}


def in_private() -> Line:
    """An operator's command in a group."""
    return Line("That's for you alone: send it to me in private.")


def status(
    *,
    version: str,
    up: dt.timedelta | None,
    films: int,
    model: str | None,
    metrics: Mapping[str, float],
    changes: int,
    last_refit: str,
    waiting: int,
    errors: tuple[int, str],
    backup: dt.timedelta | None,
    missed: Sequence[tuple[str, int]],
) -> tuple[Line, ...]:
    """/status."""
    number, reference = errors
    failed = f"{count(number, 'error')} today, the last one ref {reference}." if number else None
    titles = ", ".join(f"“{title}” ({times})" for title, times in missed)
    return (
        Line("Status", Style.HEADING),
        *([Line(f"Version {version}.")] if version else []),
        *([Line(f"Up for {_span(up)}.")] if up is not None else []),
        Line(f"I know {count(films, 'film')}."),
        Line(f"Model: {model or 'none yet'}."),
        *_quality(metrics),
        Line(f"New since then: {count(changes, 'change')}."),
        *([Line(last_refit)] if last_refit else []),
        Line(f"Waiting: {count(waiting, 'message')}."),
        Line(failed or "No errors today."),
        Line(f"Last backup: {_span(backup)} ago." if backup is not None else "No backup yet."),
        *([Line(f"Asked for and not found: {titles}.")] if missed else []),
    )


def _quality(metrics: Mapping[str, float]) -> list[Line]:
    ours, popular = metrics.get("ndcg_at_10"), metrics.get("popularity_ndcg_at_10")
    if ours is None or popular is None:
        return []
    before = metrics.get("served_ndcg_at_10")
    beside = f", the model before it {before:.3f}" if before is not None else ""
    return [Line(f"NDCG@10 {ours:.3f}; the most popular films {popular:.3f}{beside}.")]


def model(n_films: int, n_factors: int, age: dt.timedelta) -> str:
    """The served model in a few words."""
    return f"{count(n_films, 'film')}, {n_factors} factors, {_span(age)} old"


def _span(span: dt.timedelta) -> str:
    minutes = max(0, round(span.total_seconds() / 60))
    if minutes < 120:
        return count(minutes, "minute")
    hours = round(minutes / 60)
    return count(hours, "hour") if hours < 48 else count(round(hours / 24), "day")


def refit_begins() -> Line:
    """/refit."""
    return Line("A refit begins within seconds. /status tells how it went.")


def added_films(films: Sequence[tuple[MovieId, str, str]]) -> tuple[Line, ...]:
    """/films: the last films that people added."""
    if not films:
        return (Line("Nobody has added a film yet."),)
    return (
        Line("Films that people added, newest first", Style.HEADING),
        *(Line(f"{movie_id} · {name} · {_STATES[state]}") for movie_id, name, state in films),
        Line("/films remove ID, /films show ID, /films merge ID TITLE", Style.QUIET),
    )


def which_added_film() -> Line:
    """/films with something that is not understood."""
    return Line("Which film? /films lists them with their ids; then /films remove, show or merge.")


def film_removed(name: str, movie_id: MovieId) -> Line:
    """An added film is found by nobody any more."""
    return Line(f"Nobody finds {name} any more; logs keep it. Back: /films show {movie_id}")


def film_shown(name: str, movie_id: MovieId) -> Line:
    """An added film is found by everybody."""
    return Line(f"Everybody finds {name} now. Back: /films remove {movie_id}")


def merge_into_which(name: str) -> Line:
    """/films merge without a second film."""
    return Line(f"Which film is {name}? /films merge ID and its title or id.")


def films_merged(name: str, into: str) -> Line:
    """An added film is another film now."""
    return Line(f"{name} is {into} now, in everybody's log.")


def block_whom() -> Line:
    """/block without a usable id."""
    return Line("Whom? Send /block and a Telegram id of somebody else.")


def blocked(person_id: PersonId) -> Line:
    """Somebody is not answered any more."""
    return Line(f"I don't answer {person_id} any more. Back: /unblock {person_id}")


def unblocked(person_id: PersonId, *, was: bool) -> Line:
    """Somebody is answered again."""
    return Line(f"I answer {person_id} again." if was else f"{person_id} wasn't blocked.")


def alert(told: Sequence[str]) -> tuple[Line, ...]:
    """What went wrong lately, for admins."""
    return (
        Line("Something needs your eye", Style.HEADING),
        *(Line(f"• {one}") for one in told),
        Line("I'll be quiet about it for an hour. /status says more.", Style.QUIET),
    )


def refit_failed(why: str) -> str:
    """An alert: a refit failed, or its model was refused."""
    return f"A refit changed nothing: {why.removesuffix('.')}. The model before it serves on."


def backup_failed(why: str) -> str:
    """An alert: no backup was made."""
    return f"The backup failed: {why.removesuffix('.')}. Older ones are kept."


def many_errors(number: int, reference: str) -> str:
    """An alert: errors come again and again."""
    last = f"; the last one is ref {reference} in the log" if reference else ""
    return f"{count(number, 'error')} within an hour{last}."


def disk_short(megabytes: int) -> str:
    """An alert: the disk of the data folder is nearly full."""
    return f"Only {megabytes} MB are free where I keep my data."
