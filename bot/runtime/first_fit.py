"""The first fit of a chat in the terminal: in the background, and waited for when it is needed."""

import asyncio
import subprocess
from collections.abc import Callable

from bot.runtime.assembly import fit_command, fit_environment, newest_snapshot
from bot.runtime.config import Config
from recommender import Places, Snapshot
from recommender.errors import SnapshotError


class FirstFit:
    """A child process that fits the first model, beginning now."""

    def __init__(
        self,
        config: Config,
        places: Places,
        *,
        say: Callable[[str], None],
        on_wait: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin.

        Args:
            config: Of the bot.
            places: What to fit to.
            say: Takes the reason when there will be no model.
            on_wait: Called when somebody has to wait.
        """
        self._say = say
        self._places = places
        self._on_wait = on_wait
        self._process = subprocess.Popen(  # noqa: S603  (our own module)
            fit_command(),
            # Only what is wrong is said: a person is talking meanwhile.
            env=fit_environment(config, places) | {"LOG_LEVEL": "WARNING"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    @property
    def is_running(self) -> bool:
        """Whether it is at work."""
        return self._process.poll() is None

    async def ended(self) -> None:
        """Return when it is at work no more."""
        await asyncio.to_thread(self._process.wait)

    def snapshot(self) -> Snapshot | None:
        """Wait for the model.

        Returns:
            None when there is none; the reason was told.
        """
        if self.is_running:
            self._on_wait()
        _, complaints = self._process.communicate()
        try:
            if self._process.returncode == 0:
                return newest_snapshot(self._places)
        except SnapshotError as error:
            complaints = str(error)
        self._say(complaints.rstrip())
        return None

    def stop(self) -> None:
        """End it, whether it is done or not."""
        with self._process as process:
            process.kill()
