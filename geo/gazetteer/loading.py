"""Adding and removing the user's own layers: whole or not at all."""

import csv
import hashlib
import io
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from geo.errors import BadGazetteerFile, UnknownPlace
from geo.gazetteer.filelock import file_lock
from geo.gazetteer.geonames import COLUMN_COUNT, places_from_geonames
from geo.gazetteer.layers import BUILT_IN, Layer, added_layers, describe_layer, layers_folder
from geo.gazetteer.places_csv import write_places
from geo.gazetteer.refusals import Refusals
from geo.gazetteer.tables import PROFILES, Columns, places_from_table
from geo.model import Place

MAX_UNPACKED_BYTES = 2_000_000_000
MAX_RATIO = 200
"""No table of names is packed tighter; what is, is a bomb."""
_LAYER_ID = re.compile("[A-Za-z0-9_-]{1,40}")
_COUNTRY = re.compile(r"[A-Z]{2}")


def add_country(country: str, path: Path, *, folder: Path | None = None) -> Layer:
    """Add GeoNames' file of a country (`SY.txt` or `SY.zip`) as a layer. BadGazetteerFile: nothing was loaded."""
    code = country.upper()
    if not _COUNTRY.fullmatch(code):
        raise BadGazetteerFile(f"{country!r} is no ISO 3166 alpha-2 code such as SY")
    refusals = Refusals(path.name)
    with _text_lines(path, wanted=f"{code}.txt") as lines:
        places = list(places_from_geonames(lines, layer=code, refusals=refusals))
    refusals.raise_if_any()
    foreign = {place.country for place in places} - {code}
    if foreign:
        raise BadGazetteerFile(f"{path.name} holds places of {', '.join(sorted(foreign))}, not of {code} alone")
    layer = _layer(code, f"GeoNames {code}", "CC BY 4.0", "GeoNames", places, rank=5)
    return _install(layer, places, refusals.source, folder)


def add_table(
    layer_id: str,
    path: Path,
    *,
    columns: Columns | str = "plain",
    country: str = "",
    title: str = "",
    licence: str = "unknown",
    attribution: str = "",
    folder: Path | None = None,
) -> Layer:
    """Add a table as a layer, its columns named or of a profile (`plain wof ocha`). BadGazetteerFile as above."""
    if not _LAYER_ID.fullmatch(layer_id) or layer_id in BUILT_IN:
        raise BadGazetteerFile(f"{layer_id!r} cannot name a layer: letters, digits, - and _, and not a built-in one")
    refusals = Refusals(path.name)
    chosen = PROFILES[columns] if isinstance(columns, str) else columns
    with _text_lines(path) as lines:
        places = list(places_from_table(lines, chosen, layer=layer_id, country=country.upper(), refusals=refusals))
    refusals.raise_if_any()
    repeated = len(places) - len({place.place_id for place in places})
    if repeated:
        raise BadGazetteerFile(f"{path.name}: {repeated} rows repeat an id; nothing was loaded")
    layer = _layer(layer_id, title or path.stem, licence, attribution or title or path.stem, places, rank=4)
    return _install(layer, places, refusals.source, folder)


def remove_layer(layer_id: str, *, folder: Path | None = None) -> Layer:
    """Remove an added layer; UnknownPlace where none has that id."""
    for layer in added_layers(folder):
        if layer.layer_id == layer_id and layer.path is not None:
            shutil.rmtree(layer.path.parent)
            return layer
    known = ", ".join(layer.layer_id for layer in added_layers(folder)) or "none"
    raise UnknownPlace(f"no added layer {layer_id!r}; added are: {known}")


def is_geonames_file(path: Path) -> bool:
    """Whether the first line has GeoNames' nineteen columns, or the file is a zip."""
    if zipfile.is_zipfile(path):
        return True
    with path.open("rb") as file:
        return file.readline(100_000).count(b"\t") == COLUMN_COUNT - 1


def _layer(layer_id: str, title: str, licence: str, attribution: str, places: list[Place], *, rank: int) -> Layer:
    countries = tuple(sorted({place.country for place in places}))
    return Layer(layer_id, title, licence, attribution, rank, "", count=len(places), countries=countries)


def _install(layer: Layer, places: list[Place], source: str, folder: Path | None) -> Layer:
    if not places:
        raise BadGazetteerFile(f"{source} holds no places")
    root = folder or layers_folder()
    root.mkdir(parents=True, exist_ok=True)
    target = root / layer.layer_id
    with file_lock(root / "layers.lock"):
        partial = Path(tempfile.mkdtemp(prefix=".adding-", dir=root))
        try:
            write_places(partial / "places.csv", places)
            digest = hashlib.sha256((partial / "places.csv").read_bytes()).hexdigest()[:16]
            layer = Layer(
                layer.layer_id, layer.title, layer.licence, layer.attribution, layer.rank, digest,
                count=layer.count, countries=layer.countries,
            )  # fmt: skip
            describe_layer(layer, partial)
            if target.exists():
                shutil.rmtree(target)
            partial.rename(target)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return layer


@contextmanager
def _text_lines(path: Path, *, wanted: str | None = None) -> Iterator[Iterator[str]]:
    """The lines of a text file, or of the one text inside a zip. BadGazetteerFile where it is neither."""
    if not path.is_file():
        raise BadGazetteerFile(f"{path} is no file")
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, _unpacked(archive, path, wanted) as packed:
                yield iter(io.TextIOWrapper(packed, encoding="utf-8-sig", newline=""))
        elif path.suffix.lower() == ".zip":
            raise BadGazetteerFile(f"{path.name} is no zip, or a part of one; fetch it again")
        else:
            with path.open(encoding="utf-8-sig", newline="") as file:
                yield iter(file)
    except UnicodeDecodeError as error:
        where = f"{error.reason} at byte {error.start}"
        raise BadGazetteerFile(f"{path.name} is not UTF-8 text ({where}); save it as UTF-8") from None
    except csv.Error as error:
        raise BadGazetteerFile(f"{path.name} is no table: {error}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise BadGazetteerFile(f"{path.name} is a broken zip: {error}") from None


def _unpacked(archive: zipfile.ZipFile, path: Path, wanted: str | None) -> IO[bytes]:
    """The one text in a zip. BadGazetteerFile also where it asks for a password or is packed in an odd way."""
    try:
        return archive.open(_member(archive, path, wanted))
    except (RuntimeError, NotImplementedError) as error:
        raise BadGazetteerFile(f"{path.name} cannot be unpacked: {error}") from None


def _member(archive: zipfile.ZipFile, path: Path, wanted: str | None) -> zipfile.ZipInfo:
    texts = [info for info in archive.infolist() if info.filename.lower().endswith((".txt", ".csv", ".tsv"))]
    chosen = [info for info in texts if info.filename == wanted] or [
        info for info in texts if "readme" not in info.filename.lower()
    ]
    if len(chosen) != 1:
        raise BadGazetteerFile(f"{path.name} holds {len(chosen)} tables where one is expected")
    (info,) = chosen
    if info.file_size > MAX_UNPACKED_BYTES or info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise BadGazetteerFile(f"{path.name} unpacks to {info.file_size:,} bytes: refused as a zip bomb")
    return info
