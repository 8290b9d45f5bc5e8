"""Colour and side of every actor on the wire: the lexicon's where it knows the name, else one drawn from the name."""

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.lexicon import Lexicon, load_lexicon
from geo.resources import data_path
from geo.store.colours import SOURCE_COLOURS


@dataclass(frozen=True, slots=True)
class ActorLooks:
    """What `encode_events` and `encode_holdings` ask of an actor, and a fingerprint for ETags."""

    lexicon: Lexicon
    fingerprint: str

    def __call__(self, name: str) -> Mapping[str, Any]:
        """`{"colour", "side"}` of the actor; the same name has the same colour in every answer."""
        actor = self.lexicon.actor(name)
        colour = actor.colour if actor else ""
        return {
            "colour": colour or SOURCE_COLOURS[zlib.crc32(name.encode()) % len(SOURCE_COLOURS)],
            "side": actor.side if actor else "",
        }


def open_actor_looks(paths: Sequence[Path] | None = None) -> ActorLooks:
    """The looks of the lexicon's actors; `paths` as for `load_lexicon`."""
    files = sorted(paths if paths is not None else data_path("lexicon").glob("*.toml"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]
    return ActorLooks(load_lexicon(paths), digest)
