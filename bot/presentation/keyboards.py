"""Builds the buttons under each kind of answer."""

from collections.abc import Sequence

from bot.intents import (
    AddFilm,
    ById,
    Cancel,
    CardTap,
    Choose,
    Entry,
    ForgetMe,
    Help,
    History,
    HistoryQuestion,
    Intent,
    LogWatched,
    More,
    No,
    NotInterested,
    NotSeen,
    Opinion,
    Rate,
    Recommend,
    Settings,
    Similar,
    Skip,
    Start,
    Undo,
    Viewing,
    Watchlist,
    Why,
)
from bot.replies import AnyButton, Button, LinkButton, WebButton
from recommender import WebPage
from recommender.domain import Film, MovieId

Rows = tuple[tuple[AnyButton, ...], ...]

MOST_NUMBERS = 8
"""Telegram's limit for one row."""
MOST_CANDIDATES = 4
"""More choices than this is a list, not a question."""

PRIVATE_PAYLOAD = "private"
"""What /start carries when somebody comes from a group."""


def numbers(films: Sequence[Film], *last_row: Button) -> Rows:
    """A number for each film of a list, which opens the film."""
    row = tuple(
        Button(str(n), Choose(ById(film.movie_id)))
        for n, film in enumerate(films[:MOST_NUMBERS], start=1)
    )
    return tuple(row for row in (row, last_row) if row)


def watchlist(films: Sequence[Film], page: int, last_page: int) -> Rows:
    """A number for each film of a page of the watchlist; back and forth through it."""
    first = page * MOST_NUMBERS + 1
    row = tuple(
        Button(str(n), Choose(ById(film.movie_id))) for n, film in enumerate(films, start=first)
    )
    turns: list[Button] = []
    if page > 0:
        turns.append(Button("Newer", Watchlist(page=page - 1)))
    if page < last_page:
        turns.append(Button("Older", Watchlist(page=page + 1)))
    return tuple(row for row in (row, tuple(turns)) if row)


def under_list(films: Sequence[Film], *, more: bool, reasons: bool) -> Rows:
    """Numbers, then more and why."""
    last: list[Button] = []
    if more:
        last.append(Button("More", More()))
    if reasons and films:
        last.append(Button("Why the first?", Why(ById(films[0].movie_id))))
    return numbers(films, *last)


def under_film(film: Film, *, seen: bool, on_list: bool, why: bool) -> Rows:
    """What one can do with one film."""
    ref = (ById(film.movie_id),)
    like = Button("More like this", Similar(ref))
    reason = (Button("Why?", Why(ref[0])),) if why else ()
    if seen:
        return ((Button("Rate it", Rate((Opinion(ref[0], None),))), like),)
    want = Button("Off my list", Watchlist(ref, remove=True))
    if not on_list:
        want = Button("Later", Watchlist(ref))
    return (
        (
            Button("Seen it", LogWatched((Viewing(ref[0], undated=True),))),
            Button("Not for me", NotInterested(ref)),
        ),
        (like, *reason, want),
    )


def links(pages: Sequence[WebPage]) -> Rows:
    """Where more is said of a film."""
    return (tuple(WebButton(page.site, page.url) for page in pages),) if pages else ()


def after_why(film: Film) -> Rows:
    """What one does after a reason."""
    ref = (ById(film.movie_id),)
    return (
        (
            Button("Seen it", LogWatched((Viewing(ref[0], undated=True),))),
            Button("Not for me", NotInterested(ref)),
            Button("More like this", Similar(ref)),
        ),
    )


def after_log(films: Sequence[Film], change_id: int | None, *, asks_stars: bool) -> Rows:
    """Stars when none were given, undo, and what comes next."""
    last: list[Button] = []
    if change_id is not None:
        last.append(Button("Undo", Undo(change_id)))
    if len(films) == 1:
        last.append(Button("More like this", Similar((ById(films[0].movie_id),))))
    rows = stars(films[0]) if asks_stars else ()
    return (*rows, tuple(last)) if last else rows


def stars(film: Film) -> Rows:
    """One to five stars in a row."""
    ref = ById(film.movie_id)
    return (tuple(Button(f"{n}★", Rate((Opinion(ref, float(n)),))) for n in range(1, 6)),)


def undo(change_id: int | None) -> Rows:
    """Undo alone."""
    return () if change_id is None else ((Button("Undo", Undo(change_id)),),)


def after_undo(change_id: int, *, redone: bool, in_deck: bool) -> Rows:
    """An undo can be undone; the deck can go on."""
    again = Button("Undo" if redone else "Put it back", Undo(change_id))
    return ((again, Button("Go on", Start("deck"))),) if in_deck else ((again,),)


