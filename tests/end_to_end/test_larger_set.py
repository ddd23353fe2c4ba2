"""The real application changes over to a larger set, fetched from a server on the loopback."""

import asyncio
import csv
import functools
import io
import json
import logging
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.conversation.respond import Conversation
from bot.runtime.config import Config
from bot.runtime.desk import CoreDesk
from bot.runtime.larger_set import Waits
from bot.runtime.serving import serve
from bot.runtime.worker import Worker
from bot.telegram.app import run
from recommender import Catalogue, Library, Places, TitleIndex
from recommender.catalogue.movielens import embedded_dir, read_films, read_ratings
from recommender.catalogue.ratings_cache import fingerprint
from recommender.domain import Film, MovieId, PersonId, SetName
from recommender.model import counted, save_snapshot
from recommender.storage import Store
from recommender.titles.shelf import shelf_of
from tests import planted
from tests.end_to_end.bot_api import TOKEN, BotApi
from tests.end_to_end.conftest import StartBot
from tests.end_to_end.running import HURRY
from tests.end_to_end.shown import Shown
from tests.movielens_site import Site, hosted, md5_line, packed

NAME: SetName = "ml-32m"
BARBIE, HEIST = 290_001, 290_002
"""Films that the embedded set lacks: one is known from elsewhere, the other people add."""
PATIENCE_S = 300.0
"""Fetching and fitting give way to everything: on a busy machine they take a while."""


def larger_set() -> bytes:
    """The embedded set's best-known films as its first viewers rated them, and two newer films."""
    rated = read_ratings(embedded_dir())
    known = {movie_id for movie_id, _ in Counter(rated.movie_ids.tolist()).most_common(60)}
    movies, ratings = io.StringIO(), io.StringIO()
    films = csv.writer(movies)
    films.writerow(["movieId", "title", "genres"])
    for film in read_films(embedded_dir()):
        if film.movie_id in known:
            films.writerow([film.movie_id, film.catalogue_title, "|".join(film.genres)])
    films.writerow([BARBIE, "Barbie (2023)", "Comedy|Fantasy"])
    films.writerow([HEIST, "Zyzzyva Heist, The (2024)", "Crime"])
    rows = csv.writer(ratings)
    rows.writerow(["userId", "movieId", "rating", "timestamp"])
    columns = (rated.user_ids, rated.movie_ids, rated.stars, rated.timestamps)
    for row in zip(*(column.tolist() for column in columns), strict=True):
        if row[0] <= 120 and row[1] in known:
            rows.writerow(row)
    rows.writerows((user, BARBIE, 4.5, 1_690_000_000) for user in range(1, 120, 2))
    return packed(NAME, {"movies.csv": movies.getvalue(), "ratings.csv": ratings.getvalue()})


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    whole = larger_set()
    site = Site({f"/{NAME}.zip": whole, f"/{NAME}.zip.md5": md5_line(NAME, whole)})
    with hosted(site):
        yield site


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """The folder of a bot that has a model of the embedded set."""
    places = Places.of(tmp_path / "data", None)
    rated = Counter(map(MovieId, read_ratings(places.movielens).movie_ids.tolist()))
    save_snapshot(places.models, counted(rated), fingerprint=fingerprint(places.movielens))
    return places.data_dir


@contextmanager
def serving(config: Config, api_url: str) -> Iterator[None]:
    """The whole bot, on a thread of its own."""
    loop, stop = asyncio.new_event_loop(), asyncio.Event()

    async def edge(desk: CoreDesk) -> int:
        return await run(desk, token=TOKEN, api_url=api_url, stop=stop, tempo=HURRY)

    waits = Waits(first_pause_s=0.05, longest_pause_s=0.1)
    bot = functools.partial(serve, config, edge, look_every_s=0.05, waits=waits)
    thread = threading.Thread(target=lambda: loop.run_until_complete(bot()))
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join()
        loop.close()


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not condition():
        assert time.monotonic() < deadline, "it does not happen"
        time.sleep(0.01)


