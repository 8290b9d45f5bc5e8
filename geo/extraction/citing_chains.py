"""Chains of who cites whom: "Reuters reported that the ministry said", "according to SOHR, citing a military source".

An event has one `attributed_to`. A chain is written as the one who spoke, with whom the article heard it from in
brackets: "defence ministry (Reuters)", "military source (SOHR)".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo.extraction.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Citation:
    """A source cited at `start:end` of the article, by its short name.

    `in_clause`: it speaks in a clause of time, "hours after the ministry announced ..", and only for what follows it.
    """

    name: str
    start: int
    end: int
    in_clause: bool = False


LONGEST_LINK = 70
"""Code points between two sources that can make a chain."""
CARRIED = re.compile(
    r" (?:[\w'’]+ ){0,3}(?:statement|report|interview|broadcast|remarks|video)?,? ?"
    r"(?:carried|published|relayed|broadcast|aired|quoted|cited|released|issued|posted) (?:by|on) (?:the )?"
)
"""Words between "said" and the agency that printed it."""
_SAID = r"(?:said|says|reported|reports|announced|confirmed|claimed|wrote|added|stated|acknowledged|admitted)"
_WHEN = r"(?: (?:also|later|earlier|on|late|early|\w+day))*"
_PASSED_ON = re.compile(
    rf"{_WHEN} (?:has |had |have )?{_SAID}{_WHEN}(?:,| that)? (?:the |an? |its |two |several |local )*$"
)
"""The first reports what the second said."""
_CITING = re.compile(r",? (?:citing|quoting) (?:an? |the |its |two |unnamed |unidentified |local |several )*$")
_HEARD_FROM = re.compile(
    rf"{_WHEN} (?:has |had |have )?{_SAID}[^.;:,\"“”]{{0,40}},?"
    r" (?:according to|as quoted by|as reported by|quoted by) (?:the )?$"
)
"""The first spoke, the second reports it."""


def link(speaker: str, heard_from: str) -> str:
    """The name of a chain; the speaker alone where the other is no news.

    >>> link("defence ministry", "Reuters"), link("FARS", "FARS")
    ('defence ministry (Reuters)', 'FARS')
    """
    if not heard_from or not speaker or "(" in speaker or "(" in heard_from:
        return speaker or heard_from
    if speaker.lower() in heard_from.lower() or heard_from.lower() in speaker.lower():
        return speaker
    return f"{speaker} ({heard_from})"


def chained(found: Sequence[Citation], text: str) -> list[Citation]:
    """The citations of a sentence with those that make a chain joined, in order."""
    kept: list[Citation] = []
    for citation in found:
        last = kept[-1] if kept else None
        joined = _joined(last, citation, text) if last is not None else None
        if joined is not None:
            kept[-1] = joined
        else:
            kept.append(citation)
    return kept


def _joined(first: Citation, second: Citation, text: str) -> Citation | None:
    if not 0 <= second.start - first.end <= LONGEST_LINK:
        return None
    between = text[first.end : second.start]
    if _PASSED_ON.fullmatch(between) or _CITING.fullmatch(between):
        name = link(second.name, first.name)
    elif _HEARD_FROM.fullmatch(between):
        name = link(first.name, second.name)
    else:
        return None
    return Citation(name, first.start, second.end, first.in_clause)


def speaker_of_quote(
    number: int, sentences: Sequence[Sentence], cited: Sequence[Sequence[Citation]]
) -> Sequence[Citation]:
    """The citation of a sentence that only quotes: of the sentence that ends its quotation, else of the one before."""
    sentence = sentences[number]
    if not sentence.quotes or sentence.quotes[0][0] > sentence.start + 2:
        return ()
    for other in range(number + 1, min(number + 4, len(sentences))):
        if cited[other] and sentences[other].quotes and sentences[other].quotes[0][0] <= sentences[other].start + 2:
            return cited[other][:1]
        if not sentences[other].quotes:
            break
    return cited[number - 1][-1:] if number else ()
