"""A model that is published while people ask: every answer comes wholly from one model."""

import asyncio
import datetime as dt
from dataclasses import replace

import numpy as np

from bot.conversation.respond import Conversation
from bot.intents import Recommend
from bot.replies import Chat, Incoming, Person
from bot.runtime.desk import CoreDesk
from bot.runtime.worker import Worker
from recommender import LogEntry, Snapshot
from recommender.domain import ChatId, MovieId, PersonId
from recommender.storage import Cause
from tests import planted

PEOPLE = 20
ASKED = 400


def turned_round(snapshot: Snapshot) -> Snapshot:
    """A model that has learnt something else: each film has another one's place."""
    model = snapshot.model
    order = np.arange(model.n_items)[::-1]
    return replace(
        snapshot,
        model=replace(
            model, item_factors=np.ascontiguousarray(model.item_factors[order]), head=None
        ),
    )


def asking(person: int, number: int) -> Incoming:
    return Incoming(
        Chat(ChatId(person)),
        Person(PersonId(person)),
        Recommend(),
        f"test:{person}:{number}",
        # Days apart, so that lists stay fresh and the same question gets the same answer.
        planted.NOW + dt.timedelta(days=10 * number),
    )


def core_with(snapshot: Snapshot) -> Conversation:
    core = Conversation(planted.recommender(planted.empty_store()))
    core.recommender.publish(snapshot)
    for person in range(1, PEOPLE + 1):
        core.recommender.meet(PersonId(person), "", 0.0)
        for movie_id in (1 + person % 12, 21 + person % 7):
            cause = Cause(PersonId(person), f"log:{movie_id}", 0.0)
            core.recommender.log(cause, (LogEntry(MovieId(movie_id), 4.5),))
    return core


def answers_of(snapshot: Snapshot) -> dict[int, tuple[MovieId, ...]]:
    core = core_with(snapshot)
    listed = {
        person: core.respond(asking(person, 0)).replies[0].films for person in range(1, PEOPLE + 1)
    }
    core.recommender.close()
    return listed


def test_no_answer_mixes_two_models_while_new_ones_are_published() -> None:
    old, new = planted.snapshot(), turned_round(planted.snapshot())
    of_old, of_new = answers_of(old), answers_of(new)
    assert any(of_old[person] != of_new[person] for person in of_old)
    worker = Worker(lambda: core_with(old), unmake=lambda core: core.recommender.close())
    desk = CoreDesk(worker)
    seen: list[tuple[int, tuple[MovieId, ...]]] = []

    async def ask(number: int) -> None:
        person = 1 + number % PEOPLE
        answer = await desk.respond(asking(person, number))
        seen.append((person, answer.replies[0].films))

    async def publish(snapshot: Snapshot) -> None:
        await worker.run(lambda core: core.recommender.publish(snapshot))

    async def everything() -> None:
        under_way = []
        for turn in range(ASKED // PEOPLE):
            under_way.append(asyncio.create_task(publish(new if turn % 2 == 0 else old)))
            asks = (ask(turn * PEOPLE + person) for person in range(PEOPLE))
            under_way += [asyncio.create_task(one) for one in asks]
            await asyncio.sleep(0)
        await asyncio.gather(*under_way)

    asyncio.run(everything())
    worker.close()
    assert len(seen) == ASKED
    assert all(films in (of_old[person], of_new[person]) for person, films in seen)
    assert sum(films == of_old[person] for person, films in seen) >= ASKED // 3
    assert sum(films == of_new[person] for person, films in seen) >= ASKED // 3
