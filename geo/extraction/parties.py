"""Who acts behind the words of a frame: general words, "its troops" and pronouns made into parties."""

import re
from collections.abc import Sequence

from geo.extraction.actors import ActorReader
from geo.extraction.cited_parties import CitedParties
from geo.extraction.citing_chains import Citation
from geo.extraction.clauses import in_preposition
from geo.extraction.coreference import Discourse
from geo.extraction.frame import Frame
from geo.extraction.function_words import BACKED, QUOTE_MARKS
from geo.extraction.units import CITED, NATION, PARTY, Unit
from geo.lexicon import Actor
from geo.model import Kind

CONTEXT_KINDS = frozenset({Kind.CASUALTIES, Kind.CLASH, Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING})
"""What is told of the place and the parties that a text is at, without naming them again."""
_OPENING_REACH = 3
_QUOTED_REACH = 5
_OWNING = frozenset({"its", "their", "his"})
_OWN_FORCES = frozenset(
    {"troops", "forces", "fighters", "soldiers", "units", "our troops", "our forces", "our fighters"}
)
_FORMATIONS = frozenset({"army", "division", "brigade", "regiment", "corps", "battalion", "division's", "brigades"})
_FORMATION_REACH = 4
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_MANY = frozenset(
    {"troops", "forces", "fighters", "soldiers", "rebels", "militants", "insurgents", "separatists", "units"}
)
"""Last words of parties that are "they", not "it"."""


