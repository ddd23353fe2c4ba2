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

    def begin(self, update_key: str, work: Work) -> None:
        """Let an update begin work; whatever it began before is given up."""
        self._works[update_key] = work

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
