"""Cues of stance and of citing, as the files `stance.toml` and `attribution.toml` give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import ahocorasick

from geo.lexicon.finder import fold_text
from geo.lexicon.loading import read_toml, texts


@dataclass(frozen=True, slots=True)
class StanceCues:
    """Words that say an event is planned, hypothetical, denied or failed; the scopes are those of the file."""

    modals: Mapping[str, str] = field(default_factory=dict)
    governors: Mapping[str, str] = field(default_factory=dict)
    unreal: Mapping[tuple[str, ...], str] = field(default_factory=dict)
    adjectives: Mapping[str, str] = field(default_factory=dict)
    conditional: frozenset[tuple[str, ...]] = frozenset()
    denial: frozenset[str] = frozenset()
    negation: frozenset[str] = frozenset()
    plans: frozenset[str] = frozenset()
    phrases: Mapping[tuple[str, ...], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CitingCues:
    """Words that cite: reporting verbs, "according to", short names of sources, heads that mean the last one."""

    say: frozenset[str] = frozenset()
    not_speech: frozenset[str] = frozenset()
    cite: tuple[tuple[str, ...], ...] = ()
    again: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    monitor_words: frozenset[str] = frozenset()
    monitors: frozenset[str] = frozenset()
    sources: "SourceFinder | None" = None


class SourceFinder:
    """Finds the known names of agencies, monitors and offices in a text; `names` gives their short names."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for name, short in names.items():
            self._automaton.add_word(fold_text(name), (name, short))
        if names:
            self._automaton.make_automaton()
        self._empty = not names

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """`(start, end, short name)` of every known source named in `text`, longest first where they overlap.

        >>> SourceFinder({"Reuters": "Reuters"}).find("they told Reuters")
        [(10, 17, 'Reuters')]
        """
        if self._empty:
            return []
        folded = fold_text(text)
        found = []
        for last, (name, short) in self._automaton.iter(folded):
            start, end = last + 1 - len(name), last + 1
            whole = not (start and folded[start - 1].isalnum()) and not (end < len(folded) and folded[end].isalnum())
            if whole and (text[start:end] != folded[start:end] or " " in name):
                found.append((start, end, short))
        found.sort(key=lambda row: (row[0], -row[1]))
        kept: list[tuple[int, int, str]] = []
        for row in found:
            if not kept or row[0] >= kept[-1][1]:
                kept.append(row)
        return kept


def load_stance(path: Path) -> StanceCues:
    """The cues of `stance.toml`. `BadLexicon` names file and key of what breaks the form."""
    tables = read_toml(path)

    def table(name: str) -> dict[str, str]:
        rows = tables.get(name, {})
        return {word: stance for stance in rows for word in texts(rows[stance], path=path, key=f"{name}.{stance}")}

    def clause(key: str) -> tuple[str, ...]:
        return texts(tables.get("clauses", {}).get(key), path=path, key=f"clauses.{key}")

    return StanceCues(
        modals=table("modals"),
        governors=table("governors"),
        unreal={tuple(words.split()): stance for words, stance in table("unreal").items()},
        adjectives=table("adjectives"),
        conditional=frozenset(tuple(words.split()) for words in clause("conditional")),
        denial=frozenset(clause("denial")),
        negation=frozenset(clause("negation")),
        plans=frozenset(clause("plans")),
        phrases={tuple(words.split()): stance for words, stance in table("phrases").items()},
    )


def load_citing(path: Path) -> CitingCues:
    """The cues of `attribution.toml`. `BadLexicon` names file and key of what breaks the form."""
    tables = read_toml(path)
    verbs = tables.get("verbs", {})
    sources: dict[str, str] = {}
    for row in tables.get("source", []):
        for name in texts(row.get("names"), path=path, key="source.names"):
            sources[name] = str(row.get("name"))
    return CitingCues(
        say=frozenset(texts(verbs.get("say"), path=path, key="verbs.say")),
        not_speech=frozenset(texts(verbs.get("not_speech"), path=path, key="verbs.not_speech")),
        cite=tuple(tuple(words.split()) for words in texts(verbs.get("cite"), path=path, key="verbs.cite")),
        again=frozenset(texts(tables.get("again", {}).get("words"), path=path, key="again.words")),
        speakers=frozenset(texts(tables.get("speakers", {}).get("words"), path=path, key="speakers.words")),
        monitor_words=frozenset(texts(tables.get("monitors", {}).get("words"), path=path, key="monitors.words")),
        monitors=frozenset(texts(tables.get("monitors", {}).get("names"), path=path, key="monitors.names")),
        sources=SourceFinder(sources),
    )
