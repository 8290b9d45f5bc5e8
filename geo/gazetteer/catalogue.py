"""What a page or the command line shows of the gazetteer: layers with counts and licences, names without a place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from geo.gazetteer.columns import ColumnFile
from geo.gazetteer.corrections import CORRECTIONS, read_corrections
from geo.gazetteer.layers import Layer, all_layers, fingerprint_of
from geo.gazetteer.normalise import fold
from geo.gazetteer.protocol import Gazetteer
from geo.model import Candidate
from geo.resources import home_path


@dataclass(frozen=True, slots=True)
class UnresolvedName:
    """A name without a place, how many events wait for it, and the places it may mean."""

    name: str
    events: int
    candidates: tuple[Candidate, ...]


def layer_table(folder: Path | None = None) -> list[Layer]:
    """The layers in the order they are asked, with counts: the user's corrections, then what the index holds.

    Counts of built-in layers are 0 until the index has been built.
    """
    layers = all_layers()
    index = (folder or home_path("gazetteer")) / f"index-{fingerprint_of(layers)}.bin"
    counts: dict[str, int] = ColumnFile(index).header["counts"] if index.exists() else {}
    corrections = Layer(CORRECTIONS, "Picked by hand", "your own", "you", 0, "", count=len(read_corrections()))
    return [corrections, *(replace(layer, count=counts.get(layer.layer_id, layer.count)) for layer in layers)]


def attributions(layer_ids: Iterable[str]) -> str:
    """The line that a map or an export with places of these layers must show.

    >>> attributions(["world", "outlines", "world"])
    'Natural Earth (public domain); GeoNames (CC BY 4.0)'
    """
    used = set(layer_ids)
    told = [
        f"{layer.attribution} ({layer.licence})"
        for layer in all_layers()
        if layer.layer_id in used and layer.attribution != "Dateline"
    ]
    return "; ".join(dict.fromkeys(told))


def unresolved_names(
    mentions: Iterable[tuple[str, int]], gazetteer: Gazetteer, *, limit: int = 200, candidates: int = 5
) -> list[UnresolvedName]:
    """Names without a place, those first for which most events wait.

    `mentions` are `(name as written, events that wait for it)`, one row a name or many; spellings that differ in
    case or accents alone are one name.
    """
    waiting: dict[str, tuple[str, int]] = {}
    for name, events in mentions:
        key = fold(name)
        if key:
            shown, before = waiting.get(key, (name, 0))
            waiting[key] = shown, before + events
    ranked: Sequence[tuple[str, int]] = sorted(waiting.values(), key=lambda row: (-row[1], row[0]))[:limit]
    return [
        UnresolvedName(name, events, tuple(gazetteer.candidates(name, limit=candidates))) for name, events in ranked
    ]
