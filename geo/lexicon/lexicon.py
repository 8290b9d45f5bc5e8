"""The lexicon: every actor and rule of language of a run, and the questions asked of them."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

from geo.errors import BadLexicon
from geo.lexicon.actors import Actor, ActorMatch, ActorName, Country, Part
from geo.lexicon.cues import CitingCues, StanceCues, load_citing, load_stance
from geo.lexicon.finder import PRIORITY, Entry, Phrase, PhraseFinder
from geo.lexicon.loading import ConflictFile, conflict_file
from geo.lexicon.sides import Sides, merged_sides
from geo.lexicon.triggers import TriggerTable, load_triggers
from geo.resources import data_path

LANGUAGE_FILES = ("verbs", "nouns", "stance", "attribution", "dates", "cues_*")
"""Names (or patterns) of the files in `data/lexicon` that hold rules of language, not actors."""

_LANGUAGE = tuple(f"{name}.toml" for name in LANGUAGE_FILES)
_ROLE_NAMES = {
    "government": "{} government", "rebels": "{} rebels", "militants": "{} militants", "separatists": "{} separatists",
    "kurds": "Kurdish forces", "coalition": "Coalition", "fighters": "{} fighters", "forces": "{} government",
}  # fmt: skip
_STATE_ROLES = frozenset({"government", "forces"})
_ROLE_SIDES = {"government": "government", "forces": "government", "rebels": "opposition", "fighters": "opposition"}


class Lexicon:
    """Actors, countries and general words, with a finder over all their names, and the rules of language."""

    def __init__(
        self,
        files: Sequence[ConflictFile],
        *,
        triggers: TriggerTable | None = None,
        stance: StanceCues | None = None,
        citing: CitingCues | None = None,
    ) -> None:
        self.triggers = triggers or TriggerTable()
        self.stance = stance or StanceCues()
        self.citing = citing or CitingCues()
        self.actors = _merged(files)
        self.sides: Sides = merged_sides(file.sides for file in files)
        self.countries: Mapping[str, Country] = {country.code: country for file in files for country in file.countries}
        self.capital_of = {row.capital.lower(): code for code, row in self.countries.items() if row.capital}
        self.capitals = frozenset(self.capital_of)
        self._by_name: dict[str, Actor] = {}
        for actor in self.actors:
            self._by_name.setdefault(actor.name.lower(), actor)
        for actor in self.actors:
            for other in actor.names:
                self._by_name.setdefault(other.text.lower(), actor)
        self._meant = {(role, file.country): self._actors_meant(file, role) for file in files for role in file.roles}
        self._roles = self._roles_in(None)
        self._in_years: dict[int, Lexicon] = {}
        self._generic = {role: Actor(name=role, role=role) for role in _ROLE_NAMES}
        self._finder = PhraseFinder(_entries(files, self.actors))

    def actor(self, name: str) -> Actor | None:
        """The actor of that canonical or other name, or None."""
        return self._by_name.get(name.lower())

    def actor_in(self, role: str, country: str) -> Actor | None:
        """Whom a general word means in a country: `actor_in("rebels", "SY")`; None where the country is unknown."""
        named = self._roles.get((role, country))
        known = self.countries.get(country)
        if named is not None or known is None:
            return named
        demonym = known.demonyms[0] if known.demonyms else known.name
        name = known.state if known.state and role in _STATE_ROLES else _ROLE_NAMES[role].format(demonym)
        return self._by_name.get(name.lower()) or Actor(name=name, side=_ROLE_SIDES.get(role, ""), country=country)

    def _actors_meant(self, file: ConflictFile, role: str) -> tuple[tuple[ActorName, Actor], ...]:
        """Whom a general word means by a conflict's file, with the years in which it does, first match first."""
        found = []
        for name in file.roles[role]:
            actor = self._by_name.get(name.text.lower())
            if actor is None:
                where = f"{file.path.name}: roles.{role}"
                raise BadLexicon(f"{where} names '{name.text}', which is no actor of the lexicon")
            found.append((name, actor))
        return tuple(found)

    def _roles_in(self, year: int | None) -> dict[tuple[str, str], Actor]:
        """Whom general words mean in a year; without one in the latest."""
        return {
            key: next((actor for name, actor in reversed(meant) if _is_used(name, year)), meant[-1][1])
            for key, meant in self._meant.items()
            if meant
        }

    def in_year(self, year: int | None) -> "Lexicon":
        """This lexicon with what general words meant in a year: "the government" in Libya in 2011 was Gaddafi's."""
        if year is None:
            return self
        if year not in self._in_years:
            then = copy(self)
            then._roles = self._roles_in(year)
            self._in_years[year] = then if then._roles != self._roles else self
        return self._in_years[year]

    def find_phrases(self, text: str, *, offset: int = 0) -> list[Phrase]:
        """Every noun phrase of a party, country or people in `text`, backers and holders ("ISIS-held") told apart.

        Offsets count from `offset`, where `text` begins.
        """
        return self._finder.phrases(text, offset)

    def find_actors(self, text: str, *, country: str = "", offset: int = 0) -> list[ActorMatch]:
        """The parties named in `text`. A bare general word ("rebels") gives an actor with `role` set.

        `country` (ISO 3166 alpha-2) chooses between parties that share a name. Offsets count from `offset`.
        """
        found = []
        for phrase in self.find_phrases(text, offset=offset):
            actor = self.actor_of(phrase, country=country)
            if actor is not None:
                found.append(ActorMatch(phrase.start, phrase.end, actor))
        return found

    def actor_of(self, phrase: Phrase, *, country: str = "") -> Actor | None:
        """The party that a phrase names; None for countries, peoples, backers and holders."""
        if phrase.part is Part.ACTOR:
            return self._common(phrase, country) or self.named(phrase, country=country)
        if phrase.part in (Part.WORD, Part.FORCE):
            return (self.actor_in(phrase.role, phrase.country) if phrase.country else None) or self._generic[
                phrase.role
            ]
        return None

    def holder_of(self, phrase: Phrase, *, country: str = "") -> Actor | None:
        """Who has the place in a phrase such as "ISIS-held" or "government-controlled"."""
        if phrase.actors:
            return self._common(phrase, country) or self.named(phrase, country=country)
        if phrase.role:
            return self._generic[phrase.role]
        return self.actor_in("government", phrase.country) if phrase.country else None

    def _common(self, phrase: Phrase, country: str) -> Actor | None:
        """The general party that a name of common words is in another country: "resistance fighters" outside Yemen."""
        if not phrase.role or not phrase.actors or any(actor.country == country for actor in phrase.actors):
            return None
        return self._generic[phrase.role]

    @staticmethod
    def named(phrase: Phrase, *, country: str = "") -> Actor | None:
        """The named actor of a phrase, the one of `country` where several share the name."""
        if not phrase.actors:
            return None
        return next((actor for actor in phrase.actors if country and actor.country == country), phrase.actors[0])


