"""Memory in heavy work and after it: how often cycles are searched for, and what allocators keep for themselves."""

import ctypes
import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa

_SELDOM = (20_000, 20, 50)


class _Collecting:
    """The garbage collector's thresholds, which are the process's and not a thread's: the last to leave resets them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._within = 0
        self._usual = gc.get_threshold()

    def enter(self) -> None:
        with self._lock:
            if self._within == 0:
                self._usual = gc.get_threshold()
                gc.freeze()
                gc.set_threshold(*_SELDOM)
            self._within += 1

    def leave(self) -> None:
        with self._lock:
            self._within -= 1
            if self._within == 0:
                gc.set_threshold(*self._usual)
                gc.unfreeze()


_collecting = _Collecting()


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """While many articles are read: the search for cycles passes over what is loaded, and comes seldom.

    Extraction makes thousands of objects an article and hardly a cycle; searching took 4 % of its time. Threads may
    overlap: the collector is as before when the last of them is through.
    """
    _collecting.enter()
    try:
        yield
    finally:
        _collecting.leave()


def use_system_allocator() -> None:
    """Let Arrow take memory from the system's allocator, from which `give_back_memory` can return it.

    Arrow's own allocators keep a heap a thread; in a server with many threads that is some hundred megabytes that
    nothing uses.
    """
    pa.set_memory_pool(pa.system_memory_pool())


def give_back_memory() -> None:
    """Return to the system what was freed but is still held; to be called after work on very many events.

    Takes some ten milliseconds. Without glibc (macOS, Windows, musl) only Arrow's part is returned.
    """
    pa.default_memory_pool().release_unused()
    if sys.platform != "linux":
        return
    try:
        ctypes.CDLL("libc.so.6").malloc_trim(0)
    except (OSError, AttributeError):
        return
