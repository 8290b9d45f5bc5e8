"""Building the compiled index: all layers, their areas and their keys, into one file."""

import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from geo.gazetteer.areas import area_numbers, outline_columns, with_populations
from geo.gazetteer.columns import write_columns
from geo.gazetteer.keys import key_table, name_key
from geo.gazetteer.layers import OUTLINES, WORLD, Layer
from geo.gazetteer.merging import merged
from geo.gazetteer.naming import name_columns
from geo.gazetteer.outlines import Outline, read_outlines
from geo.gazetteer.places_csv import read_places
from geo.gazetteer.ranking import standing_columns
from geo.gazetteer.records import record_columns
from geo.gazetteer.world import world_places
from geo.model import Place

Progress = Callable[[str], None]


def build_index(path: Path, layers: Sequence[Layer], *, fingerprint: str, on_progress: Progress | None = None) -> None:
    """Compile the layers into `path`, atomically. Takes some 20 s for the world on one core."""
    report = on_progress or (lambda _: None)
    started = time.monotonic()
    report("Building the gazetteer: reading the lists of places")
    outlines: list[Outline] = []
    places, aliases = merged(_layer_places(layer, outlines) for layer in layers)
    shapes = {}
    for outline in outlines:
        alias = aliases.get(outline.place.place_id)
        shapes[outline.place.place_id if alias is None else places[alias].place_id] = outline.shape
    report(f"Building the gazetteer: {len(places):,} places, finding the areas that hold them")
    numbers = area_numbers(places, shapes)
    places = with_populations(places, numbers)
    report("Building the gazetteer: indexing names")
    columns = dict(
        record_columns(
            places, numbers, [layer.layer_id for layer in layers], sorted({place.country for place in places})
        )
    )
    del numbers  # the names need the memory
    columns |= standing_columns(places)
    columns |= {f"ids.{column}": content for column, content in _ids(places, aliases).items()}
    header = {
        "fingerprint": fingerprint,
        "layers": [layer.layer_id for layer in layers],
        "countries": sorted({place.country for place in places}),
        "counts": _counts(places),
    }
    write_columns(path, header, columns | name_columns(places) | outline_columns(places, shapes))
    report(f"Building the gazetteer: done in {time.monotonic() - started:.0f} s")


def _layer_places(layer: Layer, outlines: list[Outline]) -> Iterable[Place]:
    """The places of one layer; the outlines' shapes are put into `outlines`."""
    if layer.layer_id == WORLD:
        return world_places()
    if layer.path is None or not layer.path.exists():
        return ()
    if layer.layer_id == OUTLINES:
        outlines.extend(read_outlines(layer.path))
        return [outline.place for outline in outlines]
    return read_places(layer.path, layer=layer.layer_id)


def _ids(places: Sequence[Place], aliases: dict[str, int]) -> dict[str, tuple[str, bytes]]:
    known = {place.place_id: number for number, place in enumerate(places)} | aliases
    return key_table([name_key(place_id) for place_id in known], list(known.values()))


def _counts(places: Sequence[Place]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for place in places:
        counts[place.layer] = counts.get(place.layer, 0) + 1
    return counts
