"""The local chat: prompts on terminals only, JSON for programs, buttons by number."""

import io
import json

import pytest

from bot.__main__ import main
from bot.console import Console, chat, person_named
from bot.conversation.respond import Conversation
from tests.planted import NOW


def talked(core: Conversation, written: str, *, json_lines: bool = False) -> str:
    console = Console(core.respond, person_named("ana"), now=lambda: NOW, session="test")
    stdout = io.StringIO()
    assert chat(console, json_lines=json_lines, stdin=io.StringIO(written), stdout=stdout) == 0
    return stdout.getvalue()


def test_without_a_terminal_there_are_answers_and_no_prompts(core: Conversation) -> None:
    assert talked(core, "watched heat, 4 stars\n").startswith("Logged Heat (1995), today · ★★★★\n")


def test_one_json_object_a_line_and_a_reply(core: Conversation) -> None:
    written = "similar to alien\nwatched heat yesterday\n\nhm\n"
    objects = [json.loads(line) for line in talked(core, written, json_lines=True).splitlines()]
    assert [one["intent"] for one in objects][:2] == ["similar", "log_watched"]
    assert len(objects) == 4
    assert all(set(one) == {"text", "intent", "buttons", "films"} for one in objects)
    assert 1 not in objects[0]["films"], "the film asked about is a reason and not an answer"
    assert objects[0]["buttons"][0][:2] == ["1", "2"]
    assert objects[1]["films"] == [43]


def test_a_number_presses_a_button_of_the_last_reply(core: Conversation) -> None:
    objects = [
        json.loads(line)
        for line in talked(core, "watched heat\n#4\n#99\n", json_lines=True).splitlines()
    ]
    assert objects[1]["text"] == "Heat (1995): ★★★★. Noted."
    assert objects[2]["intent"] == "stale_button"


def test_pages_of_the_web_are_lines_since_nothing_can_be_opened_here(core: Conversation) -> None:
    lines = talked(core, "heat\n#6\n").splitlines()
    assert lines[4:7] == [
        "  IMDb: https://www.imdb.com/title/tt0113277/",
        "  TMDB: https://www.themoviedb.org/movie/949",
        "  Letterboxd: https://letterboxd.com/tmdb/949/",
    ]
    assert "[#5" not in "".join(lines)


@pytest.mark.parametrize("name", ["ana", "Ana ", "7"])
def test_a_name_is_the_same_person_at_every_start(name: str) -> None:
    assert person_named(name) == person_named(name)
    assert person_named("ana").person_id == person_named("ANA").person_id


def test_no_console_person_is_a_telegram_person() -> None:
    assert person_named("ana").person_id < 0
    assert person_named("7").person_id == 7


def test_a_bad_configuration_is_one_message_and_exit_code_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("REFIT_AFTER_LOGS", "many")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    assert main(["chat"]) == 1
    said = capsys.readouterr().err
    assert "REFIT_AFTER_LOGS" in said
    assert "LOG_LEVEL" in said
