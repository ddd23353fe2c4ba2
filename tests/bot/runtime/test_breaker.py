"""A service that keeps failing is left alone for a while, then tried once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.breaker import Breaker


class Clock:
    """A clock that is moved by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(failures=3, rest_s=60, clock=clock)


def fail(breaker: Breaker, times: int) -> None:
    for _ in range(times):
        assert breaker.admits()
        breaker.failed()


def test_a_few_failures_with_a_success_between_them_are_forgiven(breaker: Breaker) -> None:
    for _ in range(5):
        fail(breaker, 2)
        breaker.succeeded()
    assert breaker.admits()


def test_after_so_many_failures_in_a_row_nothing_is_asked(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    assert not breaker.admits()
    clock.now = 59
    assert not breaker.admits()


def test_after_its_rest_one_question_is_tried(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now = 60
    assert breaker.admits()
    assert not breaker.admits()
    breaker.succeeded()
    assert breaker.admits()
    assert breaker.admits()


def test_a_failed_trial_rests_as_long_again(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now = 60
    fail(breaker, 1)
    clock.now = 119
    assert not breaker.admits()
    clock.now = 120
    assert breaker.admits()


def test_a_trial_that_nobody_waited_for_leaves_room_for_another(
    breaker: Breaker, clock: Clock
) -> None:
    fail(breaker, 3)
    clock.now = 60
    assert breaker.admits()
    breaker.left()
    assert breaker.admits()


@given(steps=st.lists(st.tuples(st.booleans(), st.integers(0, 100)), max_size=40))
def test_it_never_stays_open_for_good(steps: list[tuple[bool, int]]) -> None:
    clock = Clock()
    breaker = Breaker(failures=3, rest_s=60, clock=clock)
    for succeeds, waits in steps:
        clock.now += waits
        if breaker.admits():
            breaker.succeeded() if succeeds else breaker.failed()
    clock.now += 60
    assert breaker.admits()
