"""Every command, run as people and programs run it, in the planted world."""

import io
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from recommender.__main__ import main
from recommender.commands.given import served, table, tuned_file
from recommender.model import Parameters, load_snapshot
from recommender.model.stored_parameters import write_tuned
from recommender.places import Places
from tests import planted
from tests.end_to_end.real_core import write_movielens
from tests.movielens_site import Site, hosted, md5_line, packed

ALIEN, GHOST = 1, 31


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the set, and with the model that the first command makes."""
    folder = tmp_path_factory.mktemp("world")
    write_movielens(folder / "set")
    write_movielens(folder / "few", people=10)
    return folder


@pytest.fixture
def run(world: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> "Run":
    """Run a command, and give back what it printed."""
    monkeypatch.chdir(world)
    monkeypatch.setenv("DATA_DIR", str(world / "data"))
    monkeypatch.delenv("MOVIELENS_DIR", raising=False)
    return Run(world, capsys)


class Run:
    """Runs commands with the planted set."""

    def __init__(self, world: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.world = world
        self._capsys = capsys

    def printed(self) -> str:
        """What was printed since."""
        return self._capsys.readouterr().out

    def __call__(self, *words: str, code: int = 0) -> str:
        command, *rest = words
        given = [command, "--data", str(self.world / "set"), *rest]
        assert main(given) == code
        out, self.err = self._capsys.readouterr()
        return out

    def json(self, *words: str) -> list[dict[str, object]]:
        """One object for each line printed."""
        return [json.loads(line) for line in self(*words, "--json").splitlines()]

    def histories(self, *lines: object) -> str:
        """A file with these lines."""
        path = self.world / "histories.jsonl"
        path.write_text(
            "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
        )
        return str(path)


def history(*movie_ids: int) -> list[dict[str, object]]:
    return [{"movie_id": movie_id, "rating": 4.5} for movie_id in movie_ids]


def test_similar_films_as_json_lines(run: Run) -> None:
    rows = run.json("similar", "alien", "-k", "5")
    assert [set(row) for row in rows] == [{"movie_id", "title", "year", "score"}] * 5
    assert all(row["movie_id"] != ALIEN for row in rows)
    scores = [row["score"] for row in rows]
    assert scores == sorted(scores, key=lambda score: -float(str(score)))


def test_similar_films_as_a_table(run: Run) -> None:
    printed = run("similar", "alien", "-k", "3")
    assert printed.startswith("Because you watched Alien (1979)…\n")
    assert len(printed.strip().splitlines()) == 6
    assert "Alien (1979)" not in printed.split("\n", 1)[1]


def test_an_unknown_or_ambiguous_title_is_one_sentence(run: Run) -> None:
    assert run("similar", "xyzzy plugh", code=1) == ""
    assert "I don't know a film called “xyzzy plugh”." in run.err
    assert run("similar", "sabrina", code=1) == ""
    assert "Sabrina (1954)" in run.err
    assert "Sabrina (1995)" in run.err


@pytest.mark.parametrize("preset", ["default", "seed"])
def test_recommendations_for_histories_in_their_order(run: Run, preset: str) -> None:
    file = run.histories(
        {"id": "zoe", "history": history(1, 2, 3, 4)},
        {"id": 7, "history": [{"movie_id": GHOST, "rating": None, "at": 1_700_000_000}]},
        "",
        {"id": "new", "history": []},
    )
    rows = run.json("recommend", "--histories", file, "-k", "4", "--preset", preset)
    assert [row["id"] for row in rows] == ["zoe", 7, "new"]
    for row in rows:
        items = row["items"]
        assert isinstance(items, list)
        assert len(items) == 4
        for item in items:
            assert set(item) == {"movie_id", "score", "because"}
            assert all(set(share) == {"movie_id", "share"} for share in item["because"])
    zoe = rows[0]["items"]
    assert isinstance(zoe, list)
    assert not {item["movie_id"] for item in zoe} & {1, 2, 3, 4}
    assert any(item["because"] for item in zoe)


def test_recommendations_for_a_movielens_user(run: Run) -> None:
    printed = run("recommend", "--user", "2", "-k", "3")
    assert "User 2, highest rated:" in printed
    assert "User 2, lowest rated:" in printed
    assert "For 2:" in printed
    (row,) = run.json("recommend", "--user", "2", "-k", "3")
    seen = planted.ratings().movie_ids[planted.ratings().user_ids == 2].tolist()
    items = row["items"]
    assert isinstance(items, list)
    assert not {item["movie_id"] for item in items} & set(seen)


def test_an_unknown_user_is_one_sentence(run: Run) -> None:
    assert run("recommend", "--user", "4711", code=1) == ""
    assert run.err.strip().endswith("There is no MovieLens user 4711 in these ratings.")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("{", "JSONDecodeError"),
        ('{"id": 1}', "history"),
        ('{"id": 1.5, "history": []}', "id"),
        ('{"id": 1, "history": [{"movie_id": "x"}]}', "no viewer"),
        ('{"id": 1, "history": [{"movie_id": 1, "rating": 6}]}', "0.5 to 5"),
        ('{"id": 1, "history": [{"movie_id": 1, "at": NaN}]}', "no time"),
        ("[]", "no viewer"),
    ],
)
def test_a_broken_line_of_histories_is_named(run: Run, broken: str, reason: str) -> None:
    file = run.histories({"id": "fine", "history": []}, broken)
    for command in ("recommend", "group"):
        run(command, "--histories", file, code=1)
        assert f"{file}, line 2: " in run.err
        assert reason in run.err


def test_a_missing_file_of_histories_is_named(run: Run) -> None:
    run("recommend", "--histories", "nowhere.jsonl", code=1)
    assert "nowhere.jsonl is missing. It should hold one JSON object a line." in run.err


def test_a_group_gets_one_list_with_everyones_fit(run: Run) -> None:
    file = run.histories(
        {"id": "ana", "history": history(1, 2, 3, 5, 6)},
        {"id": "bob", "history": history(21, 22, 23, 24, 25)},
    )
    (row,) = run.json("group", "--histories", file, "-k", "4")
    items = row["items"]
    assert isinstance(items, list)
    assert len(items) == 4
    for item in items:
        assert set(item) == {"movie_id", "score", "per_member"}
        assert set(item["per_member"]) == {"ana", "bob"}
        assert all(0 <= fit <= 1 for fit in item["per_member"].values())
    assert "ana" in run("group", "--histories", file)


def test_a_group_of_nobody_is_said(run: Run) -> None:
    file = run.histories("")
    run("group", "--histories", file, code=1)
    assert "holds no members" in run.err


def test_fit_prints_the_gates_figures_and_writes_a_snapshot(run: Run) -> None:
    (row,) = run.json(
        "fit", "--factors", "8", "--iterations", "2", "--out", str(run.world / "models")
    )
    assert Path(str(row["snapshot"])).parent == run.world / "models"
    assert {"held_out_viewers", "ndcg_at_10", "popularity_ndcg_at_10"} <= set(row)


def test_tune_keeps_what_was_better(run: Run) -> None:
    tuned = served_file(run.world)
    write_tuned(tuned, replace(Parameters.default(), factors=8, half_life=3.0, head_weight=-1.5))
    rows = run.json("tune", "--minutes", "5")
    assert rows[0]["setting"] is None
    kept = [row for row in rows[1:] if row.get("kept")]
    assert kept, "such settings can be bettered"
    assert rows[-1] == {"kept_in": str(tuned)}
    found = asdict(Parameters.default()) | json.loads(tuned.read_text())
    last = {row["setting"]: row["value"] for row in kept}
    assert {setting: found.get(str(setting)) for setting in last} == last
    tuned.unlink()


def test_fit_takes_the_settings_that_tune_kept(run: Run) -> None:
    tuned = served_file(run.world)
    better = replace(Parameters.default(), factors=8, half_life=3.0)
    write_tuned(tuned, better)
    out = run.world / "tuned-models"
    run("fit", "--out", str(out))
    snapshot = load_snapshot(out)
    assert snapshot is not None
    assert snapshot.model.parameters == better
    tuned.unlink()


def test_the_tutorials_preset_is_never_tuned(run: Run) -> None:
    tuned = served_file(run.world)
    write_tuned(tuned, replace(Parameters.default(), half_life=3.0))
    assert served(Places.of(run.world / "data", run.world / "set")).half_life == 3.0
    run("similar", "alien", "--preset", "seed")
    tuned.unlink()


def test_a_damaged_file_of_settings_is_one_sentence(run: Run) -> None:
    tuned = served_file(run.world)
    tuned.parent.mkdir(parents=True, exist_ok=True)
    for broken in ("{", '{"factors": "many"}', '{"unheard_of": 1}', "[]"):
        tuned.write_text(broken)
        run("similar", "alien", code=1)
        assert f"The settings in {tuned} cannot be used" in run.err
    tuned.unlink()


def served_file(world: Path) -> Path:
    path = tuned_file(Places.of(world / "data", world / "set"))
    assert path is not None
    return path


def test_titles_are_resolved_line_by_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", iter(["alien\n", "xyzzy plugh\n"]))
    known, unknown = run.json("resolve")
    keys = {"query", "status", "movie_id", "title", "year", "score", "candidates"}
    assert set(known) == set(unknown) == keys
    assert (known["status"], known["movie_id"]) == ("resolved", ALIEN)
    assert (unknown["status"], unknown["movie_id"]) == ("not_found", None)


def test_evaluate_prints_one_line_for_each_system(run: Run) -> None:
    few = str(run.world / "few")
    rows = run.json("evaluate", "--protocol", "random", "--data", few)
    assert {row["protocol"] for row in rows} == {"random"}
    whole = [row for row in rows if row["part"] == "baseline" and row["films"] is None]
    assert [row["system"] for row in whole][:2] == ["ours", "most popular"]
    assert {row["films"] for row in rows} == {None, 1, 2, 3, 5, 10, 20}


def test_an_unknown_protocol_is_bad_usage(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("evaluate", "--protocol", "astrology")
    assert "astrology" in capsys.readouterr().err


@pytest.mark.parametrize("length", ["0", "1001", "many"])
def test_a_list_has_one_to_a_thousand_films(run: Run, length: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        run("similar", "alien", "-k", length)


def test_a_folder_without_a_set_is_one_sentence(run: Run) -> None:
    empty = run.world / "empty"
    empty.mkdir(exist_ok=True)
    assert main(["similar", "alien", "--data", str(empty)]) == 1


def test_a_table_sets_words_to_the_left_and_numbers_to_the_right(
    capsys: pytest.CaptureFixture[str],
) -> None:
    rows = [
        {"film": "Heat (1995)", "n": 7, "share": 0.5, "note": "+0.0100", "left out": 1},
        {"film": "M (1931)", "n": 12, "share": 0.12345, "note": None, "left out": 1},
    ]
    table(rows, {"film": "Film", "n": "n", "share": "Share", "note": "behind"})
    assert capsys.readouterr().out.splitlines() == [
        "Film           n    Share  behind",
        "Heat (1995)    7   0.5000  +0.0100",
        "M (1931)      12   0.1235",
    ]


def test_an_empty_table_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    table([], {"film": "Film"})
    assert capsys.readouterr().out == "(nothing)\n"


def test_a_download_tells_its_progress_and_the_set_is_used_by_its_name(
    world: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    name = "ml-25m"
    files = {
        "movies.csv": "movieId,title,genres\n290002,The Zyzzyva Heist (2024),Crime\n",
        "ratings.csv": "userId,movieId,rating,timestamp\n1,290002,4.0,5\n",
    }
    whole = packed(name, files)
    site = Site({f"/{name}.zip": whole, f"/{name}.zip.md5": md5_line(name, whole)})
    with hosted(site):
        said = run("download", name, "--url", site.url, "--progress", "--json").splitlines()
    told = [json.loads(line) for line in said]
    assert told[0] == {"received": 0, "total": len(whole)}
    assert told[-2] == {"received": len(whole), "total": len(whole)}
    assert told[-1] == {"folder": str(world / "data" / "movielens" / name)}
    monkeypatch.setenv("DATASET", name)
    monkeypatch.setattr("sys.stdin", io.StringIO("the zyzzyva heist\n"))
    assert main(["resolve", "--json"]) == 0
    assert json.loads(run.printed())["movie_id"] == 290002