def remove_from_log(film: Film) -> Rows:
    """Whether a logged film was a mistake."""
    return ((Button("Take it out", NotSeen((ById(film.movie_id),))), Button("Keep it", No())),)


def unseen_film(film: Film) -> Rows:
    """What one does with a film one has not seen."""
    ref = (ById(film.movie_id),)
    return ((Button("Later", Watchlist(ref)), Button("More like this", Similar(ref))),)


def pages(
    question: HistoryQuestion, page: int, last_page: int, entries: Sequence[int], *, first: int
) -> Rows:
    """A number for each viewing, which opens it; back and forth through the log."""
    numbers = [
        Button(str(number), Entry("show", watch_id))
        for number, watch_id in enumerate(entries, start=first)
    ]
    of_five = [tuple(numbers[at : at + 5]) for at in range(0, len(numbers), 5)]
    row: list[Button] = []
    if page > 0:
        row.append(Button("Newer", History(question, page - 1)))
    if page < last_page:
        row.append(Button("Older", History(question, page + 1)))
    return (*of_five, *((tuple(row),) if row else ()))


def entry(watch_id: int, movie_id: MovieId, change_id: int | None) -> Rows:
    """What one can do with one viewing of the log."""
    rows = tuple(
        tuple(Button(_stars(n / 2), Entry("rate", watch_id, n / 2)) for n in halves)
        for halves in (range(1, 11, 2), range(2, 11, 2))
    )
    back = () if change_id is None else (Button("Undo", Undo(change_id)),)
    return (
        *rows,
        (
            Button("Another day", Entry("day", watch_id)),
            Button("A note", Entry("note", watch_id)),
            Button("Take it out", Entry("remove", watch_id)),
        ),
        (*back, Button("More like this", Similar((ById(movie_id),)))),
    )


def _stars(rating: float) -> str:
    whole, half = divmod(int(rating * 2), 2)
    return f"{whole or ''}{'½' if half else ''}★"


def which_film(choices: Sequence[tuple[str, Intent]]) -> Rows:
    """One film a row, then none of them. Each carries all that was asked about it."""
    rows = [(Button(name, press),) for name, press in choices[:MOST_CANDIDATES]]
    return (*rows, (Button("None of these", No()),))


def which_act(*readings: tuple[str, Intent]) -> Rows:
    """The readings of an unsure message, the likelier first, and none of them."""
    rows = tuple((Button(label, press),) for label, press in readings)
    return (*rows, (Button("Neither", No()),))


def one_act(label: str, intent: Intent) -> Rows:
    """The one reading of an unsure message that changes anything, or nothing."""
    return ((Button(label, intent),), (Button("No", No()),))


def offer_to_add() -> Rows:
    """Add an unknown film, or not."""
    return ((Button("Add it", AddFilm()), Button("Never mind", No())),)


def log_too(films: Sequence[Film]) -> Rows:
    """Log films that somebody else watched."""
    labels = ["Log it"] if len(films) == 1 else [f"Log {film.name}" for film in films]
    return tuple(
        (Button(label, LogWatched((Viewing(ById(film.movie_id), undated=True),))),)
        for label, film in zip(labels, films[:MOST_CANDIDATES], strict=False)
    )


def skip() -> Rows:
    """Leave out an answer, or stop."""
    return ((Button("Skip", Skip()), Button("Never mind", Cancel())),)


def first_steps() -> Rows:
    """For somebody without a history."""
    return ((Button("Quick start", Start("deck")), Button("What people love", Recommend())),)


def quick_start() -> Rows:
    """The first-minutes deck."""
    return ((Button("Quick start: tap what you've seen", Start("deck")),),)


def offer_list() -> Rows:
    """A list, when there is none."""
    return ((Button("Recommend for me", Recommend()), Button("Help", Help())),)


def private_chat() -> Rows:
    """The way out of a group."""
    return ((LinkButton("Ask me in private", PRIVATE_PAYLOAD),),)


def forget_me() -> Rows:
    """The last question before erasing a person."""
    return ((Button("Erase everything", ForgetMe(confirmed=True)), Button("Keep it", No())),)


def settings(*, shows_log: bool) -> Rows:
    """The toggles."""
    label = "Hide my films in groups" if shows_log else "Let groups see my films"
    return ((Button(label, Settings("hide_log" if shows_log else "show_log")),),)


def card(movie_id: MovieId, position: int) -> Rows:
    """Answers to a card of the first-minutes deck."""
    return (
        (
            Button("Seen it 👍", CardTap(movie_id, "up", position)),
            Button("Seen it 👎", CardTap(movie_id, "down", position)),
            Button("Haven't", CardTap(movie_id, "skip", position)),
        ),
        (Button("Skip to picks", CardTap(movie_id, "done", position)),),
    )
