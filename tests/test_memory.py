import gc
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from geo.memory import collecting_seldom, give_back_memory


def held_mb():
    with Path("/proc/self/status").open(encoding="ascii") as status:
        return next(int(line.split()[1]) / 1024 for line in status if line.startswith("RssAnon"))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_freed_memory_goes_back_to_the_system():
    # Pieces too small to be mapped one by one: the allocator keeps them on its heap, and a last one on top of it.
    pieces = [np.ones(100_000 // 8) for _ in range(1200)]
    top = np.ones(100_000 // 8)
    full = held_mb()
    del pieces
    give_back_memory()
    assert held_mb() < full - 80
    assert top.sum() > 0


def test_it_does_no_harm_where_arrow_holds_nothing():
    before = pa.total_allocated_bytes()
    give_back_memory()
    assert pa.total_allocated_bytes() == before


def test_the_collector_is_as_before_when_the_last_of_several_is_through():
    usual = gc.get_threshold()
    first, second = collecting_seldom(), collecting_seldom()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert gc.get_threshold() != usual
    second.__exit__(None, None, None)
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
