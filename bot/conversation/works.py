"""Long work that is under way: each begun by one update, and gone on with a little at a time."""

from collections.abc import Generator
from typing import TypeAlias

from bot.replies import Answer, Reply

Work: TypeAlias = Generator[Reply, None, tuple[Reply, ...]]
"""Yields how far it is; comes to what is answered."""


class Works:
    """Work by the update that began it. A restart loses it: the update begins it again."""

    def __init__(self) -> None:
        self._works: dict[str, Work] = {}

    def begun(self, update_key: str, work: tuple[Reply, ...] | Work) -> tuple[Reply, ...]:
        """Answers as they are; long work begins, in place of what the update began before."""
        if isinstance(work, tuple):
            return work
        self._works[update_key] = work
        return ()

    def __contains__(self, update_key: str) -> bool:
        return update_key in self._works

    def go_on(self, update_key: str) -> Answer:
        """Do a little more; the answer says whether more is to do."""
        work = self._works.get(update_key)
        if work is None:
            return Answer()
        try:
            return Answer((next(work),), goes_on=True)
        except StopIteration as end:
            del self._works[update_key]
            replies: tuple[Reply, ...] = end.value
            return Answer(replies)
        except BaseException:
            del self._works[update_key]
            raise
