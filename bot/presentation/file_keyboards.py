"""Builds the buttons below files that people bring."""

from collections.abc import Sequence

from bot.intents import Import, Undo
from bot.presentation.keyboards import Rows, undo
from bot.replies import Button
from recommender import FileOutcome, OpenFilm
from recommender.domain import Film

__all__ = ["Rows", "after_import", "confirm", "seen_or_wanted", "undo", "waiting", "which_film"]


def confirm(import_id: int) -> Rows:
    """Write what was found, or not."""
    return (
        (
            Button("Import", Import("write", import_id)),
            Button("Cancel", Import("cancel", import_id)),
        ),
    )


def seen_or_wanted(import_id: int) -> Rows:
    """What a list is."""
    return (
        (
            Button("Yes, seen", Import("seen", import_id)),
            Button("No, I want to", Import("wanted", import_id)),
        ),
        (Button("Cancel", Import("cancel", import_id)),),
    )


def after_import(done: FileOutcome) -> Rows:
    """Take it back, settle what is not sure, add what is not known."""
    first: list[Button] = []
    if done.change_id is not None:
        first.append(Button("Undo", Undo(done.change_id)))
    if done.unsure:
        first.append(Button("Ask me now", Import("ask", done.import_id)))
    return tuple(row for row in (tuple(first), _add(done.import_id, done.unknown)) if row)


def _add(import_id: int, unknown: int) -> tuple[Button, ...]:
    if not unknown:
        return ()
    label = "Add the unknown film" if unknown == 1 else f"Add the {unknown:,} unknown films"
    return (Button(label, Import("add", import_id)),)


def waiting(files: Sequence[tuple[int, str]]) -> Rows:
    """Earlier files of which films wait."""
    return tuple(
        (
            Button(f"Settle {name}"[:40], Import("ask", import_id)),
            Button("Rows", Import("rows", import_id)),
            Button("Drop", Import("cancel", import_id)),
        )
        for import_id, name in files[:5]
    )


def which_film(
    asked: OpenFilm, films: Sequence[tuple[str, Film]], change_id: int | None, unknown: int
) -> Rows:
    """The films that one of a file may be, one a row; leaving it out; all unknown ones at once."""
    choices = tuple(
        (Button(label, Import("settle", asked.import_id, asked.film, film.movie_id)),)
        for label, film in films
    )
    last = [Button("None of these" if films else "Skip it", _skip(asked))]
    if change_id is not None:
        last.append(Button("Undo", Undo(change_id)))
    rows = (*choices, tuple(last), () if films else _add(asked.import_id, unknown))
    return tuple(row for row in rows if row)


def _skip(asked: OpenFilm) -> Import:
    return Import("skip", asked.import_id, asked.film)
