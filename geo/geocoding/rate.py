"""One request at a time and one a second, over all processes of this machine."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from geo.gazetteer.filelock import file_lock


class SharedRate:
    """Turns to ask, handed out through a file: whoever holds the lock waits until the delay since the last is over."""

    def __init__(
        self,
        folder: Path,
        min_delay_seconds: float,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._lock, self._stamp = folder / "online.lock", folder / "online.last"
        self._delay, self._now, self._sleep = min_delay_seconds, now, sleep

    @contextmanager
    def turn(self, *, timeout_seconds: float = 120.0) -> Iterator[None]:
        """Hold the turn while the request runs; TimeoutError when others keep it too long."""
        with file_lock(self._lock, timeout_seconds=timeout_seconds):
            wait = self._delay - (self._now() - self._last())
            if wait > 0:
                self._sleep(min(wait, self._delay))
            try:
                yield
            finally:
                self._stamp.write_text(repr(self._now()), "ascii")

    def _last(self) -> float:
        try:
            return float(self._stamp.read_text("ascii"))
        except (OSError, ValueError):
            return 0.0
