"""A database of an earlier version, brought up to date."""

from pathlib import Path

from recommender.domain import MovieId, PersonId
from recommender.storage import Store
from recommender.storage.schema import migrations
from recommender.storage.sqlite import Database


def test_films_that_people_added_stay_for_everyone(tmp_path: Path) -> None:
    old = Database(tmp_path / "bot.db", execute_plugins=False)
    migrations.apply(old, stop_before="imports")
    old.execute("INSERT INTO people (person_id, first_seen_at) VALUES (7, 1.0)")
    old.execute(
        "INSERT INTO added_films VALUES (1000000000, 7, 'The Zyzzyva Heist', 2021, '[]', 1.0)"
    )
    old.execute(
        "INSERT INTO watches (person_id, movie_id, rating, source, update_key, logged_at) "
        "VALUES (7, 1000000000, 4.0, 'chat', 'tg:1', 1.0)"
    )
    old.conn.commit()
    old.close()

    store = Store.open(tmp_path / "bot.db")
    assert [film.name for film in store.added_films] == ["The Zyzzyva Heist (2021)"]
    assert not store.added_films.is_private(MovieId(1_000_000_000))
    assert [entry.rating for entry in store.watches.history(PersonId(7))] == [4.0]
    assert store.imports.of(PersonId(7)) == ()
    store.close()
