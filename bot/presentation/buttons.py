"""What a button carries: a whole intent in at most 64 bytes of plain ASCII.

    "1si:9s:abD" = version, two letters for the intent, then its fields after colons
    "1un:3@7c" = the same, answering only the person whose id stands behind the @

Only ids and short codes go in, never a title, so a button works on an old message, after a
restart, and whatever the alphabet of a title. Everything that `decode` cannot read, or that
`encode` would have written otherwise, is a `StaleButton`: bytes may be forged or years old.
"""

from typing import Literal, get_args

from bot.intents import (
    AddFilm,
    Amend,
    Cancel,
    CardTap,
    Choose,
    Entry,
    EntryStep,
    Export,
    ForgetMe,
    Greeting,
    Group,
    Help,
    History,
    HistoryQuestion,
    Import,
    ImportStep,
    Intent,
    LogWatched,
    More,
    NightAction,
    Nights,
    NightTap,
    No,
    NotInterested,
    NotSeen,
    Opinion,
    Privacy,
    Rate,
    Recommend,
    Search,
    Settings,
    Similar,
    Skip,
    StaleButton,
    Start,
    Status,
    Thanks,
    Undo,
    Viewing,
    Watchlist,
    Why,
    Yes,
)
from bot.presentation.button_fields import (
    read_day,
    read_film,
    read_films,
    read_filters,
    read_flag,
    read_genres,
    read_moment,
    read_number,
    read_optional,
    read_rating,
    write_day,
    write_films,
    write_filters,
    write_flag,
    write_genres,
    write_moment,
    write_number,
    write_optional,
    write_rating,
    write_word,
)
from recommender.domain import MovieId, PersonId

MAX_BYTES = 64
"""Telegram's limit for the data of one button."""

_VERSION = "1"
_ACTIONS: tuple[NightAction, ...] = get_args(NightAction)
_ENTRY_STEPS: tuple[EntryStep, ...] = get_args(EntryStep)
_STEPS: tuple[ImportStep, ...] = get_args(ImportStep)
_ANSWERS: tuple[Literal["up", "down", "skip", "done"], ...] = ("up", "down", "skip", "done")
_MOST_FIELDS = 5
_OWNER = "@"


def encode(intent: Intent, owner: PersonId | None = None) -> str:
    """The data of a button that asks `intent` when pressed.

    Args:
        intent: What pressing it asks.
        owner: The only one whom it answers; None for everybody.

    Returns:
        1-64 ASCII characters, read back by `decode`.

    Raises:
        ValueError: If no button can carry the intent: it names a film by words or by its place
            in a list, or is too long.
    """
    code, fields = _written(intent)
    data = ":".join((_VERSION + code, *fields)).rstrip(":")
    if owner is not None:
        sign = "-" if owner < 0 else ""
        data += f"{_OWNER}{sign}{write_number(abs(owner))}"
    if len(data) > MAX_BYTES:
        raise ValueError(f"a button cannot carry {intent!r}: {len(data)} bytes")
    return data


def owner_of(data: str) -> PersonId | None:
    """The only one whom a button answers; None for everybody, and for data that says nothing."""
    _, mark, owner = data.rpartition(_OWNER)
    try:
        sign = -1 if owner.startswith("-") else 1
        return PersonId(sign * read_number(owner.removeprefix("-"))) if mark else None
    except ValueError:
        return None


def decode(data: str) -> Intent:
    """The intent that a button's data asks; `StaleButton` for anything `encode` never wrote."""
    owner = owner_of(data)
    if owner is not None:
        whole, data = data, data.rpartition(_OWNER)[0]
        intent = decode(data)
        spelled = isinstance(intent, StaleButton) or encode(intent, owner) == whole
        return intent if spelled else StaleButton()
    if len(data) > MAX_BYTES or not data.startswith(_VERSION):
        return StaleButton()
    code, *fields = data[len(_VERSION) :].split(":")
    fields += [""] * (_MOST_FIELDS - len(fields))
    try:
        intent = _read(code, fields)
        # Each intent has one spelling: whatever else slips through parsing is refused here.
        return intent if encode(intent) == data else StaleButton()
    except (ValueError, IndexError):
        return StaleButton()


