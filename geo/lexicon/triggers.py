"""Words that tell events: verb phrases with their inflections, nouns, and the classes of their objects."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geo.errors import BadLexicon
from geo.lexicon.loading import read_toml, texts

FRAMES = frozenset(
    {
        "takes", "falls", "follows", "expels", "clears", "loses", "leaves", "repels", "hits", "fights", "kills",
        "happens", "flight", "disputed",
    }
)  # fmt: skip
OBJECT_GAP = "~"
ADVERB_GAP = "*"
_VOWELS = frozenset("aeiou")
_DOUBLED = frozenset(
    {
        "cut", "hit", "rid", "quit", "put", "get", "control", "repel", "expel", "stop", "overrun", "win", "grab",
        "begin", "slip", "pit", "beset", "snap", "strip", "run", "let", "drum",
    }
)  # fmt: skip
"""Verbs that double their last consonant before "-ed" and "-ing"."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """A phrase that tells an event of `kind` with its slots filled as `frame` says.

    `rest` are the words after the first, each a choice of word sequences, or one of the gaps `~` (the object) and `*`
    (up to three modifiers). `ground`: the object must be a place or ground. `attack`: the phrase tells of an attack.
    `means`: the kind depends on what was used. `of`: the place follows "of".
    """

    first: str
    rest: tuple[tuple[tuple[str, ...], ...], ...]
    kind: str
    frame: str
    noun: bool = False
    ground: bool = False
    attack: bool = False
    means: bool = False
    of: bool = False

    name: str = field(init=False, compare=False)
    """The phrase as it is written in the lexicon."""
    second: frozenset[str] | None = field(init=False, compare=False)
    """What the second word can be; None where anything can follow the first."""

    def __post_init__(self) -> None:
        phrase = " ".join((self.first, *("|".join(" ".join(words) for words in choice) for choice in self.rest)))
        object.__setattr__(self, "name", phrase)
        opening = {words[0] for words in self.rest[0]} if self.rest else {OBJECT_GAP}
        object.__setattr__(self, "second", None if opening & {OBJECT_GAP, ADVERB_GAP} else frozenset(opening))


@dataclass(frozen=True, slots=True)
class VerbForm:
    """A trigger met in one of its forms: base, s, past, participle, ing."""

    trigger: Trigger
    forms: frozenset[str]


@dataclass(frozen=True, slots=True)
class TriggerTable:
    """All triggers by the first word as it stands in a text (lower case), longest phrases first."""

    verbs: Mapping[str, tuple[VerbForm, ...]] = field(default_factory=dict)
    nouns: Mapping[str, tuple[Trigger, ...]] = field(default_factory=dict)
    ground: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()
    attacks: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    means: Mapping[str, frozenset[str]] = field(default_factory=dict)
    peace: Mapping[str, frozenset[str]] = field(default_factory=dict)
    begins: frozenset[str] = field(init=False, compare=False)
    """The first words of all triggers."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "begins", frozenset(self.verbs) | frozenset(self.nouns))


def load_triggers(verbs: Path, nouns: Path) -> TriggerTable:
    """The triggers of `verbs.toml` and `nouns.toml`. `BadLexicon` names file and key of what breaks the form."""
    verb_tables, noun_tables = read_toml(verbs), read_toml(nouns)
    irregular = {
        str(lemma): texts(forms, path=verbs, key=f"irregular.{lemma}")
        for lemma, forms in verb_tables.get("irregular", {}).items()
    }
    forms: dict[str, list[VerbForm]] = {}
    for row in verb_tables.get("verb", []):
        for phrase in texts(row.get("phrases"), path=verbs, key="verb.phrases"):
            trigger = _trigger(phrase, row, path=verbs, noun=False)
            for form, kinds in inflections(trigger.first, irregular).items():
                forms.setdefault(form, []).append(VerbForm(trigger, kinds))
    heads: dict[str, list[Trigger]] = {}
    for row in noun_tables.get("noun", []):
        for phrase in texts(row.get("words"), path=nouns, key="noun.words"):
            trigger = _trigger(phrase, row, path=nouns, noun=True)
            heads.setdefault(trigger.first, []).append(trigger)
    objects, means = noun_tables.get("objects", {}), noun_tables.get("means", {})
    return TriggerTable(
        verbs={form: tuple(sorted(rows, key=lambda row: -len(row.trigger.rest))) for form, rows in forms.items()},
        nouns={head: tuple(sorted(rows, key=lambda row: -len(row.rest))) for head, rows in heads.items()},
        ground=frozenset(texts(objects.get("ground"), path=nouns, key="objects.ground")),
        things=frozenset(texts(objects.get("things"), path=nouns, key="objects.things")),
        attacks=frozenset(texts(objects.get("attacks"), path=nouns, key="objects.attacks")),
        people=frozenset(texts(objects.get("people"), path=nouns, key="objects.people")),
        peace={
            name: frozenset(texts(words, path=nouns, key=f"peace.{name}"))
            for name, words in noun_tables.get("peace", {}).items()
        },
        means={kind: frozenset(texts(words, path=nouns, key=f"means.{kind}")) for kind, words in means.items()},
    )


def _trigger(phrase: str, row: Mapping[str, Any], *, path: Path, noun: bool) -> Trigger:
    kind, frame, object_ = row.get("kind"), row.get("frame"), row.get("object", "")
    if not isinstance(kind, str) or frame not in FRAMES:
        raise BadLexicon(f"{path.name}: '{phrase}' needs a kind and a frame of {', '.join(sorted(FRAMES))}")
    if object_ not in {"", "ground", "attack"}:
        raise BadLexicon(f"{path.name}: object of '{phrase}' must be 'ground' or 'attack', not {object_!r}")
    words = re.findall(r"\([^)]*\)|\S+", phrase)
    rest = tuple(tuple(tuple(words.split()) for words in part.strip("()").split("|")) for part in words[1:])
    return Trigger(
        first=words[0], rest=rest, kind=kind, frame=str(frame), noun=noun, ground=object_ == "ground",
        attack=object_ == "attack", means=row.get("means") is True, of=row.get("of") is True,
    )  # fmt: skip


def inflections(lemma: str, irregular: Mapping[str, Sequence[str]] | None = None) -> dict[str, frozenset[str]]:
    """The forms of an English verb with the names of what each can be.

    >>> sorted(inflections("seize"))
    ['seize', 'seized', 'seizes', 'seizing']
    >>> sorted(inflections("repel")["repelled"])
    ['participle', 'past']
    """
    if lemma == "be":
        return {
            "be": frozenset({"base"}), "been": frozenset({"participle"}), "being": frozenset({"ing"}),
            **{form: frozenset({"past"}) for form in ("is", "are", "was", "were")},
        }  # fmt: skip
    doubled = lemma in _DOUBLED
    found: dict[str, set[str]] = {lemma: {"base"}}
    found.setdefault(_third_person(lemma), set()).add("s")
    stem = lemma + lemma[-1] if doubled else lemma
    ing = stem[:-1] + "ing" if stem.endswith("e") and not stem.endswith(("ee", "ye")) else stem + "ing"
    found.setdefault(lemma[:-2] + "ying" if lemma.endswith("ie") else ing, set()).add("ing")
    past, participle = (irregular or {}).get(lemma, (_past(stem), _past(stem)))
    found.setdefault(past, set()).add("past")
    found.setdefault(participle, set()).add("participle")
    return {form: frozenset(kinds) for form, kinds in found.items()}


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return stem[:-1] + "ied"
    return stem + "ed"
