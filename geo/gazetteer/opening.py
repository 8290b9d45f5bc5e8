"""Opening the gazetteer, and building its index when the layers have changed."""

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from geo.gazetteer.build import Progress, build_index
from geo.gazetteer.columns import ColumnFile
from geo.gazetteer.corrections import read_corrections
from geo.gazetteer.filelock import file_lock
from geo.gazetteer.index import GazetteerIndex
from geo.gazetteer.layered import LayeredGazetteer
from geo.gazetteer.layers import all_layers, fingerprint_of
from geo.resources import home_path

KEPT_INDEXES = 3
"""Older indexes are removed but for these: another process may be about to open one."""


def open_gazetteer(
    path: Path | None = None, *, layers: Sequence[str] | None = None, on_progress: Progress | None = None
) -> LayeredGazetteer:
    """The gazetteer, from its compiled index, which is built first where it is missing or older than its layers.

    `path` is the folder of the indexes (default: below the home folder); `layers` the ids to take, all by default.
    Building takes half a minute for the world; its progress goes to `on_progress`, or to stderr.
    """
    folder = path or home_path("gazetteer")
    chosen = [layer for layer in all_layers() if layers is None or layer.layer_id in layers]
    fingerprint = fingerprint_of(chosen)
    index = folder / f"index-{fingerprint}.bin"
    columns = _opened(index)
    if columns is None:
        with file_lock(folder / "index.lock"):
            columns = _opened(index)
            if columns is None:
                with _no_collection():
                    build_index(index, chosen, fingerprint=fingerprint, on_progress=on_progress or _say)
                _remove_old(folder)
                columns = ColumnFile(index)
    return LayeredGazetteer(GazetteerIndex(columns), read_corrections())


def _opened(index: Path) -> ColumnFile | None:
    """The index; None where there is none yet, or a disk that was full or a stopped copy left half of one."""
    try:
        return ColumnFile(index)
    except (FileNotFoundError, ValueError):
        return None


@contextmanager
def _no_collection() -> Iterator[None]:
    """Without the search for cycles: a build makes millions of objects and no cycle; searching takes a fifth of it."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _remove_old(folder: Path) -> None:
    indexes = sorted(folder.glob("index-*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for old in indexes[KEPT_INDEXES:]:
        try:
            old.unlink()
        except OSError:  # open in another process, on Windows; the next build tries again
            continue


def _say(message: str) -> None:
    print(message, file=sys.stderr, flush=True)
