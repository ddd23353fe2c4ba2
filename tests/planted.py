"""A small world with a known truth: two tastes that do not overlap, and films that both know."""

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np

from bot.conversation.respond import Conversation
from bot.replies import Answer, Chat, File, Incoming, Person, Press, Text
from bot.store import BotStore
from recommender.catalogue.catalogue import Catalogue
from recommender.catalogue.movielens import Link, Ratings
from recommender.catalogue.spelling import spoken_title
from recommender.domain import ChatId, Film, MovieId, PersonId
from recommender.facts import FilmFacts
from recommender.model import FactorModel, Parameters, Snapshot, build_interactions
from recommender.model.training import fit
from recommender.service import Recommender
from recommender.storage import Database, Store
from recommender.titles import TitleIndex
from recommender.titles.shelf import Shelf, shelf_of

NOW = dt.datetime(2026, 11, 24, 20, 15, tzinfo=dt.UTC)
"""A Tuesday evening."""

SPACE = {
    1: "Alien (1979)",
    2: "Aliens (1986)",
    3: "Blade Runner (1982)",
    4: "Matrix, The (1999)",
    5: "Terminator 2: Judgment Day (1991)",
    6: "Star Wars: Episode IV - A New Hope (1977)",
    7: "Thing, The (1982)",
    8: "2001: A Space Odyssey (1968)",
    9: "Total Recall (1990)",
    10: "RoboCop (1987)",
    11: "Predator (1987)",
    12: "Twelve Monkeys (a.k.a. 12 Monkeys) (1995)",
}
HEART = {
    21: "Notting Hill (1999)",
    22: "Amelie (Fabuleux destin d'Amélie Poulain, Le) (2001)",
    23: "Pretty Woman (1990)",
    24: "When Harry Met Sally... (1989)",
    25: "Titanic (1997)",
    26: "Sleepless in Seattle (1993)",
    27: "Four Weddings and a Funeral (1994)",
    28: "Sense and Sensibility (1995)",
    29: "Bridget Jones's Diary (2001)",
    30: "You've Got Mail (1998)",
    31: "Ghost (1990)",
    32: "Dirty Dancing (1987)",
}
BOTH = {
    41: "Forrest Gump (1994)",
    42: "Shawshank Redemption, The (1994)",
    43: "Heat (1995)",
    44: "Thing from Another World, The (1951)",
    45: "Sabrina (1954)",
    46: "Sabrina (1995)",
}
PEOPLE = 80
_GENRES = {1: ("Action", "Sci-Fi"), 2: ("Comedy", "Romance"), 4: ("Drama",)}
_HORROR = (1, 7, 44)


def films() -> list[Film]:
    """The catalogue of this world."""
    planted = []
    for movie_id, catalogue_title in (SPACE | HEART | BOTH).items():
        spoken = spoken_title(catalogue_title)
        genres = _GENRES[1 if movie_id < 20 else 2 if movie_id < 40 else 4]
        if movie_id in _HORROR:
            genres = ("Horror", "Sci-Fi")
        planted.append(Film(MovieId(movie_id), spoken.title, spoken.year, genres, catalogue_title))
    return planted


def ratings() -> Ratings:
    """Eighty people: the even ones love space, the odd ones love love; all know some of both."""
    rng = np.random.default_rng(7)
    rows: list[tuple[int, int, float, int]] = []
    for user in range(1, PEOPLE + 1):
        taste = list(SPACE if user % 2 == 0 else HEART)
        chosen = [*rng.permutation(taste)[:9].tolist(), *rng.permutation(list(BOTH))[:3].tolist()]
        rows += [
            (user, movie_id, float(rng.choice([3.5, 4.0, 4.5, 5.0])), 1_000_000 + place)
            for place, movie_id in enumerate(chosen)
        ]
    users, movies, stars, times = zip(*rows, strict=True)
    return Ratings(
        np.array(users, np.int32),
        np.array(movies, np.int32),
        np.array(stars, np.float32),
        np.array(times, np.int64),
    )