def test_people_talk_on_while_the_bot_changes_over(
    bot_api: BotApi, database: Path, start_bot: StartBot
) -> None:
    heist = Film(MovieId(HEIST), "The Zyzzyva Heist", 2024, ("Crime",), "Zyzzyva Heist, The (2024)")
    films = [*planted.films(), heist]
    library = Library(
        Catalogue(films),
        TitleIndex(shelf_of(films), planted.popularity()),
        planted.facts(),
        planted.popularity(),
        planted.fitted(),
    )

    def opened() -> Conversation:
        store = Store.open(database)
        return Conversation(planted.recommender(store, index=planted.titles()))

    worker = Worker(opened, unmake=lambda core: core.recommender.close())
    running = start_bot(CoreDesk(worker))
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    def answer(text: str) -> Shown:
        room.says(ann, text)
        return room.next()

    assert "which genres" in answer("/add The Zyzzyva Heist (2024)").text
    answer("skip")
    logged = answer("watched the zyzzyva heist, 3")
    assert answer("similar to alien").text.startswith("If you like Alien")
    listed = answer("watched heat, 4.5")
    worker.submit(lambda core: core.recommender.change_over(library)).result()
    assert answer("actually 4 stars").text == "Corrected: Heat (1995) · today · ★★★★"
    room.taps(ann, listed, "More like this")
    assert "Heat (1995)" in room.next().text
    room.taps(ann, logged, "Undo")
    assert "The Zyzzyva Heist (2024)" in room.next().text
    seen = answer("what have I seen?").text
    assert "Heat (1995)" in seen
    assert "Zyzzyva" not in seen
    running.stop()
    worker.close()


@pytest.mark.slow
def test_the_bot_changes_over_and_loses_no_log_no_list_and_no_button(
    bot_api: BotApi,
    api_url: str,
    site: Site,
    data_dir: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    config = Config(
        data_dir=data_dir,
        dataset=NAME,
        dataset_url=site.url,
        admin_ids=frozenset({ann.person_id}),
        refit_after_logs=1000,
    )

    def answer(text: str) -> Shown:
        room.says(ann, text)
        return room.next(PATIENCE_S)

    def said(text: str) -> str:
        return answer(text).text

    site.stall_after = 10_000
    with serving(config, api_url):
        assert said("watched heat, 4.5").startswith("Logged Heat (1995)")
        barbie = answer("watched Barbie (2023), 4")
        assert barbie.text.startswith("Logged Barbie (2023)")
        assert "Carrington (1995)" in said("put carrington (1995) on my list")
        assert "which genres" in said("/add The Zyzzyva Heist (2024)")
        assert said("skip").startswith("Added The Zyzzyva Heist (2024)")
        assert said("watched the zyzzyva heist, 3").startswith("Logged The Zyzzyva Heist (2024)")
        until(lambda: f"{NAME}: " in caplog.text)
        until(lambda: f"Fetching {NAME}: " in said("/status"))
        site.go_on.set()
        until(lambda: f"{NAME} is served now." in caplog.text)

        seen = said("what have I seen?")
        assert all(name in seen for name in ("Heat", "Barbie", "The Zyzzyva Heist"))
        assert "Carrington (1995)" in said("what's on my list?")
        room.taps(ann, barbie, "Undo")
        assert "Barbie (2023)" in room.next(PATIENCE_S).text
        assert "Barbie" not in said("what have I seen?")
        until(lambda: f"I serve {NAME}." in said("/status"))
        assert "Barbie" in said("similar to heat, from 2020 on")
    caplog.clear()
    site.pages = {}
    with serving(config, api_url):  # the next start needs no network
        assert said("watched barbie, 4").startswith("Logged Barbie (2023)")
    store = Store.open(data_dir / "bot.db")
    logged = {entry.movie_id for entry in store.watches.history(PersonId(ann.person_id))}
    store.close()
    assert {BARBIE, HEIST} <= logged
    assert "Fetching" not in caplog.text


@pytest.mark.slow
def test_a_download_that_is_killed_goes_on_where_it_was(site: Site, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "recommender", "download", NAME, "--progress"]
    command += ["--into", str(tmp_path / "sets"), "--url", site.url]
    environment = os.environ | {"DATA_DIR": str(tmp_path)}
    part = tmp_path / "sets" / f"{NAME}.zip.part"
    site.stall_after = 10_000
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as killed:  # noqa: S603
        until(lambda: part.exists() and part.stat().st_size > 0)
        killed.kill()
    site.go_on.set()
    whole = subprocess.run(command, env=environment, capture_output=True, check=True, text=True)  # noqa: S603
    first = json.loads(whole.stdout.splitlines()[0])
    assert 0 < first["received"] <= 10_000
    assert [status for path, _, status in site.asked if path.endswith(".zip")] == [200, 206]
    assert (tmp_path / "sets" / NAME / "ratings.csv").exists()
