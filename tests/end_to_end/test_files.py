"""Histories in and out by file, from a person's phone to the database and back."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from recommender.domain import PersonId
from recommender.storage import Store
from tests.end_to_end.bot_api import BotApi
from tests.end_to_end.rooms import Person, Room
from tests.end_to_end.shown import Shown
from tests.recommender.transfer import files

pytestmark = pytest.mark.usefixtures("bot")

ZIP = files.zipped(files.LETTERBOXD)


def watched(database: Path, person: Person) -> list[tuple[int, str | None, float | None]]:
    store = Store.read_only(database)
    watches = store.watches.newest(PersonId(person.person_id))
    store.close()
    return [
        (one.movie_id, None if one.watched_on is None else one.watched_on.isoformat(), one.rating)
        for one in watches
    ]


def offered(room: Room) -> Shown:
    """What the bot found in a file, with the buttons below it."""
    return room.until(lambda shown: bool(shown.rows))


ALL = [
    (45, None, None),
    (43, "2020-02-29", 4.5),
    (1, "2020-01-05", 5.0),
    (4, None, None),
    (43, "2020-01-04", 4.0),
]


def test_a_file_is_looked_at_then_written_taken_back_and_brought_again(
    bot_api: BotApi, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)

    room.sends(ann, "letterboxd-ann.zip", ZIP)
    found = offered(room)
    examples = "Alien (1979), The Matrix (1999), Titanic (1997)"
    assert found.text.splitlines() == [
        "letterboxd-ann.zip, from Letterboxd",
        f"• 6 films to bring in, 5 viewings and 2 for your list: {examples}, …",
        "• 1 film I don't know: The Zyzzyva Heist (2021)",
        "Nothing has been written yet.",
    ]
    assert watched(database, ann) == []

    room.taps(ann, found, "Import").answer()
    report = offered(room)
    assert report.message_id == found.message_id
    assert report.text.startswith(
        "Imported from letterboxd-ann.zip: 5 viewings and 2 films for your list."
    )
    bot_api.settled()
    (rows,) = [shown for shown in room.log if shown.file is not None]
    assert rows.file == "not-imported.csv"
    assert "The Zyzzyva Heist" in rows.content.decode("utf-8-sig")
    assert watched(database, ann) == ALL

    room.taps(ann, report, "Undo").answer()
    assert "back out of your log" in offered(room).text
    assert watched(database, ann) == []

    room.sends(ann, "letterboxd-ann.zip", ZIP)
    room.taps(ann, offered(room), "Import").answer()
    offered(room)
    room.sends(ann, "watched.csv", files.RATINGS.encode())
    assert "2 films already in your log" in offered(room).text
    bot_api.settled()
    assert watched(database, ann) == ALL


def test_a_film_that_is_not_sure_is_asked_about_and_unknown_ones_are_added_in_a_tap(
    bot_api: BotApi, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    room.sends(ann, "diary.csv", files.DIARY.replace("Heat,1995", "Heat,1985").encode())
    room.taps(ann, offered(room), "Import").answer()
    offered(room)

    room.says(ann, "/import")
    waiting = offered(room)
    assert "diary.csv: 1 film to settle" in waiting.text
    room.taps(ann, waiting, "Settle").answer()
    question = offered(room)
    assert "“Heat (1985)”, in 2 rows of your file: which one is it?" in question.text
    room.taps(ann, question, "Heat (1995)").answer()
    assert room.next().text == "Heat (1995): noted."
    assert len(watched(database, ann)) == 3

    room.sends(ann, "watched.csv", files.WATCHED.encode())
    room.taps(ann, offered(room), "Import").answer()
    room.taps(ann, offered(room), "Add the unknown film").answer()
    room.until(lambda shown: "Added 1 film for you" in shown.text)
    assert len(watched(database, ann)) == 6


def test_a_list_that_does_not_say_what_it_is_is_asked_about(
    bot_api: BotApi, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    room.sends(ann, "export.csv", files.WATCHLIST.encode())
    question = offered(room)
    assert question.text == "export.csv is a list of 3 films. Have you seen them?"
    room.taps(ann, question, "No, I want to").answer()
    found = offered(room)
    assert "3 for your list" in found.text
    room.taps(ann, found, "Cancel").answer()
    assert room.next().text == "OK, I've dropped export.csv. Your log is as it was."
    bot_api.settled()
    assert watched(database, ann) == []


BAD = {
    "stars out of range": (
        "ratings.csv",
        files.RATINGS.replace("4.5", "7").encode(),
        "ratings.csv, line 2: “7” is no rating of this scale.",
    ),
    "another encoding": (
        "ratings.csv",
        files.RATINGS.replace("Heat", "Amélie").encode("latin-1"),
        "ratings.csv, line 2 isn't UTF-8. Save it as “CSV UTF-8” and send it again.",
    ),
    "half an archive": ("x.zip", ZIP[:500], "x.zip is damaged, or ends in the middle."),
    "an executable": (
        "setup.exe",
        b"MZ\x90\x00\x03",
        "setup.exe is no text, so I can't find films in it.",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_gets_a_clear_sentence_and_writes_nothing(
    bot_api: BotApi, database: Path, case: str
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    name, content, told = BAD[case]
    room.sends(ann, name, content)
    assert room.next().text.splitlines()[:2] == [told, "I haven't written anything."]
    assert watched(database, ann) == []


def test_a_file_larger_than_telegram_gives_is_not_fetched(bot_api: BotApi, database: Path) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    room.sends(ann, "huge.zip", b"0" * (21 << 20))
    assert "up to 20 MB" in room.next().text
    assert bot_api.count("getFile") == 0


def test_a_document_in_a_group_is_none_of_the_bots_business(
    bot_api: BotApi, database: Path
) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.group("Friends")
    room.sends(ann, "letterboxd-ann.zip", ZIP)
    room.says(ann, "/export@because_bot")
    assert "in private" in room.next().text
    assert room.unread() == []


def test_the_history_can_be_taken_along(bot_api: BotApi, database: Path) -> None:
    ann = bot_api.person("Ann")
    room = bot_api.private(ann)
    room.says(ann, "watched heat last night, 4.5")
    room.next()
    room.says(ann, "/export")
    sent = room.until(lambda shown: shown.file is not None)
    with zipfile.ZipFile(io.BytesIO(sent.content)) as archive:
        whole: dict[str, list[dict[str, object]]] = json.loads(
            archive.read("because-you-watched.json")
        )
    assert [(one["title"], one["rating"]) for one in whole["viewings"]] == [("Heat", 4.5)]


def test_others_are_answered_while_a_large_file_is_read(bot_api: BotApi, database: Path) -> None:
    ann, ben = bot_api.person("Ann"), bot_api.person("Ben")
    busy, free = bot_api.private(ann), bot_api.private(ben)
    rows = [f"2020-01-05,Film {number},1995,u" for number in range(6000)]
    header = files.WATCHED.splitlines()[0]
    busy.sends(ann, "watched.csv", "\n".join([header, *rows]).encode())
    assert "watched.csv…" in busy.next().text  # it is at work

    free.says(ben, "watched heat")
    assert free.next().text == "Logged Heat (1995), today"
    done = [shown for shown in busy.log if shown.rows]
    assert done == []
    assert "• 6,000 films I don't know" in offered(busy).text
