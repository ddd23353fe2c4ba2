"""Movie nights in the database: one open night a group, and nothing outlives its people."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.store import BotStore, GroupSettings, Night, PostedCard
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


def begun(store: BotStore, chat: ChatId = FRIENDS, at: float = 100.0) -> Night:
    night = store.nights.begin(chat, ANN, WISHES, at=at, closes_at=None)
    store.night_members.join(night.night_id, ANN, at)
    return night


def decided(store: BotStore, winner: MovieId, fits: dict[PersonId, float]) -> Night:
    night = begun(store)
    store.ballots.put(night.night_id, winner, origin="pick")
    for person in fits:
        store.night_members.join(night.night_id, person, 100.0)
    store.ballots.set_fits(night.night_id, winner, fits.items())
    store.nights.decide(night.night_id, winner, "votes", at=200.0, ask_at=300.0)
    return night


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
    store.nights.cancel(first.night_id, at=150.0)
    assert begun(store).night_id != first.night_id


def test_a_step_that_fails_half_way_leaves_nothing(store: BotStore) -> None:
    night = begun(store)

    class Killed(BaseException):
        pass

    def half_a_step() -> None:
        with store.nights.atomic():
            store.night_members.join(night.night_id, BOB, 1.0)
            store.ballots.put(night.night_id, HEAT, origin="pick")
            raise Killed

    with pytest.raises(Killed):
        half_a_step()
    assert [member.person_id for member in store.night_members.of(night.night_id)] == [ANN]
    assert store.ballots.options(night.night_id) == ()


def test_an_update_is_remembered_with_what_was_said(store: BotStore) -> None:
    night = begun(store)
    assert store.nights.said("tg:1") is None
    store.nights.remember("tg:1", night.night_id, "You're in.")
    assert store.nights.said("tg:1") == (night.night_id, "You're in.")


def test_joining_twice_and_leaving_twice_is_once(store: BotStore) -> None:
    night = begun(store)
    assert store.night_members.join(night.night_id, BOB, 1.0)
    assert not store.night_members.join(night.night_id, BOB, 2.0)
    assert store.night_members.leave(night.night_id, BOB)
    assert not store.night_members.leave(night.night_id, BOB)


def test_a_new_vote_takes_the_place_of_the_old_one(store: BotStore) -> None:
    night = begun(store)
    for movie_id in (HEAT, ALIEN):
        store.ballots.put(night.night_id, movie_id, origin="pick")
    store.ballots.vote(night.night_id, ANN, [HEAT, ALIEN])
    store.ballots.vote(night.night_id, ANN, [ALIEN])
    votes = {option.movie_id: option.votes for option in store.ballots.options(night.night_id)}
    assert votes == {HEAT: (), ALIEN: (ANN,)}


def test_a_dropped_film_loses_its_votes_and_comes_back_at_the_end(store: BotStore) -> None:
    night = begun(store)
    for movie_id in (HEAT, ALIEN):
        store.ballots.put(night.night_id, movie_id, origin="pick")
    store.ballots.vote(night.night_id, ANN, [HEAT])
    store.ballots.drop(night.night_id, [HEAT])
    assert [option.movie_id for option in store.ballots.options(night.night_id)] == [ALIEN]
    assert store.ballots.ever_listed(night.night_id) == {HEAT, ALIEN}
    store.ballots.put(night.night_id, HEAT, origin="added", added_by=ANN)
    back = store.ballots.options(night.night_id)[-1]
    assert (back.movie_id, back.origin, back.votes) == (HEAT, "added", ())


def test_being_forgotten_takes_a_person_out_of_every_night(store: BotStore, opened: Opened) -> None:
    night = decided(store, HEAT, {ANN: 0.9, BOB: 0.3})
    store.ballots.vote(night.night_id, ANN, [HEAT])
    store.ballots.veto(night.night_id, ANN, HEAT)
    opened.base.people.forget(ANN)
    (option,) = store.ballots.options(night.night_id)
    assert (option.votes, option.vetoes, dict(option.fits)) == ((), (), {BOB: 0.3})
    kept = store.nights.get(night.night_id)
    assert kept is not None
    assert kept.host_id is None
    assert [member.person_id for member in store.night_members.of(night.night_id)] == [BOB]


def test_leaving_a_group_takes_a_person_out_of_its_open_night_only(store: BotStore) -> None:
    past = decided(store, HEAT, {BOB: 0.5})
    here = begun(store)
    store.night_members.join(here.night_id, BOB, 1.0)
    there = begun(store, OTHERS)
    store.night_members.join(there.night_id, BOB, 1.0)
    store.night_members.leave_group(FRIENDS, BOB)
    assert BOB not in [member.person_id for member in store.night_members.of(here.night_id)]
    for stays in (past, there):
        assert BOB in [member.person_id for member in store.night_members.of(stays.night_id)]


def test_who_missed_out_is_known_from_past_nights(store: BotStore) -> None:
    decided(store, HEAT, {ANN: 0.9, BOB: 0.3})
    decided(store, ALIEN, {ANN: 0.8, BOB: 0.6, CLEO: 0.1})
    missed = store.ballots.missed(FRIENDS)
    assert missed[ANN] == pytest.approx(-0.3 - 0.3)
    assert missed[BOB] == pytest.approx(0.3 - 0.1)
    assert missed[CLEO] == pytest.approx(0.4)
    assert store.ballots.missed(OTHERS) == {}


def test_only_the_last_ten_nights_are_remembered(store: BotStore) -> None:
    decided(store, HEAT, {ANN: 1.0, BOB: 0.0})
    for _ in range(10):
        decided(store, HEAT, {ANN: 0.5, BOB: 0.5})
    assert store.ballots.missed(FRIENDS) == {ANN: 0.0, BOB: 0.0}


def test_a_group_that_moves_takes_its_nights_cards_and_settings_along(store: BotStore) -> None:
    night = begun(store)
    store.cards.post(PostedCard(FRIENDS, "night:1", 17, "poll"))
    store.nights.set_settings(FRIENDS, GroupSettings(secret_vetoes=True))
    new = ChatId(-1_000_000)
    assert store.chats.move(FRIENDS, new)
    assert not store.chats.move(FRIENDS, new)  # told once more
    moved = store.nights.open_in(new)
    assert moved is not None
    assert moved.night_id == night.night_id
    assert store.cards.get(new, "night:1") == PostedCard(new, "night:1", 17, "poll")
    assert store.nights.settings(new) == GroupSettings(secret_vetoes=True)


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
    night = begun(store)
    store.night_members.join(night.night_id, BOB, 1.0)
    store.ballots.put(night.night_id, HEAT, origin="pick", because=(BOB, ALIEN))
    assert store.ballots.options(night.night_id)[0].because_of == BOB
    opened.base.people.forget(BOB)
    assert store.ballots.options(night.night_id)[0].because_of is None
