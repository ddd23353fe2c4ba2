"""Brings a larger set while somebody chats in the terminal; the next chat uses it."""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from bot.presentation.wording.larger_set import is_coming, is_here
from bot.runtime.assembly import larger_set
from bot.runtime.config import Config
from bot.runtime.larger_set import LargerSet
from recommender import Places


@contextmanager
def bringing(
    config: Config,
    *,
    say: Callable[[str], None],
    may_fit: Callable[[], Awaitable[None]],
) -> Iterator[LargerSet | None]:
    """Bring the set that the configuration names, on a thread of its own, until the chat ends.

    What has come by then is kept.

    Args:
        config: Of the bot.
        say: Takes sentences for the person who chats.
        may_fit: Returns when the machine is free for a long fit.

    Yields:
        The set on its way; None when there is none to bring.
    """

    async def ready(places: Places) -> None:
        places.note_served()
        say(is_here(places.movielens.name))

    larger = larger_set(config, may_fit=may_fit, change_over=ready)
    if larger is None:
        yield None
        return
    say(is_coming(larger.arrival.name))
    loop = asyncio.new_event_loop()
    task = loop.create_task(larger.bring())

    def run() -> None:
        loop.run_until_complete(asyncio.wait({task}))
        loop.close()

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield larger
    finally:
        if not task.done():
            loop.call_soon_threadsafe(task.cancel)
        thread.join()
