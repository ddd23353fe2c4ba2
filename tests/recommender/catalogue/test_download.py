"""Downloads against a real HTTP server on the loopback, which misbehaves as told."""

import hashlib
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from recommender.catalogue import download as downloads
from recommender.catalogue.download import download
from recommender.catalogue.movielens import read_films, read_links, read_ratings
from recommender.errors import DownloadFailed
from tests.movielens_site import Site, hosted, md5_line, packed

NAME = "ml-latest-small"
FILES = {
    "README.txt": "Terms of use",
    "movies.csv": "movieId,title,genres\n6,Heat (1995),Action|Crime\n",
    "ratings.csv": "userId,movieId,rating,timestamp\n"
    + "".join(f"{user},6,4.0,{user * 7919 % 100_003}\n" for user in range(1, 9000)),
    "links.csv": "movieId,imdbId,tmdbId\n6,0113277,949\n",
    "tags.csv": "userId,movieId,tag,timestamp\n",
}


WHOLE = packed(NAME, FILES)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    site = Site({f"/{NAME}.zip": WHOLE, f"/{NAME}.zip.md5": md5_line(NAME, WHOLE)})
    with hosted(site):
        yield site


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def fetch(site: Site, tmp_path: Path, told: list[str]) -> Callable[[], Path]:
    return lambda: download(NAME, tmp_path / "data", url=site.url, tell=told.append, pause_s=0)


def left_in(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "data").iterdir())


def test_a_set_arrives_whole_and_can_be_read(
    fetch: Callable[[], Path], tmp_path: Path, told: list[str]
) -> None:
    folder = fetch()
    assert folder == tmp_path / "data" / NAME
    assert [film.name for film in read_films(folder)] == ["Heat (1995)"]
    assert len(read_ratings(folder)) == 8999
    assert len(read_links(folder)) == 1
    assert (folder / "README.txt").read_text() == "Terms of use"
    assert not (folder / "tags.csv").exists()
    assert left_in(tmp_path) == [NAME]
    assert told == []


def test_a_set_that_is_there_is_not_fetched_again(fetch: Callable[[], Path], site: Site) -> None:
    folder = fetch()
    asked = len(site.asked)
    assert fetch() == folder
    assert len(site.asked) == asked


@pytest.mark.parametrize("page", [f"/{NAME}.zip", "/moved.zip", "", "/"])
def test_the_address_may_be_the_zip_its_folder_or_a_redirect(
    site: Site, tmp_path: Path, page: str
) -> None:
    folder = download(NAME, tmp_path, url=f"{site.url}{page}", tell=lambda _: None, pause_s=0)
    assert len(read_films(folder)) == 1


def test_a_dropped_connection_is_continued_from_where_it_broke(
    fetch: Callable[[], Path], site: Site
) -> None:
    site.drop_after = [1000, 5000, 0, 7]
    folder = fetch()
    assert len(read_ratings(folder)) == 8999
    ranges = [wanted for path, wanted, _ in site.asked if path.endswith(".zip")]
    assert ranges == [None, "bytes=1000-", "bytes=6000-", "bytes=6000-", "bytes=6007-"]
    assert site.statuses(f"/{NAME}.zip") == [200, 206, 206, 206, 206]


def test_what_came_before_a_crash_is_continued_by_the_next_call(
    fetch: Callable[[], Path], site: Site, tmp_path: Path
) -> None:
    site.drop_after = [1000, 0, 0, 0, 0]
    with pytest.raises(DownloadFailed, match="1,000 bytes are kept"):
        fetch()
    assert f"{NAME}.zip.part" in left_in(tmp_path)
    site.drop_after = []
    fetch()
    assert site.asked[-2][:2] == (f"/{NAME}.zip", "bytes=1000-")
    assert left_in(tmp_path) == [NAME]


def test_a_file_that_was_complete_before_a_crash_is_not_fetched_again(
    fetch: Callable[[], Path], site: Site, tmp_path: Path
) -> None:
    site.drop_after = [1000, 0, 0, 0, 0]
    with pytest.raises(DownloadFailed):
        fetch()
    (tmp_path / "data" / f"{NAME}.zip.part").write_bytes(WHOLE)
    site.drop_after = []
    assert len(read_ratings(fetch())) == 8999
    assert site.statuses(f"/{NAME}.zip")[-1] == 416


