"""The columns of all names of all places: the table of folded names, and the spellings by skeleton."""

from array import array
from collections.abc import Mapping, Sequence

import numpy as np

from geo.gazetteer.keys import RANK_BITS, NameRank, key_table, name_key, skeleton_key
from geo.gazetteer.normalise import fold, words_without_articles
from geo.gazetteer.skeleton import packed, words_skeleton
from geo.model import Place

_SCRIPTS_WITH_SKELETON_END = "\u0700"
"""Latin, Cyrillic, Hebrew and Arabic come before: scripts whose consonants can be compared."""


def name_columns(places: Sequence[Place]) -> dict[str, tuple[str, bytes]]:
    """Tables `names` (folded key -> record and `NameRank`) and `spelling` (skeleton -> article-less spelling)."""
    keys, numbers = array("Q"), array("Q")
    skeletons, owners, ends, texts = array("Q"), array("I"), array("I", [0]), bytearray()
    for number, place in enumerate(places):
        ranks: dict[str, NameRank] = {}
        spelled: dict[str, list[str]] = {}
        for position, name in enumerate((place.name, *place.other_names)):
            folded = fold(name)
            words = words_without_articles(folded)
            bare = "".join(words)
            whole = folded.replace(" ", "")
            _keep_best(ranks, whole, NameRank.OTHER if position else NameRank.OWN)
            _keep_best(ranks, bare, NameRank.OTHER_BARE if position else NameRank.OWN_BARE)
            if name < _SCRIPTS_WITH_SKELETON_END:
                spelled.setdefault(bare, words)
        keys.extend(map(name_key, ranks))
        numbers.extend(number << RANK_BITS | rank for rank in ranks.values())
        for bare, words in spelled.items():
            signs = words_skeleton(words)
            if signs:
                skeletons.append(skeleton_key(packed(signs)))
                owners.append(number)
                texts += bare.encode()
                ends.append(len(texts))
    return {
        **_prefixed("names", key_table(keys, numbers)),
        **_prefixed("spelling", key_table(skeletons, range(len(skeletons)))),
        "spelling.owner": ("I", np.array(owners, dtype="<u4").tobytes()),
        "spelling.text": ("B", bytes(texts)),
        "spelling.ends": ("I", np.array(ends, dtype="<u4").tobytes()),
    }


def _keep_best(ranks: dict[str, NameRank], key: str, rank: NameRank) -> None:
    if key and rank < ranks.get(key, NameRank.OTHER_BARE + 1):
        ranks[key] = rank


def _prefixed(prefix: str, columns: Mapping[str, tuple[str, bytes]]) -> dict[str, tuple[str, bytes]]:
    return {f"{prefix}.{name}": column for name, column in columns.items()}
