"""Movie nights in the database: one open night a group, and nothing outlives its people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from bot.night.state import Member, Night, Option
from bot.store import BotStore, GroupSettings, PostedCard
from recommender.domain import ChatId, Filters, MovieId, PersonId
from recommender.storage import Store
from tests import planted

ANN, BOB, CLEO = PersonId(7), PersonId(8), PersonId(4_503_599_627_370_495)
FRIENDS, OTHERS = ChatId(-100), ChatId(-200)
HEAT, ALIEN = MovieId(6), MovieId(1214)
WISHES = Filters(genres=("Comedy",), not_genres=("Horror",), year_from=1990, year_to=1999)


@dataclass
class Opened:
    """A file with the tables of both packages."""

    base: Store
    bot: BotStore

    @classmethod
    def at(cls, path: Path | None = None) -> "Opened":
        base = planted.empty_store() if path is None else Store.open(path)
        return cls(base, BotStore(base.database))


@pytest.fixture
def opened() -> Iterator[Opened]:
    opened = Opened.at()
    known(opened)
    yield opened
    opened.base.close()


@pytest.fixture
def store(opened: Opened) -> BotStore:
    return opened.bot


def known(opened: Opened) -> None:
    store = opened.bot
    for person in (ANN, BOB, CLEO):
        opened.base.people.meet(person, f"P{person}", at=0.0)
    for chat in (FRIENDS, OTHERS):
        store.chats.meet(chat, "Friends", is_group=True)


def begun(
    store: BotStore, chat: ChatId = FRIENDS, *, at: float = 100.0, people: Sequence[PersonId] = ()
) -> Night:
    members = tuple(Member(person, at) for person in dict.fromkeys((ANN, *people)))
    return store.nights.save(
        Night(
            0,
            chat,
            "gathering",
            host_id=ANN,
            wishes=WISHES,
            began_at=at,
            changed_at=at,
            members=members,
        )
    )


def listed(store: BotStore, night: Night, *options: Option) -> Night:
    return store.nights.save(replace(night, ever_listed=options), night)


def decided(store: BotStore, winner: MovieId, fits: dict[PersonId, float]) -> Night:
    night = begun(store, people=list(fits))
    settled = replace(
        night,
        state="decided",
        winner=winner,
        settled_by="votes",
        changed_at=200.0,
        ask_at=300.0,
        ever_listed=(Option(winner, "pick", fits=fits),),
    )
    return store.nights.save(settled, night)


def cancelled(night: Night) -> Night:
    return replace(night, state="cancelled", changed_at=150.0)


def test_a_night_is_kept_with_its_wishes_across_a_restart(tmp_path: Path) -> None:
    opened = Opened.at(tmp_path / "bot.db")
    known(opened)
    night = begun(opened.bot)
    opened.base.close()
    opened = Opened.at(tmp_path / "bot.db")
    assert opened.bot.nights.get(night.night_id) == night
    assert opened.bot.nights.open_in(FRIENDS) == night
    assert night.wishes == WISHES
    opened.base.close()


def test_a_group_has_one_open_night_and_the_database_sees_to_it(store: BotStore) -> None:
    first = begun(store)
    with pytest.raises(Exception, match="UNIQUE"):
        begun(store)
    begun(store, OTHERS)
    store.nights.save(cancelled(first), first)
    assert begun(store).night_id != first.night_id


def test_a_step_that_fails_half_way_leaves_nothing(store: BotStore) -> None:
    night = begun(store)

    class Killed(BaseException):
        pass

    def half_a_step() -> None:
        with store.nights.atomic():
            store.nights.save(replace(night, members=(*night.members, Member(BOB, 1.0))), night)
            raise Killed

    with pytest.raises(Killed):
        half_a_step()
    assert store.nights.get(night.night_id) == night


def test_an_update_is_remembered_with_what_was_said(store: BotStore) -> None:
    night = begun(store)
    assert store.nights.said("tg:1") is None
    store.nights.remember("tg:1", night.night_id, "You're in.")
    assert store.nights.said("tg:1") == (night.night_id, "You're in.")


def test_a_night_is_read_as_it_was_kept(store: BotStore) -> None:
    night = begun(store, people=[BOB])
    full = replace(
        night,
        state="voting",
        thread_id=17,
        closes_at=500.0,
        remind_at=400.0,
        round=2,
        polls_tried=1,
        poll_tried_at=120.0,
        relaxed=True,
        members=(Member(ANN, 100.0, voted_round=2), Member(BOB, 101.0, is_adding=True)),
        ever_listed=(
            Option(HEAT, "added", added_by=BOB, votes=(ANN,), fits={ANN: 0.5, BOB: 1.0}),
            Option(
                ALIEN,
                "pick",
                score=0.5,
                because=HEAT,
                because_of=ANN,
                vetoes=(ANN, BOB),
                secret_vetoes=frozenset({BOB}),
            ),
        ),
    )
    store.nights.save(full, night)
    assert store.nights.get(night.night_id) == full
    later = replace(full.without_member(BOB).without_films({HEAT}), round=3)
    store.nights.save(later, full)
    assert store.nights.get(night.night_id) == later


def test_a_film_that_comes_back_stands_at_the_end(store: BotStore) -> None:
    night = begun(store)
    both = listed(store, night, Option(HEAT, "pick", dropped=True), Option(ALIEN, "pick"))
    back = store.nights.save(both.with_film(Option(HEAT, "added", added_by=ANN)), both)
    read = store.nights.get(night.night_id)
    assert read == back
    assert [option.movie_id for option in read.options] == [ALIEN, HEAT]


def test_the_gaps_that_an_older_version_left_in_the_order_do_not_matter(
    store: BotStore, opened: Opened
) -> None:
    night = listed(store, begun(store), Option(HEAT, "pick"), Option(ALIEN, "pick"))
    opened.base.database.execute("UPDATE night_options SET position = position * 10")
    longer = night.with_film(Option(MovieId(7), "pick"))
    store.nights.save(longer, night)
    assert store.nights.get(night.night_id) == longer


def test_being_forgotten_takes_a_person_out_of_every_night(store: BotStore, opened: Opened) -> None:
    night = decided(store, HEAT, {ANN: 0.9, BOB: 0.3})
    (option,) = night.options
    store.nights.save(night.with_options([replace(option, votes=(ANN,), vetoes=(ANN,))]), night)
    opened.base.people.forget(ANN)
    kept = store.nights.get(night.night_id)
    assert kept is not None
    (option,) = kept.options
    assert (option.votes, option.vetoes, dict(option.fits)) == ((), (), {BOB: 0.3})
    assert kept.host_id is None
    assert kept.people == (BOB,)


def test_who_missed_out_is_known_from_past_nights(store: BotStore) -> None:
    decided(store, HEAT, {ANN: 0.9, BOB: 0.3})
    decided(store, ALIEN, {ANN: 0.8, BOB: 0.6, CLEO: 0.1})
    missed = store.past_nights.missed(FRIENDS)
    assert missed[ANN] == pytest.approx(-0.3 - 0.3)
    assert missed[BOB] == pytest.approx(0.3 - 0.1)
    assert missed[CLEO] == pytest.approx(0.4)
    assert store.past_nights.missed(OTHERS) == {}


def test_only_the_last_ten_nights_are_remembered(store: BotStore) -> None:
    decided(store, HEAT, {ANN: 1.0, BOB: 0.0})
    for _ in range(10):
        decided(store, HEAT, {ANN: 0.5, BOB: 0.5})
    assert store.past_nights.missed(FRIENDS) == {ANN: 0.0, BOB: 0.0}


def test_a_group_that_moves_takes_its_nights_cards_and_settings_along(store: BotStore) -> None:
    night = begun(store)
    store.cards.post(PostedCard(FRIENDS, "night:1", 17, "poll"))
    store.groups.set_settings(FRIENDS, GroupSettings(secret_vetoes=True))
    new = ChatId(-1_000_000)
    assert store.chats.move(FRIENDS, new)
    assert not store.chats.move(FRIENDS, new)  # told once more
    moved = store.nights.open_in(new)
    assert moved is not None
    assert moved.night_id == night.night_id
    assert store.cards.get(new, "night:1") == PostedCard(new, "night:1", 17, "poll")
    assert store.groups.settings(new) == GroupSettings(secret_vetoes=True)


def test_a_group_that_is_known_by_its_new_id_already_keeps_what_it_has_there(
    store: BotStore,
) -> None:
    old = decided(store, HEAT, {ANN: 0.9})
    new = ChatId(-1_000_000)
    store.chats.meet(new, "Friends", is_group=True)
    there = begun(store, new)
    assert store.chats.move(FRIENDS, new)
    open_there = store.nights.open_in(new)
    assert open_there is not None
    assert open_there.night_id == there.night_id
    moved = store.nights.get(old.night_id)
    assert moved is not None
    assert moved.chat_id == new


def test_nights_of_lost_chats_are_left_alone(store: BotStore) -> None:
    night = begun(store)
    assert [n.night_id for n in store.nights.awaiting(0.0)] == [night.night_id]
    store.chats.lose(FRIENDS, 1.0)
    assert store.nights.awaiting(0.0) == []
    store.chats.meet(FRIENDS, "Friends", is_group=True)
    assert [n.night_id for n in store.nights.awaiting(0.0)] == [night.night_id]


def test_a_film_from_an_open_log_is_no_longer_named_once_its_person_is_forgotten(
    store: BotStore, opened: Opened
) -> None:
    night = begun(store, people=[BOB])
    listed(store, night, Option(HEAT, "pick", because=ALIEN, because_of=BOB))
    opened.base.people.forget(BOB)
    kept = store.nights.get(night.night_id)
    assert kept is not None
    assert kept.options[0].because_of is None


def test_the_open_nights_of_somebody_are_found(store: BotStore) -> None:
    here, there = begun(store), begun(store, OTHERS, people=[BOB])
    assert store.nights.open_with(ANN) == [here.night_id, there.night_id]
    store.nights.save(cancelled(there), there)
    assert store.nights.open_with(BOB) == []
