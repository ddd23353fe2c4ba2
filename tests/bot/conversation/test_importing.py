import io
import json
import zipfile
from dataclasses import replace
from typing import get_args

import pytest

from bot.conversation.respond import Conversation
from bot.intents import Import, ImportStep, Intent
from bot.presentation.buttons import encode
from bot.presentation.wording import imports as words
from bot.replies import Answer, Button, File, Incoming, Press
from recommender.domain import MovieId
from recommender.errors import BadImport, ImportProblem
from recommender.storage import Store
from tests import planted
from tests.planted import Talker
from tests.recommender.transfer import files

ZIP = files.zipped(files.LETTERBOXD)


def labels(answer: Answer) -> list[str]:
    return [button.label for reply in answer.replies for row in reply.buttons for button in row]


def press_of(answer: Answer, label: str) -> Intent:
    buttons = [button for reply in answer.replies for row in reply.buttons for button in row]
    (found,) = [one for one in buttons if isinstance(one, Button) and label in one.label]
    return found.press


def tap(ana: Talker, answer: Answer, label: str) -> Answer:
    return ana.press(encode(press_of(answer, label)))


def text(answer: Answer) -> str:
    return "\n".join(reply.text for reply in answer.replies)


def test_a_file_that_brings_nothing_new_says_so_and_asks_nothing(ana: Talker) -> None:
    tap(ana, ana.send("diary.csv", files.DIARY), "Import")
    again = ana.send("diary.csv", files.DIARY)
    assert text(again) == "All of diary.csv is in your log already."
    assert labels(again) == []


def test_a_second_tap_on_import_writes_nothing_twice(ana: Talker) -> None:
    found = ana.send("diary.csv", files.DIARY)
    tap(ana, found, "Import")
    assert (
        text(tap(ana, found, "Import"))
        == "Nothing of that file is left to do. /import brings another one."
    )
    assert len(ana.core.recommender.watches(ana.person.person_id)) == 3


def test_an_import_that_a_restart_interrupts_is_done_to_its_end(store: Store) -> None:
    first = Talker(Conversation(planted.recommender(store), zone=planted.NOW.tzinfo))
    found = first.send("x.zip", ZIP)
    press = encode(press_of(found, "Import"))
    incoming = Incoming(first.chat, first.person, Press(press), "test:write", first.now)
    first.core.respond(incoming)
    first.core.go_on(incoming)  # and the bot is killed

    core = Conversation(planted.recommender(store), zone=planted.NOW.tzinfo)
    answer = core.respond(incoming)
    while answer.goes_on:
        answer = core.go_on(incoming)
    assert "5 viewings and 2 films for your list" in text(answer)
    assert len(core.recommender.watches(first.person.person_id)) == 5


def test_other_peoples_files_are_none_of_ones_business(ana: Talker, core: Conversation) -> None:
    found = ana.send("x.zip", ZIP)
    ben = Talker(core, "Ben", 8)
    write = press_of(found, "Import")
    assert isinstance(write, Import)
    for step in get_args(ImportStep):
        if step not in {"read", "show"}:
            forged = replace(write, step=step, film=0, movie_id=MovieId(43))
            assert "Nothing of that file" in text(ben.press(encode(forged)))
    assert core.recommender.watches(ben.person.person_id) == ()
    assert "Imported" in text(tap(ana, found, "Import"))


def test_many_films_taken_back_are_counted_and_not_named(ana: Talker) -> None:
    rows = "".join(
        f"2020-01-05,{film.title},{film.year},u\n"
        for film in planted.films()
        if "," not in film.title
    )
    found = ana.send("watched.csv", "Date,Name,Year,Letterboxd URI\n" + rows)
    tap(ana, found, "Import")
    undone = ana.say("/undo")
    assert text(undone) == f"Took back all that I had noted of {rows.count(chr(10))} films."
    assert ana.core.recommender.watches(ana.person.person_id) == ()
    back = tap(ana, undone, "Put it back")
    assert text(back).startswith("Put back all")


