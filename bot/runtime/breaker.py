"""A circuit breaker: a service that keeps failing is left alone for a while."""

import time
from collections.abc import Callable


class Breaker:
    """Says whether a service may be asked, from how it answered before.

    Closed, everything may be asked. After `failures` failures in a row it opens and nothing may.
    When `rest_s` have passed one question may be asked (half-open): an answer to it closes the
    breaker, a failure opens it for as long again. For one thread; keeps nothing on disk.
    """

    def __init__(
        self,
        *,
        failures: int = 3,
        rest_s: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most = failures
        self._rest_s = rest_s
        self._clock = clock
        self._failures = 0
        self._opened_at = 0.0
        self._is_trying = False

    @property
    def is_open(self) -> bool:
        """Whether the service failed too often; half-open counts as open."""
        return self._failures >= self._most

    def admits(self) -> bool:
        """Whether to ask now. Whoever is admitted must report `succeeded`, `failed` or `left`."""
        if not self.is_open:
            return True
        if self._is_trying or self._clock() - self._opened_at < self._rest_s:
            return False
        self._is_trying = True
        return True

    def succeeded(self) -> None:
        """The service answered well."""
        self._failures, self._is_trying = 0, False

    def failed(self) -> None:
        """The service did not answer, or not well."""
        self._failures += 1
        self._opened_at = self._clock()
        self._is_trying = False

    def left(self) -> None:
        """Whoever asked did not wait for the answer: nothing is known, and another may try."""
        self._is_trying = False
