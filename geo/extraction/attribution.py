"""Whom a sentence cites: "SOHR said", "according to the ministry", "told Reuters", and "it said" for the last one."""

from collections.abc import Sequence

from geo.extraction.citing_chains import CARRIED, Citation, chained, link
from geo.extraction.function_words import BE, DETERMINERS, PREPOSITIONS, PRONOUNS, QUOTE_MARKS, words
from geo.extraction.speakers import LONGEST_NAME, Speaker, SpeakerReader
from geo.extraction.units import CITED, DATE, WORD, Unit
from geo.lexicon.cues import CitingCues

_OUTLET_REACH = 45
LONGEST_HEADLINE = 28
"""Units past which a line with a colon is prose."""
LONGEST_HEADLINE_NAME = 5
_OWN_NAMES = words(
    """source sources official officials spokesman spokesperson spokeswoman commander activist activists officer general
    minister ministry governor"""
)
"""What stands for whoever spoke last, and is a name of its own kind where nobody spoke."""
_BARE = frozenset(
    {"source", "sources", "official", "officials", "spokesman", "spokeswoman", "commander", "activist", "activists"}
)
_REPORTERS = frozenset({"correspondent", "correspondents", "reporter", "reporters", "journalist", "journalists"})
_INVERTED = frozenset({"said", "says"})
_PLAIN = frozenset({"said", "added", "says", "reported"})


def mark_cited(units: Sequence[Unit], citations: Sequence[Citation]) -> None:
    """Set the tag of the units that name who is cited, so that the reader of frames passes over them."""
    for citation in citations:
        for unit in units:
            if citation.start <= unit.start and unit.end <= citation.end and unit.tag != DATE:
                unit.tag = CITED


_TIMES = frozenset({"after", "before", "while", "when", "until", "though", "although", "whereas"})


def cited_for(citations: Sequence[Citation], offset: int) -> str | None:
    """Who is cited for what is told at `offset`: the nearest citation before it, else the first after it."""
    before = [citation for citation in citations if citation.start <= offset]
    after = [citation for citation in citations if citation.start > offset and not citation.in_clause]
    chosen = before[-1] if before else after[0] if after else None
    return chosen.name if chosen is not None else None


def _opens_clause_of_time(units: Sequence[Unit], speaker: Speaker) -> bool:
    """Whether "after", "while" and the like stand right before a speaker: what comes before is not its telling."""
    before = [unit.low for unit in units if unit.end <= speaker.start and unit.low not in DETERMINERS][-1:]
    return bool(before) and before[0].split()[-1] in _TIMES