def test_a_film_that_one_has_alone_is_not_added_a_second_time(ana: Talker) -> None:
    content = files.WATCHED.splitlines()[0] + "\n2021-02-01,The Zyzzyva Heist,2021,u\n"
    report = tap(ana, ana.send("watched.csv", content), "Import")
    tap(ana, report, "Add the unknown film")
    answer = ana.say("/add The Zyzzyva Heist 2021")
    assert text(answer) == "I know that one already: The Zyzzyva Heist (2021)."
    assert "0 films" not in text(ana.send("watched.csv", content))


def test_in_a_group_nothing_of_it_is_told(core: Conversation) -> None:
    ana = Talker(core, group=-100)
    for command in ("/import", "/export"):
        assert "private" in text(ana.say(command))
    (reply,) = ana.press(encode(Import("write", 1))).replies
    assert reply.toast is not None


def test_a_long_list_that_was_brought_in_is_turned_page_by_page(ana: Talker) -> None:
    films = [film for film in planted.films() if "," not in film.title][:20]
    rows = "".join(f"2020-01-05,{film.title},{film.year},u\n" for film in films)
    found = ana.send("watchlist.csv", "Date,Name,Year,Letterboxd URI\n" + rows)
    tap(ana, found, "Import")
    first = ana.say("/watchlist")
    assert text(first).startswith("Your list, 20 films\n1. ")
    assert labels(first)[-1] == "Older"
    last = tap(ana, tap(ana, first, "Older"), "Older")
    assert text(last).splitlines()[-1].startswith("20. ")
    assert labels(last) == ["17", "18", "19", "20", "Newer"]


def test_the_export_of_an_empty_log_says_so(ana: Talker) -> None:
    assert text(ana.say("/export")).startswith("You haven't logged anything yet.")


def test_the_export_holds_what_was_said(ana: Talker) -> None:
    ana.say("watched heat last night, 4.5")
    ana.say("put titanic on my list")
    (reply,) = ana.say("/export").replies
    assert reply.text == "Here you are: 1 viewing and 1 film of your list."
    assert reply.file is not None
    with zipfile.ZipFile(io.BytesIO(reply.file.data)) as archive:
        whole = json.loads(archive.read("because-you-watched.json"))
    (viewing,) = whole["viewings"]
    assert (viewing["title"], viewing["watched_on"], viewing["rating"]) == (
        "Heat",
        "2026-11-23",
        4.5,
    )


def test_being_forgotten_names_what_there_is_and_leaves_no_row(ana: Talker, store: Store) -> None:
    report = tap(ana, ana.send("x.zip", ZIP), "Import")
    tap(ana, report, "Add the unknown film")
    ana.send("diary.csv", files.DIARY.replace("Heat,1995", "Nobody Knows It,1995"))
    asked = ana.say("/forgetme")
    assert "6 logged films" in text(asked)
    assert "2 films on your list" in text(asked)
    assert "1 film of files you sent" in text(asked)
    tap(ana, asked, "Erase everything")
    kept = [table for table in store.database.tables if table.name not in KEPT]
    assert {table.name: table.count for table in kept if table.count} == {}


KEPT = {"_sqlite_migrations", "sqlite_sequence", "inbox_newest", "added_films"}


def test_every_problem_has_its_sentence() -> None:
    for problem in get_args(ImportProblem):
        told = words.bad_file(BadImport("x.csv", problem, line=3, detail="7"))
        assert told[0].text.startswith("x.csv, line 3")
        assert "{" not in told[0].text


def test_what_is_sent_as_a_file_has_no_content_in_the_log_of_the_program() -> None:
    assert "secret" not in repr(File("x.csv", b"secret"))


@pytest.mark.parametrize("said", ["can I import my letterboxd ratings?", "export my data"])
def test_asking_for_it_in_words_says_how(ana: Talker, said: str) -> None:
    answer = text(ana.say(said))
    assert "/import" in answer or "/export" in answer
