"""Builds the buttons under the cards of a movie night."""

from collections.abc import Sequence

from bot.intents import NightAction, NightTap, Settings
from bot.presentation.keyboards import Rows
from bot.replies import Button, LinkButton
from recommender.domain import MovieId

IN_A_ROW = 5


def _tap(label: str, night_id: int, action: NightAction) -> Button:
    return Button(label, NightTap(night_id, action))


def gathering(night_id: int, *, strangers: bool) -> Rows:
    """Who is in, and what then."""
    rows: Rows = (
        (_tap("I'm in", night_id, "join"), _tap("I'm out", night_id, "leave")),
        (_tap("Start the vote", night_id, "start"), _tap("Just pick for us", night_id, "pick")),
        (_tap("Add a film", night_id, "add"), _tap("Cancel", night_id, "cancel")),
    )
    if strangers:
        rows = (*rows, (LinkButton("Teach me your taste", "deck"),))
    return rows


def voting(night_id: int, movie_ids: Sequence[MovieId]) -> Rows:
    """Vetoes by number, then everything else that one can do with a list."""
    vetoes = [
        Button(f"✗ {number}", NightTap(night_id, "veto", movie_id))
        for number, movie_id in enumerate(movie_ids, start=1)
    ]
    rows = [tuple(vetoes[at : at + IN_A_ROW]) for at in range(0, len(vetoes), IN_A_ROW)]
    return (
        *rows,
        (_tap("Other films", night_id, "reroll"), _tap("Add a film", night_id, "add")),
        (_tap("I'm in", night_id, "join"), _tap("I'm out", night_id, "leave")),
        (_tap("Close the vote", night_id, "close"), _tap("Cancel", night_id, "cancel")),
    )


def decided(night_id: int, *, picked: bool, watched: bool) -> Rows:
    """What one does with a film that is settled."""
    rows: Rows = ((_tap("We watched it", night_id, "watched"),),)
    if watched:
        return (stars(night_id), *rows)
    if picked:
        another = (_tap("I'm in too", night_id, "join"), _tap("Another one", night_id, "reroll"))
        return (another, *rows)
    return rows


def how_was_it(night_id: int) -> Rows:
    """The next day."""
    return (stars(night_id), (_tap("I watched it", night_id, "watched"),))


def stars(night_id: int) -> tuple[Button, ...]:
    """One to five stars in a row."""
    return tuple(Button(f"{n}★", NightTap(night_id, "rate", rating=float(n))) for n in range(1, 6))


def group_settings(*, secret_vetoes: bool, allows_seen: bool) -> Rows:
    """The toggles of a group."""
    vetoes = (
        ("Name vetoes", "named_vetoes") if secret_vetoes else ("Secret vetoes", "secret_vetoes")
    )
    seen = (
        ("Only unseen films", "only_unseen") if allows_seen else ("Allow seen films", "allow_seen")
    )
    return tuple((Button(label, Settings(toggle)),) for label, toggle in (vetoes, seen))
