from collections.abc import Callable

import pytest

from bot.language.context import Context
from bot.language.understand import Understanding
from recommender import TitleIndex
from tests.bot.language.reading import known_titles, read


@pytest.fixture(scope="session")
def titles() -> TitleIndex:
    """The names of some 150 films, many of them called like ordinary words."""
    return known_titles()


@pytest.fixture(scope="session")
def reads(titles: TitleIndex) -> Callable[..., Understanding]:
    """Reads a text, perhaps in a context."""

    def in_context(text: str, **context: object) -> Understanding:
        return read(titles, text, Context(**context))  # type: ignore[arg-type]

    return in_context
