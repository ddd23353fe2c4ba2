"""The core behind its thread: what is answered leaves the inbox, who is forgotten stays so."""

import asyncio
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.intents import ForgetMe
from bot.presentation.buttons import encode
from bot.replies import Answer, Chat, Incoming, Person, Press, Text
from bot.runtime.answered import AnsweredNotes
from bot.runtime.desk import CoreDesk
from bot.store import BotStore, Received
from recommender.domain import ChatId, PersonId
from recommender.errors import StorageBusy
from recommender.storage import Store
from tests import planted
from tests.end_to_end.real_core import real_desk

ANN, BEN = PersonId(7_000_001), PersonId(7_000_002)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


@pytest.fixture
def desk(database: Path) -> Iterator[CoreDesk]:
    with real_desk(database) as desk:
        yield desk


def kept(number: int, person: PersonId = ANN) -> Received:
    return Received(number, "{}", person, f"chat:{person}", planted.NOW.timestamp())


def sent(number: int, what: Text | Press, person: PersonId = ANN) -> Incoming:
    return Incoming(
        Chat(ChatId(person)),
        Person(person, "Somebody"),
        what,
        f"tg:{number}",
        planted.NOW,
        inbox_id=number,
    )


ERASE = Press(encode(ForgetMe(confirmed=True)))


def test_what_was_answered_has_left_the_inbox(desk: CoreDesk) -> None:
    async def main() -> None:
        await desk.receive([kept(1), kept(2), kept(3, BEN)])
        await desk.answered(1)
        await desk.answered(1)
        assert await desk.first_waiting(f"chat:{ANN}", 9) == (kept(2),)
        assert [one.lane for one in await desk.waiting_lanes()] == [
            f"chat:{ANN}",
            f"chat:{BEN}",
        ]

    asyncio.run(main())


def test_what_was_answered_before_a_kill_is_not_answered_again(tmp_path: Path) -> None:
    notes = AnsweredNotes(tmp_path / "answered")
    for number in (1, 3):
        notes.add(number)
    notes.close()
    with (tmp_path / "answered").open("ab") as file:
        file.write(b"2")  # a kill cut the line short
    store = Store.open(tmp_path / "bot.db")
    BotStore(store.database).inbox.put([kept(1), kept(2), kept(3), kept(23)])
    store.close()
    notes = AnsweredNotes(tmp_path / "answered")

    async def main(desk: CoreDesk) -> None:
        assert await desk.first_waiting(f"chat:{ANN}", 9) == (kept(2), kept(23))
        await desk.answered(2)

    with real_desk(tmp_path / "bot.db", notes) as desk:
        asyncio.run(main(desk))
    assert notes.left() == ()
    notes.close()


def test_what_somebody_sent_before_they_were_forgotten_is_not_done(
    desk: CoreDesk, database: Path
) -> None:
    async def main() -> tuple[Answer, Answer]:
        await desk.receive([kept(1), kept(2), kept(3), kept(4), kept(5, BEN)])
        await desk.respond(sent(1, Text("watched heat 4")))
        # The others are in memory by now, in lanes of their own.
        await desk.respond(sent(2, ERASE))
        first, second = await asyncio.gather(
            desk.respond(sent(3, Text("watched alien 5"))),
            desk.respond(sent(4, Text("hi"))),
        )
        await desk.respond(sent(5, Text("watched alien 4"), BEN))
        return first, second

    late = asyncio.run(main())

    assert late == (Answer(), Answer())
    store = Store.open(database)
    assert store.people.get(ANN) is None
    tables = {
        table.name: [row for row in table.rows if ANN in row.values()]
        for table in store.database.tables
    }
    store.close()
    assert {name: rows for name, rows in tables.items() if rows} == {}


def test_whoever_comes_back_is_met_anew(desk: CoreDesk) -> None:
    async def main() -> Answer:
        await desk.receive([kept(1)])
        await desk.respond(sent(1, ERASE))
        await desk.receive([kept(2)])
        return await desk.respond(sent(2, Text("watched heat 4")))

    assert "Logged Heat (1995)" in asyncio.run(main()).replies[0].text


def test_a_message_is_done_whole_or_not_at_all(desk: CoreDesk, database: Path) -> None:
    asyncio.run(desk.receive([kept(1), kept(2)]))
    operator = Store.open(database)
    with operator.atomic(), pytest.raises(StorageBusy):
        asyncio.run(desk.respond(sent(1, Text("watched heat 4"))))
    assert operator.people.get(ANN) is None
    operator.database.execute(
        "CREATE TRIGGER no_more BEFORE INSERT ON watches WHEN new.movie_id = 1 "
        "BEGIN SELECT raise(ABORT, 'the disk is full'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        asyncio.run(desk.respond(sent(1, Text("watched heat 4. rate alien 5"))))
    assert operator.people.get(ANN) is None
    assert operator.watches.count(ANN) == 0
    operator.database.execute("DROP TRIGGER no_more")
    operator.close()
    answer = asyncio.run(desk.respond(sent(2, Text("watched heat 4. rate alien 5"))))
    assert "Logged Heat (1995)" in answer.replies[0].text