def test_a_server_without_ranges_sends_it_all_again(fetch: Callable[[], Path], site: Site) -> None:
    site.ranges = False
    site.drop_after = [1000, 3000]
    assert len(read_ratings(fetch())) == 8999
    assert site.statuses(f"/{NAME}.zip") == [200, 200, 200]


@pytest.mark.parametrize("etag", ['"v2"', None])
def test_a_file_that_changed_meanwhile_is_never_glued_together(
    fetch: Callable[[], Path], site: Site, tmp_path: Path, etag: str | None
) -> None:
    newer = packed(NAME, {**FILES, "movies.csv": FILES["movies.csv"].replace("6,", "60,")})
    site.etag = '"v1"' if etag else None

    def change() -> None:
        site.pages = {f"/{NAME}.zip": newer, f"/{NAME}.zip.md5": md5_line(NAME, newer)}
        site.etag = etag

    site.drop_after = [1000]
    site.on_drop = change
    folder = fetch()
    assert [film.movie_id for film in read_films(folder)] == [60]
    assert left_in(tmp_path) == [NAME]


def test_a_shorter_file_than_what_is_kept_is_fetched_whole(
    fetch: Callable[[], Path], site: Site
) -> None:
    small = packed(
        NAME,
        {name: FILES[name] for name in ("movies.csv", "links.csv")}
        | {"ratings.csv": "userId,movieId,rating,timestamp\n1,6,4.0,9\n"},
    )

    def change() -> None:
        site.pages = {f"/{NAME}.zip": small, f"/{NAME}.zip.md5": md5_line(NAME, small)}

    site.etag = None
    site.drop_after = [len(small) + 1]
    site.on_drop = change
    assert len(read_ratings(fetch())) == 1
    assert site.statuses(f"/{NAME}.zip") == [200, 416, 200]


def test_pieces_that_do_not_fit_are_replaced_by_a_whole_file(
    fetch: Callable[[], Path], site: Site, tmp_path: Path, told: list[str]
) -> None:
    site.drop_after = [1000, 0, 0, 0, 0]
    with pytest.raises(DownloadFailed):
        fetch()
    part = tmp_path / "data" / f"{NAME}.zip.part"
    part.write_bytes(bytes(1000))
    site.drop_after = []
    assert len(read_ratings(fetch())) == 8999
    assert "fetching it whole" in told[0]


def test_a_wrong_checksum_is_refused_and_leaves_nothing(
    fetch: Callable[[], Path], site: Site, tmp_path: Path
) -> None:
    site.pages[f"/{NAME}.zip.md5"] = md5_line(NAME, b"something else")
    with pytest.raises(DownloadFailed, match="does not match its checksum"):
        fetch()
    assert left_in(tmp_path) == []
    assert site.statuses(f"/{NAME}.zip") == [200]


@pytest.mark.parametrize("published", [None, b"<html>soon</html>", b""])
def test_a_set_without_checksum_is_taken_and_said_to_be_unchecked(
    fetch: Callable[[], Path], site: Site, told: list[str], published: bytes | None
) -> None:
    if published is None:
        del site.pages[f"/{NAME}.zip.md5"]
    else:
        site.pages[f"/{NAME}.zip.md5"] = published
    assert len(read_films(fetch())) == 1
    assert "could not be checked" in told[0]


def test_a_connection_that_breaks_before_the_checksum_leaves_the_set_unchecked(
    fetch: Callable[[], Path], site: Site, told: list[str]
) -> None:
    site.mute = frozenset({f"/{NAME}.zip.md5"})
    assert len(read_films(fetch())) == 1
    assert "could not be checked" in told[0]


def test_a_checksum_list_is_searched_for_the_files_own_line(
    fetch: Callable[[], Path], site: Site, told: list[str]
) -> None:
    digest = hashlib.md5(WHOLE, usedforsecurity=False).hexdigest().upper()
    site.pages[f"/{NAME}.zip.md5"] = f"{'0' * 32}  ml-1m.zip\n{digest}  {NAME}.zip\n".encode()
    fetch()
    assert told == []


def test_a_missing_page_is_named_and_leaves_nothing(
    fetch: Callable[[], Path], site: Site, tmp_path: Path
) -> None:
    site.pages = {}
    with pytest.raises(DownloadFailed, match="404 Not Found") as caught:
        fetch()
    assert caught.value.url == f"{site.url}/{NAME}.zip"
    assert left_in(tmp_path) == []


