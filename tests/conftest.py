"""Fixtures for everyone: a store in memory, and a conversation in the planted world."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from bot.conversation.respond import Conversation
from recommender.storage import Store
from tests import planted
from tests.planted import Talker

# No deadline: a busy machine is no bug. `--hypothesis-profile thorough` tries more, as CI does.
settings.register_profile("project", deadline=None, max_examples=40)
settings.register_profile("thorough", deadline=None, max_examples=150)
settings.load_profile("project")


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store that goes with the test."""
    store = planted.empty_store()
    yield store
    store.close()


@pytest.fixture
def core(store: Store) -> Conversation:
    """The bot's side of a talk in the planted world, without a past."""
    return Conversation(planted.recommender(store), zone=planted.NOW.tzinfo)


@pytest.fixture
def ana(core: Conversation) -> Talker:
    """Somebody who talks to the bot in private."""
    return Talker(core)