def load_lexicon(paths: Sequence[Path] | None = None) -> Lexicon:
    """The lexicon of `paths`, by default of every file in `data/lexicon`; the rules of language come from there.

    A later file adds names to an actor of an earlier one. `BadLexicon` names the file and key of what is wrong.
    """
    if paths is None:
        paths = sorted(data_path("lexicon").glob("*.toml"), key=lambda path: (path.stem != "general", path.stem))
    rules = data_path("lexicon")
    return Lexicon(
        [conflict_file(path) for path in paths if not any(map(path.match, _LANGUAGE))],
        triggers=load_triggers(rules / "verbs.toml", rules / "nouns.toml"),
        stance=load_stance(rules / "stance.toml"),
        citing=load_citing(rules / "attribution.toml"),
    )


def _is_used(name: ActorName, year: int | None) -> bool:
    return year is None or ((name.since or year) <= year <= (name.until or year))


def _merged(files: Sequence[ConflictFile]) -> tuple[Actor, ...]:
    actors: dict[str, Actor] = {}
    for file in files:
        for actor in file.actors:
            known = actors.get(actor.name)
            actors[actor.name] = actor if known is None else replace(known, names=(*known.names, *actor.names))
    return tuple(actors.values())


def _entries(files: Sequence[ConflictFile], actors: Sequence[Actor]) -> Iterator[Entry]:
    for actor in actors:
        for name in (ActorName(actor.name), *actor.names):
            since = name.since or actor.since or 0
            role = _common_role(name.text, files)
            entry = Entry(name.text, Part.ACTOR, (actor,), role=role, country=actor.country, since=since)
            yield from _spellings(name.text, entry)
    for file in files:
        for country in file.countries:
            yield from _spellings(country.name, Entry(country.name, Part.COUNTRY, country=country.code))
            if country.capital:
                yield from _spellings(country.capital, Entry(country.capital, Part.CAPITAL, country=country.code))
            for demonym in country.demonyms:
                yield from _spellings(demonym, Entry(demonym, Part.DEMONYM, country=country.code))
        for role, words in file.words.items():
            part = Part.FORCE if role in {"forces", "fighters"} else Part.WORD
            for word in words:
                yield from _spellings(word, Entry(word, part, role=role))
        for word in file.fillers:
            yield Entry(word, Part.FILLER)


def _common_role(name: str, files: Sequence[ConflictFile]) -> str:
    """The role of a name without a capital, by the general words in it; "" for a proper name."""
    if name != name.lower():
        return ""
    words = set(name.replace("-", " ").split())
    roles = {role for file in files for role, general in file.words.items() if words & set(general)}
    return next((role for role in PRIORITY if role in roles), "fighters")


def _spellings(text: str, entry: Entry) -> Iterator[Entry]:
    """`entry` with its case rule, and the spelling of its genitive where a text has lost its apostrophes."""
    proper = text != text.lower()
    exact = text.isupper() and len(text) <= 3 and text.isalpha()
    yield replace(entry, proper=proper, exact=exact)
    if proper and not exact and len(text) > 3 and text[-1] != "s":
        yield replace(entry, text=text + "s", proper=True)