def test_an_address_that_leads_in_a_circle_is_given_up(site: Site, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="leads nowhere"):
        download(NAME, tmp_path, url=f"{site.url}/circle.zip")


def test_without_a_connection_it_says_so_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(DownloadFailed, match="there is no connection"):
            download(NAME, tmp_path, url=url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("url", ["ftp://127.0.0.1", "movielens", "http://\0"])
def test_a_strange_address_is_refused_in_words(tmp_path: Path, url: str) -> None:
    with pytest.raises(DownloadFailed, match="address"):
        download(NAME, tmp_path, url=url)


def test_an_unknown_name_is_told_which_there_are(tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match="ml-latest-small, ml-latest, ml-25m, ml-32m"):
        download("ml-1m", tmp_path)


def test_a_page_that_is_no_zip_is_refused_and_not_kept(
    fetch: Callable[[], Path], site: Site, tmp_path: Path
) -> None:
    site.pages = {f"/{NAME}.zip": b"<html>Please log in to this hotel's network</html>"}
    with pytest.raises(DownloadFailed, match="not a zip"):
        fetch()
    assert left_in(tmp_path) == []


def test_a_file_cut_short_without_a_length_is_refused(
    fetch: Callable[[], Path], site: Site, tmp_path: Path
) -> None:
    site.length = False
    site.pages = {f"/{NAME}.zip": WHOLE[:-100]}
    with pytest.raises(DownloadFailed, match="not a zip"):
        fetch()
    assert left_in(tmp_path) == []


def test_an_endless_file_is_given_up(
    fetch: Callable[[], Path], site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("recommender.catalogue.download.MAX_BYTES", 2000)
    with pytest.raises(DownloadFailed, match="far larger than a MovieLens set"):
        fetch()
    site.length = False
    with pytest.raises(DownloadFailed, match="far larger than a MovieLens set"):
        fetch()


def test_a_folder_in_the_way_is_left_alone(
    fetch: Callable[[], Path], site: Site, tmp_path: Path
) -> None:
    mine = tmp_path / "data" / NAME
    mine.mkdir(parents=True)
    (mine / "movies.csv").write_text("mine")
    with pytest.raises(DownloadFailed, match="in the way"):
        fetch()
    assert (mine / "movies.csv").read_text() == "mine"
    assert site.asked == []


def test_an_empty_folder_is_filled(fetch: Callable[[], Path], tmp_path: Path) -> None:
    (tmp_path / "data" / NAME).mkdir(parents=True)
    assert len(read_films(fetch())) == 1


def test_a_place_that_cannot_be_written_is_named(site: Site, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DownloadFailed, match="cannot write"):
        download(NAME, tmp_path / "file" / "data", url=site.url)


def test_no_bar_is_drawn_without_a_terminal(
    fetch: Callable[[], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    fetch()
    assert capsys.readouterr() == ("", "")


def test_the_official_address_is_that_of_grouplens() -> None:
    assert (
        downloads._address("ml-25m", None)
        == "https://files.grouplens.org/datasets/movielens/ml-25m.zip"
    )


def test_progress_is_told_of_every_piece_up_to_the_end(site: Site, tmp_path: Path) -> None:
    steps: list[tuple[int, int | None]] = []
    site.drop_after = [1000]
    download(
        NAME,
        tmp_path,
        url=site.url,
        tell=lambda _: None,
        progress=lambda have, total: steps.append((have, total)),
        pause_s=0,
    )
    assert steps[0] == (0, len(WHOLE))
    assert (1000, len(WHOLE)) in steps
    assert steps[-1] == (len(WHOLE), len(WHOLE))
    assert steps == sorted(steps)


def test_a_disk_without_room_is_said_before_anything_is_written(site: Site, tmp_path: Path) -> None:
    with pytest.raises(DownloadFailed, match=r"it needs about \d+ MB of disk, and 200 MB are free"):
        download(NAME, tmp_path, url=site.url, pause_s=0, free=lambda _: 200_000_000)
    assert sum(path.stat().st_size for path in tmp_path.glob("*.part")) == 0
    assert not (tmp_path / NAME).exists()
