"""Cues of stance and of citing, as the files `stance.toml` and `attribution.toml` give them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

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
    sources: Mapping[str, str] = field(default_factory=dict)


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
    sources = {}
    for row in tables.get("source", []):
        for name in texts(row.get("names"), path=path, key="source.names"):
            sources[name.lower()] = str(row.get("name"))
    return CitingCues(
        say=frozenset(texts(verbs.get("say"), path=path, key="verbs.say")),
        not_speech=frozenset(texts(verbs.get("not_speech"), path=path, key="verbs.not_speech")),
        cite=tuple(tuple(words.split()) for words in texts(verbs.get("cite"), path=path, key="verbs.cite")),
        again=frozenset(texts(tables.get("again", {}).get("words"), path=path, key="again.words")),
        speakers=frozenset(texts(tables.get("speakers", {}).get("words"), path=path, key="speakers.words")),
        sources=sources,
    )
