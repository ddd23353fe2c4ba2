"""Telegram's limits are kept by every try of every call, also after an outage."""

import asyncio

from telegram.error import NetworkError, RetryAfter

from bot.telegram.patience import PatientLimiter

WINDOW_S, MOST = 1.0, 30


class Telegram:
    """Notes when it is called; fails as told."""

    def __init__(self, fails: int = 0) -> None:
        self.at: list[float] = []
        self.fails = fails

    async def send(self, *args: object, **kwargs: object) -> bool:
        self.at.append(asyncio.get_running_loop().time())
        if self.fails:
            self.fails -= 1
            raise NetworkError("cut off")
        return True

    def most_in_a_second(self) -> int:
        return max(sum(at <= other < at + WINDOW_S for other in self.at) for at in self.at)


async def call(limiter: PatientLimiter, telegram: Telegram, chat_id: int) -> None:
    await limiter.process_request(telegram.send, (), {}, "sendMessage", {"chat_id": chat_id}, None)


def test_what_is_tried_again_after_an_outage_takes_its_turn() -> None:
    telegram = Telegram(fails=25)

    async def main() -> None:
        limiter = PatientLimiter(group_messages=20, group_period_s=60)
        await asyncio.gather(*(call(limiter, telegram, chat) for chat in range(1, 26)))

    asyncio.run(main())
    assert len(telegram.at) == 50
    assert telegram.most_in_a_second() <= MOST


def test_silence_that_one_chat_asks_for_holds_up_no_other() -> None:
    async def main() -> list[str]:
        order: list[str] = []
        limiter = PatientLimiter(group_messages=20, group_period_s=60)
        asked = [RetryAfter(1)]

        async def flooded(*args: object, **kwargs: object) -> bool:
            if asked:
                raise asked.pop()
            order.append("flooded")
            return True

        async def other(*args: object, **kwargs: object) -> bool:
            order.append("other")
            return True

        first = asyncio.create_task(
            limiter.process_request(flooded, (), {}, "sendMessage", {"chat_id": 1}, None)
        )
        await asyncio.sleep(0)
        await limiter.process_request(other, (), {}, "sendMessage", {"chat_id": 2}, None)
        await first
        return order

    assert asyncio.run(main()) == ["other", "flooded"]
