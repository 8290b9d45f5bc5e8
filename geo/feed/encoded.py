"""Encoded answers: compressed once, kept while there is room, named by a strong ETag."""

import hashlib
import os
import struct
import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from starlette.requests import Request
from starlette.responses import Response

from geo.memory import give_back_memory

_GZIP_HEADER = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x04\xff"
_CHUNK_BYTES = 1 << 20
_HEAVY_BYTES = 1 << 20
"""An answer of that size was made from hundreds of thousands of rows."""
COLUMN_TYPE = "application/vnd.dateline.columns"


def gzip_bytes(data: bytes, *, level: int = 1) -> bytes:
    """The data as one gzip member, compressed a megabyte at a time on all cores.

    Pieces end with a full flush, so that they join into one stream; level 1 because what is saved
    beyond it is less than what the wait costs on a local wire.
    """
    view = memoryview(data)
    pieces = [view[start : start + _CHUNK_BYTES] for start in range(0, len(view), _CHUNK_BYTES)] or [view]

    def deflate(index: int) -> bytes:
        packer = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
        body = packer.compress(pieces[index])
        return body + packer.flush(zlib.Z_FINISH if index == len(pieces) - 1 else zlib.Z_FULL_FLUSH)

    if len(pieces) == 1:
        packed = [deflate(0)]
    else:
        with ThreadPoolExecutor(min(len(pieces), os.cpu_count() or 1)) as pool:
            packed = list(pool.map(deflate, range(len(pieces))))
    trailer = struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)
    return b"".join([_GZIP_HEADER, *packed, trailer])


@dataclass(slots=True)
class EncodedCache:
    """Answers by key, least recently used out first, never more than `limit_bytes` together."""

    limit_bytes: int = 128 << 20
    _kept: OrderedDict[str, bytes] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _building: dict[str, threading.Lock] = field(default_factory=dict)
    _one_at_a_time: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: str, build: Callable[[], bytes]) -> bytes:
        """The answer kept under `key`, else what `build` makes, which is then kept.

        Two requests for the same missing key build it once, and one answer is built at a time: two of a million events
        at once would need the memory of both.
        """
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            turn = self._building.setdefault(key, threading.Lock())
        with turn:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                with self._one_at_a_time:
                    answer = build()
                    if len(answer) > _HEAVY_BYTES:
                        give_back_memory()
            finally:
                with self._lock:
                    self._building.pop(key, None)
            self._keep(key, answer)
            return answer

    def _keep(self, key: str, answer: bytes) -> None:
        with self._lock:
            if len(answer) > self.limit_bytes or key in self._kept:
                return
            self._kept[key] = answer
            self._bytes += len(answer)
            while self._bytes > self.limit_bytes:
                _, dropped = self._kept.popitem(last=False)
                self._bytes -= len(dropped)


def respond(
    request: Request,
    *,
    identity: str,
    build: Callable[[], bytes],
    cache: EncodedCache,
    media_type: str = COLUMN_TYPE,
    max_age_seconds: int = 0,
) -> Response:
    """The answer to a GET: 304 where the client has it, else gzip where it takes it, with a strong ETag.

    `identity` names the content exactly (revision, query); `build` makes the plain bytes. Only the
    compressed bytes are kept: a client that takes no gzip is served from them too.
    """
    digest = hashlib.sha256(identity.encode()).hexdigest()[:32]
    zipped = _accepts_gzip(request.headers.get("accept-encoding", ""))
    etag = f'"{digest}-gz"' if zipped else f'"{digest}"'
    headers = {
        "ETag": etag,
        "Vary": "Accept-Encoding",
        "Cache-Control": f"private, max-age={max_age_seconds}" if max_age_seconds else "private, no-cache",
    }
    if _holds_etag(request.headers.get("if-none-match", ""), etag):
        return Response(status_code=304, headers=headers)
    packed = cache.get(digest, lambda: gzip_bytes(build()))
    if zipped:
        return Response(packed, media_type=media_type, headers={**headers, "Content-Encoding": "gzip"})
    return Response(zlib.decompress(packed, wbits=zlib.MAX_WBITS | 16), media_type=media_type, headers=headers)


def _accepts_gzip(header: str) -> bool:
    for part in header.lower().split(","):
        coding, _, weight = part.partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


def _holds_etag(header: str, etag: str) -> bool:
    tags = [tag.strip().removeprefix("W/") for tag in header.split(",")]
    return etag in tags or tags == ["*"]
