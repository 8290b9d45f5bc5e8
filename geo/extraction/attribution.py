"""Whom a sentence cites: "SOHR said", "according to the ministry", "told Reuters", and "it said" for the last one."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.extraction.function_words import DETERMINERS, PREPOSITIONS, PRONOUNS, SUBORDINATORS, is_adverb, is_auxiliary
from geo.extraction.units import CITED, DATE, NATION, PARTY, PLACE, WORD, Unit
from geo.lexicon.cues import CitingCues

_NEAR = 45
_LONGEST = 9
_GENERIC = frozenset(
    {
        "source",
        "sources",
        "official",
        "officials",
        "spokesman",
        "spokeswoman",
        "commander",
        "activist",
        "activists",
        "he",
        "she",
    }
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A source cited at `start:end` of the article, by its short name; `again` where a word stands for the last one."""

    name: str
    start: int
    end: int
    again: bool = False


def mark_cited(units: Sequence[Unit], citations: Sequence[Citation]) -> None:
    """Set the tag of the units that name who is cited, so that the reader of frames passes over them."""
    for citation in citations:
        for unit in units:
            if citation.start <= unit.start and unit.end <= citation.end and unit.tag != DATE:
                unit.tag = CITED


class CitationReader:
    """Finds the citations of sentences and remembers the last one of an article."""

    def __init__(self, cues: CitingCues) -> None:
        self._cues = cues
        names = sorted(cues.sources, key=len, reverse=True)
        self._known = (
            re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, names)) + r")(?!\w)", re.IGNORECASE) if names else None
        )
        self._last = ""

    def citations(self, units: Sequence[Unit], text: str, start: int) -> list[Citation]:
        """The citations of a sentence that is `text` and begins at `start`, in order."""
        known = self._names(text, start)
        found: list[Citation] = []
        for k, unit in enumerate(units):
            if unit.tag != WORD:
                continue
            citation = None
            if unit.low in self._cues.say and not self._is_noun(units, k):
                citation = self._said(units, k, known, text, start)
            elif any(
                tuple(u.low for u in units[k : k + len(words)]) == words
                for words in self._cues.cite
                if words[0] == unit.low
            ):
                length = next(
                    len(w)
                    for w in self._cues.cite
                    if w[0] == unit.low and tuple(u.low for u in units[k : k + len(w)]) == w
                )
                citation = self._after(units, k + length, known, text, start)
            if citation is not None:
                if citation.again and not self._last:
                    continue
                name = self._last if citation.again else citation.name
                found.append(Citation(name, citation.start, citation.end, citation.again))
                self._last = name
        return found

    def _names(self, text: str, start: int) -> list[Citation]:
        if self._known is None:
            return []
        return [
            Citation(self._cues.sources[m.group().lower()], start + m.start(), start + m.end())
            for m in self._known.finditer(text)
            if m.group()[:1].isupper() or " " in m.group()
        ]

    def _said(self, units: Sequence[Unit], k: int, known: Sequence[Citation], text: str, start: int) -> Citation | None:
        verb = units[k]
        speaker = self._before(units, k, known, text, start)
        if (
            verb.low in {"said", "says"}
            and len(units) - k <= _LONGEST
            and (speaker is None or self._is_agent(units, k))
        ):
            return self._after(units, k + 1, known, text, start) or speaker
        if verb.low in {"told", "quoted"} and speaker is not None:
            outlet = next((c for c in known if 0 <= c.start - verb.end < _NEAR), None)
            if verb.low == "told" and outlet is not None and outlet.name != speaker.name and not speaker.again:
                bare = speaker.name.lower() in _GENERIC
                name = f"{outlet.name} {speaker.name.lower()}" if bare else f"{speaker.name} ({outlet.name})"
                return Citation(name, speaker.start, outlet.end)
            if verb.low == "quoted":
                quoted = self._after(units, k + 1, [], text, start)
                if quoted is not None and quoted.name.lower() not in {"as"}:
                    agency = speaker.name if not speaker.again else self._last
                    return Citation(f"{quoted.name} ({agency})" if agency else quoted.name, speaker.start, quoted.end)
        if speaker is None and verb.low in {"said", "added", "says", "told", "reported"}:
            return self._after(units, k + 1, known, text, start)
        return speaker

    def _is_noun(self, units: Sequence[Unit], k: int) -> bool:
        """Whether "reports", "claims" and the like are nouns there: "rejected reports that", "the claims"."""
        if units[k].low not in self._cues.not_speech or k == 0 or units[k - 1].tag != WORD:
            return False
        before = units[k - 1].low
        return before in DETERMINERS or before in PREPOSITIONS or before.endswith(("ed", "ing", "ny", "nies"))

    @staticmethod
    def _is_agent(units: Sequence[Unit], k: int) -> bool:
        """Whether the noun phrase before the verb at `k` belongs to a passive: "was seized by the rebels said"."""
        return any(unit.low == "by" and unit.tag == WORD for unit in units[max(0, k - 4) : k])

    def _before(
        self, units: Sequence[Unit], k: int, known: Sequence[Citation], text: str, start: int
    ) -> Citation | None:
        """The speaker before a verb of saying: a known source close by, else the noun phrase."""
        verb = units[k]
        j = k - 1
        while j >= 0 and (
            units[j].tag == DATE
            or (
                units[j].tag == WORD
                and (
                    is_adverb(units[j].low)
                    or units[j].low in {"has", "had", "have", "was", "were", "on", "also", "been", ",", "is", "as"}
                )
            )
        ):
            j -= 1
        if j < 0:
            return None
        if units[j].low in PRONOUNS:
            return Citation(units[j].text, units[j].start, units[j].end, again=True)
        near = [c for c in known if c.end <= units[j].end and units[j].end - c.end < _NEAR]
        first, phrase = self._phrase_left(units, j)
        if phrase is None:
            return None
        if near and near[-1].end > first - 2:
            return near[-1]
        del verb
        return self._speaker(units, phrase, text, start)

    def _phrase_left(self, units: Sequence[Unit], j: int) -> tuple[int, range | None]:
        first = j
        while first >= 0 and j - first < _LONGEST:
            unit = units[first]
            if unit.tag == WORD:
                low = unit.low
                if low in SUBORDINATORS or low in {'"', "“", "”", ";", ":", ".", ")", "and"} or low in self._cues.say:
                    first += 1
                    break
                if low in DETERMINERS:
                    break
                if is_auxiliary(low):
                    first += 1
                    break
                if low in PREPOSITIONS and low not in {"of", "for", "in", "at", "from"}:
                    first += 1
                    break
                if low == "," and j - first > 3:
                    first += 1
                    break
            elif unit.tag == DATE:
                first += 1
                break
            first -= 1
        first = max(first, 0)
        if first > j:
            return 0, None
        return units[first].start, range(first, j + 1)

    def _after(
        self, units: Sequence[Unit], k: int, known: Sequence[Citation], text: str, start: int
    ) -> Citation | None:
        """The source named from unit `k` on: "according to ..", "said Rami Abdel Rahman"."""
        if k >= len(units):
            return None
        close = next((c for c in known if 0 <= c.start - units[k].start < _NEAR + 15), None)
        if close is not None:
            return close
        last = k
        while last < len(units) and last - k < _LONGEST:
            unit = units[last]
            if unit.tag == DATE or (
                unit.tag == WORD
                and (
                    unit.low in SUBORDINATORS
                    or unit.low in {",", ".", ";", '"', "“", "”", "(", "as"}
                    or unit.low in self._cues.say
                )
            ):
                break
            if unit.tag == WORD and unit.low in PREPOSITIONS and unit.low not in {"of", "for", "in"}:
                break
            if last > k and unit.tag == WORD and (unit.low in DETERMINERS or is_auxiliary(unit.low)):
                break
            last += 1
        return self._speaker(units, range(k, last), text, start) if last > k else None

    def _speaker(self, units: Sequence[Unit], phrase: range, text: str, start: int) -> Citation | None:
        words = [units[n] for n in phrase]
        while (
            words
            and words[0].tag == WORD
            and (words[0].low in DETERMINERS or words[0].low in {",", "and", "meanwhile", "however", "but"})
        ):
            words = words[1:]
        while words and words[-1].tag == WORD and words[-1].low in {",", "(", '"'}:
            words = words[:-1]
        if not words:
            return None
        name = text[words[0].start - start : words[-1].end - start]
        spoken = text[units[phrase.start].start - start : words[-1].end - start].lower()
        if spoken in self._cues.again or name.lower() in self._cues.again:
            return Citation(name, words[0].start, words[-1].end, again=True)
        lows = {unit.low.rstrip("'s") if unit.low.endswith("'s") else unit.low for unit in words}
        fits = any(low in self._cues.speakers for low in lows) or any(unit.tag in (PARTY, NATION) for unit in words)
        titled = len(words) <= 5 and all(unit.text[:1].isupper() or unit.tag in (PLACE, PARTY) for unit in words)
        if not (fits or titled) or len(name) > 90:
            return None
        return Citation(name, words[0].start, words[-1].end)