class CitationReader:
    """Finds the citations of an article's sentences in order, and remembers the last one."""

    def __init__(self, cues: CitingCues, text: str) -> None:
        self._cues = cues
        known = cues.sources.find(text) if cues.sources is not None else []
        self._text = text
        self._speakers = SpeakerReader(cues, text, known)
        self._monitor = next((name for _, _, name in known if name in cues.monitors), "")
        self._openers: dict[str, list[tuple[str, ...]]] = {}
        for cue in cues.cite:
            self._openers.setdefault(cue[0], []).append(tuple(cue))
        self._telling = cues.say | _REPORTERS | frozenset(self._openers) | {"pointed"}
        self._last = ""

    def citations(self, units: Sequence[Unit]) -> list[Citation]:
        """The citations of a sentence, in order."""
        found: list[Citation] = []
        telling = self._telling
        for k in [k for k, unit in enumerate(units) if unit.low in telling and unit.tag == WORD]:
            unit = units[k]
            speaker = None
            if self._speaks(units, k):
                speaker = self._said(units, k)
            elif unit.low in _REPORTERS:
                speaker = self._speakers.known_before(unit)
            if speaker is None and (length := self._cites(units, k)):
                speaker = self._speakers.after(units, k + length)
            if speaker is None:
                continue
            name = self._name(speaker)
            if name:
                found.append(Citation(name, speaker.start, speaker.end, _opens_clause_of_time(units, speaker)))
                self._last = name
        found = chained(sorted(found, key=lambda citation: citation.start), self._text)
        if not found:
            found = self._in_headline(units)
        if found:
            self._last = found[-1].name
        return found

    def _speaks(self, units: Sequence[Unit], k: int) -> bool:
        low = units[k].low
        if low == "pointed":
            return k + 1 < len(units) and units[k + 1].low == "out"
        return low in self._cues.say and not self._is_noun(units, k)

    def _in_headline(self, units: Sequence[Unit]) -> list[Citation]:
        """The speaker that a headline names at one end: "Ministry: army takes Kula", "Army takes Kula: monitor"."""
        colons = [k for k, unit in enumerate(units[:LONGEST_HEADLINE]) if unit.low == ":"]
        if not colons or len(units) > LONGEST_HEADLINE:
            return []
        ends = units[colons[-1] + 1 :]
        for phrase in (ends[:-1] if ends and ends[-1].low in {".", "!"} else ends, units[: colons[0]]):
            if 0 < len(phrase) <= LONGEST_HEADLINE_NAME and (speaker := self._speakers.named(phrase)) is not None:
                name = self._name(speaker)
                return [Citation(name, speaker.start, speaker.end)] if name else []
        return []

    def _cites(self, units: Sequence[Unit], k: int) -> int:
        """The number of words of a phrase like "according to" at `k`, 0 where none stands there."""
        for cue in self._openers.get(units[k].low, ()):
            if len(cue) == 1 or tuple([unit.low for unit in units[k : k + len(cue)]]) == cue:
                return len(cue)
        return 0

    def _name(self, speaker: Speaker) -> str:
        if speaker.again:
            own = speaker.name.lower().removeprefix("the ")
            return self._last or (speaker.name.removeprefix("the ").removeprefix("The ") if own in _OWN_NAMES else "")
        if speaker.name.lower() in self._cues.monitor_words:
            return self._monitor or self._last or speaker.name
        return speaker.name

    def _said(self, units: Sequence[Unit], k: int) -> Speaker | None:
        verb, speakers = units[k], self._speakers
        if k and units[k - 1].low in BE:
            by = k + 1 < len(units) and units[k + 1].low == "by"
            return speakers.after(units, k + 2) if by else self._was_quoted(units, k)
        speaker = speakers.before(units, k)
        if verb.low.endswith("ing") and verb.low not in {"quoting", "citing"}:
            after_with = speaker is not None and not speaker.again and self._stands_behind_with(units, speaker)
            return speaker if after_with else Speaker(verb.text, verb.start, verb.end, again=True)
        if speaker is not None and (chain := self._chain(units, k, speaker)) is not None:
            return chain
        short = len(units) - k <= LONGEST_NAME and (speaker is None or _is_agent(units, k))
        ends = verb.low in _INVERTED and (short or self._opens_tail(units, k) or self._ends_in_a_name(units, k))
        if ends or (speaker is None and verb.low in _PLAIN):
            return speakers.after(units, k + 1) or (None if self._opens_tail(units, k) else speaker)
        return speaker

    def _chain(self, units: Sequence[Unit], k: int, speaker: Speaker) -> Speaker | None:
        """The speaker with whom its verb names besides: told whom, quoted whom, carried by whom; None for nobody."""
        verb = units[k]
        if verb.low == "told":
            return self._told(speaker, verb)
        if verb.low == "quoted":
            return self._quoted(units, k, speaker)
        return None if speaker.again else self._carried_by(verb, speaker)

    def _stands_behind_with(self, units: Sequence[Unit], speaker: Speaker) -> bool:
        """ "With the Observatory saying": the speaker is new."""
        before = [unit.low for unit in units if unit.end <= speaker.start][-2:]
        return before[-1:] == ["with"] or (before[:1] == ["with"] and before[-1] in DETERMINERS)

    def _was_quoted(self, units: Sequence[Unit], k: int) -> Speaker | None:
        """ "Konashenkov was quoted as saying by TASS": the speaker, with the agency where one is named."""
        speaker = self._speakers.before(units, k) if units[k].low in {"quoted", "cited"} else None
        if speaker is None or speaker.again:
            return None
        for n in range(k + 1, min(k + 5, len(units))):
            if units[n].low == "by" and (agency := self._speakers.after(units, n + 1)) is not None:
                return Speaker(link(speaker.name, agency.name), speaker.start, agency.end)
        return speaker

    def _carried_by(self, verb: Unit, speaker: Speaker) -> Speaker | None:
        """ "The command said in a statement carried by SANA": the speaker with the agency."""
        words = CARRIED.match(self._text, verb.end)
        agency = self._speakers.known_after(words.end(), 5) if words else None
        return Speaker(link(speaker.name, agency.name), speaker.start, agency.end) if agency else None

    def _told(self, speaker: Speaker, verb: Unit) -> Speaker:
        """ "A military source told Sputnik": both, the speaker first."""
        outlet = self._speakers.known_after(verb.end, _OUTLET_REACH)
        if outlet is None or speaker.again or outlet.name == speaker.name:
            return speaker
        low = speaker.name.lower()
        named = f"{low if low in _BARE else speaker.name} ({outlet.name})"
        name = f"{outlet.name} {low}" if low in {"source", "sources"} else named
        return Speaker(name, speaker.start, outlet.end)

    def _quoted(self, units: Sequence[Unit], k: int, speaker: Speaker) -> Speaker:
        """ "FARS quoted a military source as saying": the speaker with the agency."""
        quoted = self._speakers.after(units, k + 1, known=False)
        if quoted is None or quoted.again:
            return speaker
        agency = self._name(speaker)
        name = f"{quoted.name} ({agency})" if agency else quoted.name
        return Speaker(name, speaker.start, quoted.end)

    def _opens_tail(self, units: Sequence[Unit], k: int) -> bool:
        """Whether the verb at `k` opens a tail with its speaker: "..., said Ali Omar", "..., said the army"."""
        closed = k > 0 and (units[k - 1].low == "," or units[k - 1].low in QUOTE_MARKS)
        if not closed or k + 1 >= len(units):
            return False
        if units[k + 1].text[:1].isupper():
            return True
        speaker = self._speakers.after(units, k + 1)
        rest = [unit.low for unit in units if speaker is not None and unit.start >= speaker.end]
        return speaker is not None and (not rest or rest[0] in {".", ",", ";", "on", "in"})

    def _ends_in_a_name(self, units: Sequence[Unit], k: int) -> bool:
        """Whether nothing but a known source follows: "killed two soldiers said director Abdel Rahman"."""
        rest = units[k + 1 :]
        if len(rest) > LONGEST_NAME or self._speakers.known_after(units[k].end, _OUTLET_REACH) is None:
            return False
        return all(u.low == "." or u.text[:1].isupper() or u.low in self._cues.speakers for u in rest)

    def _is_noun(self, units: Sequence[Unit], k: int) -> bool:
        """Whether "reports", "claims" and the like are nouns there: "rejected reports that", "the claims"."""
        if units[k].low not in self._cues.not_speech:
            return False
        if k + 1 < len(units) and units[k + 1].low in self._cues.say:
            return True
        if k == 0 or units[k - 1].tag != WORD:
            return False
        before = units[k - 1].low
        if before in PRONOUNS:
            return False
        return before in DETERMINERS or before in PREPOSITIONS or before.endswith(("ed", "ing", "ny", "nies"))


def _is_agent(units: Sequence[Unit], k: int) -> bool:
    """Whether the noun phrase before the verb at `k` belongs to a passive: "was seized by the rebels said"."""
    return any(unit.low == "by" and unit.tag == WORD for unit in units[max(0, k - 4) : k])