class PartyReader:
    """Names the parties of one article's frames, by what the article has said so far."""

    def __init__(self, actors: ActorReader, cited: CitedParties, discourse: Discourse) -> None:
        self._actors = actors
        self._cited = cited
        self._discourse = discourse
        self._units: Sequence[Unit] = ()
        self._citations: Sequence[Citation] = ()
        self._speakers: list[str] = []

    def begin(self, units: Sequence[Unit], citations: Sequence[Citation] = ()) -> None:
        """Go on to a sentence, with who is cited for it."""
        self._units = units
        self._citations = citations
        self._speakers = [citation.name for citation in citations[:1]]

    def opening(self) -> list[Actor]:
        """The named party that the sentence opens with, whom the pronouns of the next one may mean."""
        for k, unit in enumerate(self._units[:_OPENING_REACH]):
            if unit.tag == PARTY and unit.actor is not None and not unit.actor.role:
                return [] if in_preposition(self._units, k) else [unit.actor]
        return []

    def _speaker(self) -> Actor | None:
        """The party that whoever is cited for the sentence speaks for."""
        return next((party for name in self._speakers if (party := self._cited.party(name)) is not None), None)

    def named(self, units: Sequence[Unit]) -> list[Actor]:
        """The actors that the parties of a slot mean, in order, none twice."""
        found: list[Actor] = []
        for unit in units:
            if unit.actor is None or (unit.tag == NATION and len(units) > 1 and unit is not units[0]):
                continue
            actor = self._owned(unit) or self._of_speaker(unit) or self._actors.resolve(unit.actor, unit.text)
            if actor not in found:
                found.append(actor)
        return found

    def _owned(self, unit: Unit) -> Actor | None:
        """Whose "its troops" are: the party named before in the sentence, else who acted last."""
        if unit.actor is None or unit.actor.role not in {"forces", "fighters", "government"}:
            return None
        at = self._units.index(unit)
        if unit.low in {"force", "the force"} and (unit.low != "force" or (at and self._units[at - 1].low == "the")):
            return self._actors.last_armed()  # who was named before, and not the army of the country
        if "our" in {unit.low.split()[0], self._units[at - 1].low if at else ""}:
            return self._speaker()
        owning = at > 0 and self._units[at - 1].low in _OWNING
        if not owning and unit.low.split()[0] not in _OWNING:
            return None
        owners = [other.actor for other in self._units[:at] if other.actor is not None and other.tag in (PARTY, CITED)]
        if owners:
            # "rebels took X, and the ministry admitted that its units had left": whoever is cited last owns them
            near = next((other for other in reversed(self._units[:at]) if other.actor in owners), None)
            cited = near is not None and near.tag == CITED
            return self._actors.resolve(near.actor if cited and near is not None and near.actor else owners[0])
        return self._discourse.last_actor()

    def is_formation(self, unit: Unit) -> bool:
        """Whether a party is a numbered unit whose nation is not said: "the 98th Airborne Division"."""
        if unit.actor is None or not unit.actor.role or unit.low not in _FORMATIONS:
            return False
        at = self._units.index(unit)
        return any(_ORDINAL.fullmatch(other.low) for other in self._units[max(0, at - _FORMATION_REACH) : at])

    def _of_speaker(self, unit: Unit) -> Actor | None:
        """Whose bare "troops" are that a party tells of: "a Houthi spokesman said troops had taken X" means its own."""
        if unit.low not in _OWN_FORCES or unit.actor is None or not unit.actor.role:
            return None
        said = next((one for one in reversed(self._citations) if one.end <= unit.start), None)
        speaker = self._cited.party(said.name) if said is not None else None
        return speaker if speaker is not None and not speaker.role and self._actors.is_armed(speaker) else None

    def behind_pronoun(
        self, pronoun: str, frame: Frame, units: Sequence[Unit], citations: Sequence[Citation]
    ) -> list[Actor]:
        """Who "it" or "they" is: the speaker of "the army said it ..", else who was told to act last."""
        if pronoun in {"group", "we"}:
            last_armed = self._actors.last_armed(besides=self.named(frame.opponents))
            meant = last_armed if pronoun == "group" else self._speaker() or self._behind_quote(frame.last)
            return [meant] if meant is not None else []
        here = units[frame.index].start
        for unit in units[: frame.index] if pronoun in {"it", "they"} else ():
            said = next((one for one in citations if one.start <= unit.start and unit.end <= one.end <= here), None)
            if said is None or unit.actor is None or unit.tag != CITED:
                continue
            if not self._is_passed(said, pronoun, frame):
                whole = self._cited.party(self._cited.whole_name(said.name)) if unit.actor.role else None
                return [whole or self._actors.resolve(unit.actor)]
        foes = self.named(frame.opponents)
        agents: list[Actor] = []
        for k, unit in enumerate(units[: frame.index]):
            governed = in_preposition(units, k)
            if pronoun == "it" and unit.low.rpartition(" ")[2] in _MANY:
                continue  # troops are "they"
            if unit.tag == PARTY and unit.actor is not None and governed in {"", "by"}:
                named = self._owned(unit) or self._actors.resolve(unit.actor, unit.text)
                if named not in foes and not governed:
                    return [named]
                if named not in foes and not any(word.low in BACKED for word in units[max(0, k - 4) : k]):
                    agents.append(named)
        if agents:
            return agents[-1:]
        if frame.trigger.kind in CONTEXT_KINDS:
            return []
        last = self._discourse.last_actor(besides=foes)
        return [last] if last is not None else []

    def _behind_quote(self, last: int) -> Actor | None:
        """The party that whoever is quoted belongs to: '"We took it," a rebel commander, Colonel Saleh, told us'."""
        units = self._units
        close = next((k for k in range(last + 1, len(units)) if units[k].low in QUOTE_MARKS), len(units))
        near = units[close + 1 : close + _QUOTED_REACH]
        return next((self._actors.resolve(u.actor, u.text) for u in near if u.tag in (PARTY, CITED) and u.actor), None)

    def _is_passed(self, said: Citation, pronoun: str, frame: Frame) -> bool:
        """Whether a party stands nearer to "it" than the speaker: "the army said, handing Moscow its gain since it"."""
        for k in range(frame.index - 1, 0, -1):
            unit = self._units[k]
            if unit.start < said.end or pronoun != "it":
                return False
            if unit.tag == PARTY and not in_preposition(self._units, k):
                return unit.low.rpartition(" ")[2] not in _MANY
        return False
