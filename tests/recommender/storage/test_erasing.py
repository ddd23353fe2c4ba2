"""What somebody has had erased is gone from the file, and not only from the tables."""

from pathlib import Path

from recommender import Cause, LogEntry
from recommender.domain import MovieId, PersonId
from recommender.storage import Store
from tests import planted

ANA = PersonId(7)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir()).lower()


def test_what_is_erased_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    recommender = planted.recommender(Store.open(tmp_path / "bot.db"))
    recommender.meet(ANA, "Zyzzyvadora", 1.0)
    for number in range(50):
        cause = Cause(ANA, f"update-of-zyzzyvadora-{number}", 1.0)
        recommender.log(cause, [LogEntry(MovieId(43), 4.0, rewatch=True)])
    assert b"zyzzyvadora" in everything(tmp_path)
    recommender.forget(ANA)
    assert b"zyzzyvadora" not in everything(tmp_path)
    recommender.close()


def test_an_id_of_an_added_film_is_not_given_again_after_its_person_was_forgotten(
    store: Store,
) -> None:
    recommender = planted.recommender(store, index=planted.titles())
    ben = PersonId(8)
    for person_id in (ANA, ben):
        recommender.meet(person_id, "", 1.0)
    first, _ = recommender.add_film(Cause(ANA, "1", 1.0), "The Zyzzyva Heist", 2021, ())
    recommender.forget(ANA)
    second, _ = recommender.add_film(Cause(ben, "1", 1.0), "Another One", 2022, ())
    assert second.movie_id != first.movie_id
    assert [film.title for film in store.added_films] == ["The Zyzzyva Heist", "Another One"]