@cache
def snapshot() -> Snapshot:
    """A model of this world with factors set by hand, so that every machine ranks alike.

    Two factors are the two tastes; the third sets films of one taste a little apart, and those of
    the other a little less, so that no two films tie by accident.
    """
    movie_ids, counts = np.unique(ratings().movie_ids, return_counts=True)
    factors = np.zeros((len(movie_ids), 3), dtype=np.float32)
    for column, movie_id in enumerate(movie_ids.tolist()):
        apart = 0.02 * (movie_id % 20) + (-0.004 if movie_id in HEART else 0.0)
        factors[column] = (
            (1.0 - apart, 0.05, apart)
            if movie_id in SPACE
            else (0.05, 1.0 - apart, apart)
            if movie_id in HEART
            else (0.45, 0.45, 2 * apart)
        )
    wide = factors.astype(np.float64)
    model = FactorModel(
        movie_ids=movie_ids.astype(np.int64),
        counts=counts.astype(np.int64),
        n_people=PEOPLE,
        n_interactions=len(ratings()),
        item_factors=factors,
        gram=wide.T @ wide,
        scale=1.0,
        parameters=replace(
            Parameters.default(),
            factors=3,
            regularization=0.098,
            head_items=0,
            reference_size=None,
        ),
    )
    return Snapshot(model, "planted", NOW.timestamp() - 7200, "planted", 0, {}, {})


@cache
def fitted() -> Snapshot:
    """A real model of this world, with all its parts."""
    parameters = replace(
        Parameters.default(),
        factors=8,
        regularization=0.63,
        head_regularization=120.0,
        head_exponent=0.0,
    )
    interactions = build_interactions(ratings(), rule=parameters.confidence_rule)
    return replace(snapshot(), model=fit(interactions, parameters), name="fitted")


def empty_store() -> Store:
    """A new store in memory with all tables, copied from one that was migrated once."""
    database = Database(memory=True, execute_plugins=False)
    database.conn.deserialize(_migrated())
    database.execute("PRAGMA foreign_keys = ON")
    return Store(database)


@cache
def _migrated() -> bytes:
    store = Store.in_memory()
    BotStore(store.database)
    content = store.database.conn.serialize()
    store.close()
    return content


def titles() -> TitleIndex:
    """A title index of this world."""
    return TitleIndex(_shelf(), popularity())


@cache
def popularity() -> dict[MovieId, int]:
    """How many people watched each film."""
    movie_ids, counts = np.unique(ratings().movie_ids, return_counts=True)
    return dict(zip(map(MovieId, movie_ids.tolist()), counts.tolist(), strict=True))


@cache
def _shelf() -> Shelf:
    return shelf_of(films())


@cache
def facts() -> FilmFacts:
    """What is known of the films of this world; of Heat also what other sites call it.

    Everybody in these films is famous, and nobody else is.
    """
    heat = {MovieId(43): Link("0113277", 949)}
    return FilmFacts(
        films(),
        links=lambda ids: {one: heat[one] for one in ids if one in heat},
        popularity={film.movie_id: 10_000 for film in films()},
    )


shared_titles = cache(titles)
"""One index for tests that add no film."""


def recommender(
    store: Store, *, with_model: bool = True, index: TitleIndex | None = None
) -> Recommender:
    """A recommender of this world on a store."""
    return Recommender(
        catalogue=Catalogue(films()),
        titles=index or shared_titles(),
        store=store,
        snapshot=snapshot() if with_model else None,
        facts=facts(),
        popularity=popularity(),
    )


class Talker:
    """One person who talks to the bot, in private or in a group."""

    def __init__(
        self,
        core: Conversation,
        name: str = "Ana",
        person_id: int = 7,
        *,
        group: int | None = None,
    ) -> None:
        self.core = core
        self.person = Person(PersonId(person_id), name)
        self.chat = Chat(ChatId(group or person_id), is_group=group is not None)
        self.now = NOW
        self.count = 0

    def say(self, text: str, *, update: int | None = None) -> Answer:
        """Say something."""
        return self._bring(Text(text), update)

    def send(self, name: str, content: str | bytes, *, update: int | None = None) -> Answer:
        """Send a document, and wait until it is dealt with."""
        data = content.encode() if isinstance(content, str) else content
        return self._bring(File(name, data), update)

    def press(self, data: str, *, update: int | None = None) -> Answer:
        """Press a button by its bytes."""
        return self._bring(Press(data), update)

    def _bring(self, what: Text | Press | File, update: int | None) -> Answer:
        self.count += 1
        key = f"test:{self.person.person_id}:{update or self.count}"
        incoming = Incoming(self.chat, self.person, what, key, self.now)
        answer = self.core.respond(incoming)
        while answer.goes_on:
            answer = self.core.go_on(incoming)
        return answer
