"""Memory that heavy work leaves behind: allocators keep what they were given, and a server keeps it for days."""

import ctypes
import sys

import pyarrow as pa


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
