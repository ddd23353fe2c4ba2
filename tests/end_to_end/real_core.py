"""The real core behind the real Telegram edge, in the planted world."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.conversation.respond import Conversation
from bot.runtime.answered import AnsweredNotes
from bot.runtime.desk import CoreDesk
from bot.runtime.worker import Worker
from recommender.storage import Store
from tests import planted


@contextmanager
def real_desk(database: Path, notes: AnsweredNotes | None = None) -> Iterator[CoreDesk]:
    """A desk whose core keeps its log in `database`, opened on the core's own thread."""

    def opened() -> Conversation:
        return Conversation(planted.recommender(Store.open(database), index=planted.titles()))

    worker = Worker(opened, unmake=lambda core: core.recommender.close())
    try:
        yield CoreDesk(worker, notes=notes)
    finally:
        worker.close()


def write_movielens(folder: Path, *, people: int = planted.PEOPLE) -> Path:
    """The planted world, or the first people in it, as a MovieLens folder."""
    folder.mkdir(parents=True)
    with (folder / "movies.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["movieId", "title", "genres"])
        for film in planted.films():
            writer.writerow([film.movie_id, film.catalogue_title, "|".join(film.genres)])
    rated = planted.ratings()
    lines = rated.user_ids <= people
    with (folder / "ratings.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["userId", "movieId", "rating", "timestamp"])
        writer.writerows(
            zip(
                rated.user_ids[lines].tolist(),
                rated.movie_ids[lines].tolist(),
                rated.stars[lines].tolist(),
                rated.timestamps[lines].tolist(),
                strict=True,
            )
        )
    return folder
