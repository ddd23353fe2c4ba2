"""Unpacking the zips of strangers: nothing leaves the folder, nothing grows without bound."""

import io
import stat
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

from recommender.catalogue.unpacking import ArchiveError, unpack

MOVIES = ("ml/movies.csv", "movieId,title,genres\n")
RATINGS = ("ml/ratings.csv", "userId,movieId,rating,timestamp\n")


def planted(tmp_path: Path, *entries: tuple[str | zipfile.ZipInfo, str | bytes]) -> Path:
    path = tmp_path / "in" / "set.zip"
    path.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in entries:
            zipped.writestr(name, content, compress_type=zipfile.ZIP_DEFLATED)
    return path


def everything_below(tmp_path: Path) -> list[str]:
    return sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())


@pytest.mark.parametrize("top", ["ml-25m/", "", "./"])
def test_the_wanted_files_come_out_from_the_top_or_one_folder(tmp_path: Path, top: str) -> None:
    archive = planted(
        tmp_path,
        *(
            (f"{top}{name}", name)
            for name in ("movies.csv", "ratings.csv", "links.csv", "tags.csv", "README.txt")
        ),
        ("__MACOSX/ml-25m/._ratings.csv", "x"),
    )
    unpack(archive, tmp_path / "out")
    assert everything_below(tmp_path / "out") == [
        "README.txt",
        "links.csv",
        "movies.csv",
        "ratings.csv",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "../movies.csv",
        "ml/../../ratings.csv",
        "/etc/ratings.csv",
        "..\\ratings.csv",
        "C:\\ratings.csv",
        "C:ratings.csv",
        "../../evil.txt",
    ],
)
def test_a_name_that_leads_out_of_the_folder_leads_nowhere(tmp_path: Path, name: str) -> None:
    archive = planted(tmp_path, MOVIES, RATINGS, (name, "evil"))
    with suppress(ArchiveError):  # it may be refused, because a file comes twice
        unpack(archive, tmp_path / "in" / "out")
        assert everything_below(tmp_path / "in" / "out") == ["movies.csv", "ratings.csv"]
        assert (tmp_path / "in" / "out" / "ratings.csv").read_text() == RATINGS[1]
    outside = {"in/set.zip", "in/out/movies.csv", "in/out/ratings.csv"}
    assert set(everything_below(tmp_path)) <= outside


def test_a_symbolic_link_comes_out_as_a_plain_file(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("ml/links.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    archive = planted(tmp_path, MOVIES, RATINGS, (link, "/etc/passwd"))
    unpack(archive, tmp_path / "out")
    assert not (tmp_path / "out" / "links.csv").is_symlink()
    assert (tmp_path / "out" / "links.csv").read_text() == "/etc/passwd"


def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path) -> None:
    archive = planted(tmp_path, MOVIES, ("ml/ratings.csv", bytes(20_000_000)))
    with pytest.raises(ArchiveError, match="-fold"):
        unpack(archive, tmp_path / "out")
    assert everything_below(tmp_path) == ["in/set.zip"]


def test_a_file_cannot_grow_beyond_what_the_archive_says(tmp_path: Path) -> None:
    archive = planted(tmp_path, MOVIES, ("ml/ratings.csv", bytes(20_000_000)))
    lying = archive.read_bytes().replace(
        (20_000_000).to_bytes(4, "little"), (500_000).to_bytes(4, "little")
    )
    archive.write_bytes(lying)
    with pytest.raises(ArchiveError):
        unpack(archive, tmp_path / "out")
    assert everything_below(tmp_path) == ["in/set.zip"]


def test_too_much_of_everything_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("recommender.catalogue.unpacking.MAX_UNPACKED_BYTES", 40)
    with pytest.raises(ArchiveError, match="unlike a MovieLens set"):
        unpack(planted(tmp_path, MOVIES, RATINGS), tmp_path / "out")


def test_a_file_that_comes_twice_is_refused(tmp_path: Path) -> None:
    archive = planted(tmp_path, MOVIES, RATINGS, ("other/ratings.csv", "x"))
    with pytest.raises(ArchiveError, match="twice"):
        unpack(archive, tmp_path / "out")


@pytest.mark.parametrize("missing", ["movies.csv", "ratings.csv"])
def test_a_set_without_its_files_is_refused(tmp_path: Path, missing: str) -> None:
    archive = planted(tmp_path, *(e for e in (MOVIES, RATINGS) if not e[0].endswith(missing)))
    with pytest.raises(ArchiveError, match=f"holds no {missing}"):
        unpack(archive, tmp_path / "out")


def test_a_damaged_file_is_refused_and_nothing_stays(tmp_path: Path) -> None:
    archive = planted(tmp_path, MOVIES, ("ml/ratings.csv", "".join(map(str, range(5000)))))
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 0xFF
    archive.write_bytes(data)
    with pytest.raises(ArchiveError):
        unpack(archive, tmp_path / "out")
    assert everything_below(tmp_path) == ["in/set.zip"]


def test_an_encrypted_file_is_refused(tmp_path: Path) -> None:
    archive = planted(tmp_path, MOVIES, RATINGS)
    data = bytearray(archive.read_bytes())
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 1)
    archive.write_bytes(data)
    with pytest.raises(ArchiveError, match="encrypted"):
        unpack(archive, tmp_path / "out")


@pytest.mark.parametrize("content", [b"", b"PK", b"<html></html>", io.BytesIO().getvalue()])
def test_what_is_no_zip_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "set.zip"
    path.write_bytes(content)
    with pytest.raises(ArchiveError, match="not a zip"):
        unpack(path, tmp_path / "out")
    assert everything_below(tmp_path) == ["set.zip"]