def _written(intent: Intent) -> tuple[str, tuple[str, ...]]:
    match intent:
        case Recommend(filters, ()):
            return "rc", (write_filters(filters),)
        case Similar(films, filters, include_seen, ()):
            return "si", (write_films(films), write_filters(filters), write_flag(include_seen))
        case Search(films, filters, None, ()):
            return "se", (write_films(films), write_filters(filters))
        case More(filters, ()):
            return "mo", (write_filters(filters),)
        case Why(film):
            return "wy", (write_films(() if film is None else (film,)),)
        case LogWatched((Viewing(film, rating, watched_on, undated, rewatch),)):
            when = (write_day(watched_on), write_flag(undated), write_flag(rewatch))
            return "lw", (write_films((film,)), write_rating(rating), *when)
        case Rate((Opinion(film, rating),)):
            return "ra", (write_films((film,)), write_rating(rating))
        case Amend(film, rating, watched_on):
            return "am", (write_films((film,)), write_rating(rating), write_day(watched_on))
        case NotInterested(films):
            return "ni", (write_films(films),)
        case NotSeen(films):
            return "ns", (write_films(films),)
        case Watchlist(films, remove, page):
            return "wl", (write_films(films), write_flag(remove), write_optional(page or None))
        case Undo(change_id, films):
            return "un", (write_optional(change_id), write_films(films))
        case History(HistoryQuestion("films", (), since, until, low, high, filters), page) if (
            not filters
        ):
            days = (write_day(since), write_day(until))
            return "hi", (write_number(page), *days, write_rating(low), write_rating(high))
        case Yes():
            return "ye", ()
        case No(film):
            return "no", (write_films(() if film is None else (film,)),)
        case Skip():
            return "sk", ()
        case Cancel(leave):
            return "ca", (write_flag(leave),)
        case Choose(film):
            return "ch", (write_films((film,)),)
        case AddFilm(None, year, genres):
            return "af", (write_optional(year), write_genres(genres))
        case Greeting():
            return "gr", ()
        case Thanks():
            return "th", ()
        case Help():
            return "he", ()
        case Start(payload):
            return "st", (write_word(payload),)
        case Privacy():
            return "pr", ()
        case ForgetMe(confirmed):
            return "fm", (write_flag(confirmed),)
        case Import(step, import_id, film_number, movie_id) if step != "read":
            about = (write_optional(film_number), write_optional(movie_id))
            return "im", (write_number(_STEPS.index(step)), write_optional(import_id), *about)
        case Entry(step, watch_id, rating, watched_on, None):
            which = (write_number(_ENTRY_STEPS.index(step)), write_number(watch_id))
            return "en", (*which, write_rating(rating), write_day(watched_on))
        case Export():
            return "ex", ()
        case Settings(toggle):
            return "sg", (write_word(toggle or ""),)
        case Status():
            return "su", ()
        case Group(filters, when, now):
            return "gp", (write_filters(filters), write_moment(when), write_flag(now))
        case Nights():
            return "ng", ()
        case NightTap(night_id, action, movie_id, rating):
            tap = write_number(_ACTIONS.index(action))
            about = (write_optional(movie_id), write_rating(rating))
            return "nt", (write_number(night_id), tap, *about)
        case CardTap(movie_id, answer, position):
            tap = write_number(_ANSWERS.index(answer))
            return "ct", (write_number(movie_id), tap, write_number(position))
        case _:
            raise ValueError(f"a button cannot carry {intent!r}")


def _read(code: str, fields: list[str]) -> Intent:
    first, second, third, fourth, fifth = fields
    match code:
        case "rc":
            return Recommend(read_filters(first))
        case "si":
            return Similar(read_films(first), read_filters(second), read_flag(third))
        case "se":
            return Search(read_films(first), read_filters(second))
        case "mo":
            return More(read_filters(first))
        case "wy":
            return Why(read_film(first) if first else None)
        case "lw":
            when = (read_day(third), read_flag(fourth), read_flag(fifth))
            return LogWatched((Viewing(read_film(first), read_rating(second), *when),))
        case "ra":
            return Rate((Opinion(read_film(first), read_rating(second)),))
        case "am":
            return Amend(read_film(first), read_rating(second), read_day(third))
        case "ni":
            return NotInterested(read_films(first))
        case "ns":
            return NotSeen(read_films(first))
        case "wl":
            return Watchlist(read_films(first), read_flag(second), read_optional(third) or 0)
        case "un":
            return Undo(read_optional(first), read_films(second))
        case "hi":
            days = (read_day(second), read_day(third))
            stars = (read_rating(fourth), read_rating(fifth))
            return History(HistoryQuestion("films", (), *days, *stars), read_number(first))
        case "ye":
            return Yes()
        case "no":
            return No(read_film(first) if first else None)
        case "sk":
            return Skip()
        case "ca":
            return Cancel(read_flag(first))
        case "ch":
            return Choose(read_film(first))
        case "af":
            return AddFilm(year=read_optional(first), genres=read_genres(second))
        case "gr":
            return Greeting()
        case "th":
            return Thanks()
        case "he":
            return Help()
        case "st":
            return Start(first)
        case "pr":
            return Privacy()
        case "fm":
            return ForgetMe(read_flag(first))
        case "im":
            movie_id = read_optional(fourth)
            return Import(
                _STEPS[read_number(first)],
                read_optional(second),
                read_optional(third),
                None if movie_id is None else MovieId(movie_id),
            )
        case "en":
            told = (read_rating(third), read_day(fourth))
            return Entry(_ENTRY_STEPS[read_number(first)], read_number(second), *told)
        case "ex":
            return Export()
        case "sg":
            return Settings(first or None)
        case "su":
            return Status()
        case "gp":
            return Group(read_filters(first), read_moment(second), read_flag(third))
        case "ng":
            return Nights()
        case "nt":
            action = _ACTIONS[read_number(second)]
            movie_id = read_optional(third)
            return NightTap(
                read_number(first),
                action,
                None if movie_id is None else MovieId(movie_id),
                read_rating(fourth),
            )
        case "ct":
            answer = _ANSWERS[read_number(second)]
            return CardTap(MovieId(read_number(first)), answer, read_number(third))
        case _:
            return StaleButton()
