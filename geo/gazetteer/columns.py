"""A file of named columns that opens at once: a JSON header, then arrays that are read where they lie.

Measured against SQLite for this use (docs/gazetteer.md): as quick, two thirds of the size, and threads share it.
"""

import json
import mmap
import os
import struct
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

MAGIC = b"DLGZ0003"
_TYPES = {"B": 1, "H": 2, "I": 4, "Q": 8, "f": 4, "d": 8}


def write_columns(path: Path, header: Mapping[str, Any], columns: Mapping[str, tuple[str, bytes]]) -> None:
    """Write the columns (`name -> (struct letter, little-endian bytes)`) and the header, whole or not at all."""
    entries: dict[str, list[Any]] = {}
    offset = 0
    for name, (letter, content) in columns.items():
        entries[name] = [letter, offset, len(content)]
        offset += -(-len(content) // 8) * 8
    head = json.dumps({**header, "columns": entries}, ensure_ascii=False).encode()
    head += b" " * (-(len(MAGIC) + 8 + len(head)) % 8)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}.part")
    with partial.open("wb") as file:
        file.write(MAGIC + struct.pack("<Q", len(head)) + head)
        for _, content in columns.values():
            file.write(content)
            file.write(b"\0" * (-len(content) % 8))
    partial.replace(path)


class ColumnFile:
    """The columns of a file, mapped into memory: `file["lon"][7]`. ValueError where it is no such file or cut short."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            try:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except ValueError:
                raise ValueError(f"{path} is empty") from None
        if self._map[: len(MAGIC)] != MAGIC:
            raise ValueError(f"{path} is not an index of this version")
        self._view = memoryview(self._map)
        (length,) = struct.unpack_from("<Q", self._map, len(MAGIC))
        start = len(MAGIC) + 8
        self.header: dict[str, Any] = json.loads(self._map[start : start + length])
        self._start = start + length
        end = max((offset + size for _, offset, size in self.header["columns"].values()), default=0)
        if len(self._map) < self._start + end:
            raise ValueError(f"{path} is cut short")

    def __getitem__(self, name: str) -> memoryview:
        letter, offset, size = self.header["columns"][name]
        column = self._view[self._start + offset : self._start + offset + size]
        if sys.byteorder != "little":  # pragma: no cover - no such machine at hand
            raise ValueError("the index is little-endian")
        return column if letter == "B" else column.cast(letter)
