"""Articles that print one text: an agency's report in several outlets, an outlet's own text printed twice.

Every run of `SHINGLE_WORDS` words is hashed; articles that share many runs share a text. The comparison is exact (not
a sample as in MinHash), since hashes of a whole corpus sort in a moment, and never looks at all pairs: only at pairs
that share runs which few articles have.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

SHINGLE_WORDS = 8
"""Runs of fewer words are stock phrases ("the Syrian Observatory for Human Rights said on Sunday")."""

LEAST_SHARE = 0.3
LEAST_WORDS = 40
OWN_SHARE = 0.7
"""Within one outlet: less than this is its pages' furniture and its own background paragraphs."""

ORIGIN_SHARE = 0.4

SHARED_TEXT_COLUMNS = (
    "article_a", "article_b", "source_a", "source_b", "shared_words", "share", "longest_words", "start_a", "end_a",
    "start_b", "end_b",
)  # fmt: skip
"""The columns of a table of shared texts; the last four are the offsets of the longest passage in either text."""

_WORD = re.compile(r"\w+")
_COMMON = 60  # a run that more articles have is a stock phrase or a page's furniture
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]


class Text(NamedTuple):
    """An article's text with what identifies it."""

    article_id: str
    source_id: str
    text: str


def shared_texts(
    articles: Iterable[Text], *, least_share: float = LEAST_SHARE, least_words: int = LEAST_WORDS
) -> pd.DataFrame:
    """The pairs of articles that print one text, most of it first (`SHARED_TEXT_COLUMNS`).

    A pair is listed where the shared runs cover at least `least_words` words and `least_share` of the shorter article,
    or where one shared passage alone is that long. `shared_words` counts the words covered (in the article where they
    are fewer), `share` sets them against the shorter article. Case and punctuation are no matter. Two articles of one
    outlet are listed from a share of `OWN_SHARE`. Of several texts with one id the first counts.
    """
    texts = list({item.article_id: item for item in reversed(list(articles))}.values())[::-1]
    words = [[(match.start(), match.end()) for match in _WORD.finditer(item.text)] for item in texts]
    hashes = _hashes(texts, words)
    rows = []
    for first, second in _candidates(hashes, least_share):
        lengths = len(words[first]), len(words[second])
        mask_a, mask_b = _covered(hashes[first], hashes[second]), _covered(hashes[second], hashes[first])
        shared = int(min(mask_a.sum(), mask_b.sum()))
        (from_a, to_a), (from_b, to_b) = _longest_common(hashes[first], hashes[second])
        longest = to_a - from_a
        share = shared / max(min(lengths), 1)
        a, b = texts[first], texts[second]
        alike = (shared >= least_words and share >= least_share) or longest >= least_words
        if alike and (a.source_id != b.source_id or share >= OWN_SHARE):
            rows.append(
                (a.article_id, b.article_id, a.source_id, b.source_id, shared, round(share, 3), longest,
                 words[first][from_a][0], words[first][to_a - 1][1],
                 words[second][from_b][0], words[second][to_b - 1][1])
            )  # fmt: skip
    table = pd.DataFrame(rows, columns=list(SHARED_TEXT_COLUMNS))
    return table.sort_values(["share", "article_a", "article_b"], ascending=[False, True, True], ignore_index=True)


