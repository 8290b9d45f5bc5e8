"""GeoNames' country files, fetched with progress, resume and a size check."""

import shutil
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable
from pathlib import Path

from geo.errors import BadGazetteerFile, GeocoderUnavailable
from geo.resources import home_path

BASE_URL = "https://download.geonames.org/export/dump"
USER_AGENT = "dateline/0.1.0 (country gazetteer download)"
MAX_BYTES = 500_000_000
CHUNK_BYTES = 1 << 16
Progress = Callable[[int, int | None], None]
"""Called with the bytes here so far and the bytes in all (None: not told)."""


def download_country(
    country: str,
    *,
    base_url: str = BASE_URL,
    folder: Path | None = None,
    on_progress: Progress | None = None,
    timeout_seconds: float = 30.0,
) -> Path:
    """The path of the country's zip, fetched; an interrupted download goes on where it stopped.

    GeocoderUnavailable when the server cannot be reached or breaks off; BadGazetteerFile when what came is no zip.
    """
    code = country.upper()
    target_folder = folder or home_path("gazetteer", "downloads")
    target_folder.mkdir(parents=True, exist_ok=True)
    target, partial = target_folder / f"{code}.zip", target_folder / f"{code}.zip.part"
    have = partial.stat().st_size if partial.exists() else 0
    request = urllib.request.Request(f"{base_url}/{code}.zip", headers={"User-Agent": USER_AGENT})
    if have:
        request.add_header("Range", f"bytes={have}-")
    try:
        with urllib.request.urlopen(request, timeout=timeout_seconds) as answer:
            if have and answer.status != 206:  # the server sends the whole again
                have = 0
            length = answer.headers.get("Content-Length")
            total = have + int(length) if length and length.isdigit() else None
            with partial.open("ab" if have else "wb") as file:
                _copy(answer, file, have, total, on_progress)
    except urllib.error.HTTPError as error:
        if error.code == 416:  # nothing is left to send: the part is the whole, or of an older file
            partial.unlink(missing_ok=True)
        reason = f"GeoNames has no file for {code}" if error.code == 404 else f"the server answered {error.code}"
        raise GeocoderUnavailable(f"{request.full_url}: {reason}") from None
    except (OSError, ValueError) as error:
        raise GeocoderUnavailable(f"{request.full_url}: {error}; run the same again to go on, or use --file") from None
    if total is not None and partial.stat().st_size != total:
        raise GeocoderUnavailable(
            f"{request.full_url}: {partial.stat().st_size:,} of {total:,} bytes came; run the same again to go on"
        )
    if not zipfile.is_zipfile(partial):
        partial.unlink()
        raise BadGazetteerFile(f"{request.full_url} sent something that is no zip file")
    shutil.move(partial, target)
    return target


def _copy(answer: object, file: object, have: int, total: int | None, on_progress: Progress | None) -> None:
    read, write = answer.read, file.write  # type: ignore[attr-defined]
    while chunk := read(CHUNK_BYTES):
        have += len(chunk)
        if have > MAX_BYTES:
            raise ValueError(f"more than {MAX_BYTES:,} bytes")
        write(chunk)
        if on_progress:
            on_progress(have, total)