def origins_of(
    shared: pd.DataFrame, *, least_share: float = ORIGIN_SHARE, published: Mapping[str, Any] | None = None
) -> dict[str, str]:
    """Article to origin, for the articles that share a text with another: the id of one article of the group.

    Pairs below `least_share` do not tie articles together: a background paragraph that an agency repeats for years
    makes no common report. The origin is named after the article published first (`published`: article to day; those
    without a day last), else after the least id.
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    tied = shared[shared["share"] >= least_share]
    for first, second in zip(tied["article_a"], tied["article_b"], strict=True):
        parent[root(first)] = root(second)
    groups: dict[str, list[str]] = {}
    for name in list(parent):
        groups.setdefault(root(name), []).append(name)
    days = published or {}
    return {
        name: min(group, key=lambda member: (_day_text(days.get(member)), member))
        for group in groups.values()
        for name in group
    }


def _day_text(day: Any) -> str:
    return "9999" if day is None or pd.isna(day) else pd.Timestamp(day).date().isoformat()


def _hashes(texts: Sequence[Text], words: Sequence[Sequence[tuple[int, int]]]) -> list[Hashes]:
    """For each text the hash of the run that begins at each word."""
    numbers: dict[str, int] = {}
    results = []
    for item, spans in zip(texts, words, strict=True):
        folded = (item.text[start:end].casefold() for start, end in spans)
        codes = np.array([numbers.setdefault(word, len(numbers) + 1) for word in folded], dtype=np.uint64)
        count = len(codes) - SHINGLE_WORDS + 1
        if count <= 0:
            results.append(np.empty(0, np.uint64))
            continue
        mixed = np.zeros(count, np.uint64)
        for offset in range(SHINGLE_WORDS):
            mixed = (mixed ^ codes[offset : offset + count]) * _MULTIPLIER
            mixed ^= mixed >> np.uint64(29)
        results.append(mixed)
    return results


def _candidates(hashes: Sequence[Hashes], least_share: float) -> list[tuple[int, int]]:
    """The pairs that share enough runs to be worth a closer look."""
    distinct = [np.unique(values) for values in hashes]
    if not distinct:
        return []
    owner = np.repeat(np.arange(len(distinct)), [len(values) for values in distinct])
    value = np.concatenate(distinct)
    order = np.argsort(value, kind="stable")
    value, owner = value[order], owner[order]
    begins = np.flatnonzero(np.append(True, value[1:] != value[:-1])[: len(value)])
    count = np.diff(np.append(begins, len(value)))
    rare = np.repeat((count > 1) & (count <= _COMMON), count)
    value, owner = value[rare], owner[rare]
    pairs = []
    for step in range(1, min(_COMMON, len(value))):
        same = np.flatnonzero(value[step:] == value[:-step])
        if not len(same):
            break
        pairs.append(owner[same] * len(distinct) + owner[same + step])
    if not pairs:
        return []
    pair, shared = np.unique(np.concatenate(pairs), return_counts=True)
    first, second = pair // len(distinct), pair % len(distinct)
    sizes = np.array([len(values) for values in distinct])
    # A run of n shared words gives n - 7 shared runs, so short passages show less in runs than in words.
    least = np.minimum(0.5 * least_share * np.minimum(sizes[first], sizes[second]), LEAST_WORDS - 2 * SHINGLE_WORDS)
    enough = shared >= np.maximum(least, 1)
    return list(zip(first[enough].tolist(), second[enough].tolist(), strict=True))


def _covered(runs: Hashes, others: Hashes) -> npt.NDArray[np.bool_]:
    """Which words of a text lie in a run that the other text has too."""
    begins = np.isin(runs, others)
    mask = np.zeros(len(runs) + SHINGLE_WORDS - 1, bool)
    for offset in range(SHINGLE_WORDS):
        mask[offset : offset + len(runs)] |= begins
    return mask


def _longest_common(first: Hashes, second: Hashes) -> tuple[tuple[int, int], tuple[int, int]]:
    """The longest passage that both have, as spans of word numbers (end excluded) in either.

    Runs that a text repeats are matched at their first place in the other.
    """
    order = np.argsort(second, kind="stable")
    position = np.searchsorted(second[order], first)
    found = np.minimum(position, len(second) - 1)
    matched = second[order][found] == first
    place = np.where(matched, order[found], -len(first) - 2)
    diagonal = place - np.arange(len(first))
    steps = matched[1:] & matched[:-1] & (diagonal[1:] == diagonal[:-1])
    begins = np.flatnonzero(matched & ~np.append(False, steps))
    ends = np.flatnonzero(matched & ~np.append(steps, False))
    best = int(np.argmax(ends - begins))
    length = int(ends[best] - begins[best]) + SHINGLE_WORDS
    at_a, at_b = int(begins[best]), int(place[begins[best]])
    return (at_a, at_a + length), (at_b, at_b + length)
