"""Whether a date belongs to another clause than the event: "has retaken Kula, which fell in May 2015"."""

import re

from geo.extraction.sentences import Sentence

_VERB = r"(?:had|was|were|been|took|fell|lost|won|began|broke|held|left|drove|fled|overran|came|went|swept|\w{2,}ed)"
_RELATIVE = r"\b(?:which|who|whom|whose|where)\b"
_OTHERS_VERB = re.compile(
    rf"{_RELATIVE}|\b(?:that|after|before|since|because|until)\b(?=[^,;]*?\b{_VERB}\b)"
    rf"|, (?:first |once |long |last |previously |also )?(?:{_VERB}|taken|overrun|driven) (?:\w+ )?(?:by|from|to|in)\b",
    re.IGNORECASE,
)
"""What opens, behind an event, a clause with a verb of its own."""
_INSERTED = re.compile(
    rf", (?:\w+ ){{0,3}}?{_RELATIVE}[^,;]*$|, (?:once |first |previously )?(?:{_VERB}|taken) by [^,;]*$"
    r"|, an? [^,;]*\bsince $"
)
"""A clause between commas that is still open where the date stands."""
_SINCE = re.compile(rf"\bsince\b[^,;]*?\b{_VERB}\b[^,;]*$", re.IGNORECASE)
_COMPARED = re.compile(r",|\b(?:first|second|third|last|only|\w{3,}est|most|least)\b", re.IGNORECASE)
_BEFOREHAND = re.compile(r"\b(?:initially|previously|formerly|originally|once) $", re.IGNORECASE)
_HAPPENED_SINCE = re.compile(
    r" by (?:[\w'’-]+ ){1,6}?(?:(?:had|have|has) (?:\w+ )?been|were|was|(?:had|have|has) (?:\w+ )?\w+ed) "
)
_VERBAL = re.compile(r"\b(?:was|were|been|being|be|is|are|had|has|have|and|or|,|but|not|\w+ly) $", re.IGNORECASE)
_STRICTLY_BEFORE = re.compile(
    r"\b(?:which|who|whom|that|where) had\b"
    r"|\b(?!(?:and|but|when|after|before|because|since|sa(?:id|ys)|as|while|if|what|until|told|claimed)\b)[\w'’-]+"
    r" (?:they|it|he|she) had\b"
)
"""The pluperfect of a relative clause, its pronoun left out or not: "from the city they had captured in May"."""
_ITS_BEGINNING = re.compile(
    r",? (?:which|that) (?:was |had |has )?(?:first |only )?(?:beg[au]n|started|launched|opened|erupted|broken? out"
    r"|broke out|came|occurred|happened|took place|lasted|ended)\b[^,;]*$"
)
_FIRST_SINCE = re.compile(r"\b(?:\w{3,}est|most|least|first|worst)\b[^,;.]*\bsince\b", re.IGNORECASE)
_FIRST_OF_ALL = re.compile(r"\b(?:first|worst|most \w+|\w{3,}est)(?: \w+){0,2} $", re.IGNORECASE)
_SINCE_WORD = re.compile(r"\bsince\b")
_COMMA = re.compile(r",(?!\d{3})")
_PERFECT = re.compile(r"\b(?:has|have|['’]ve) (?:\w+ ){0,2}$")
_WERE = re.compile(r"\bwere (?:\w+ )?$")
_APART = re.compile(
    r"[,;:\"”—–]|\b(?:said|says|told|announced|reported|confirmed|claimed|stated|added|statement|interview|that|and|after)\b"
)
_LONGEST_CLAUSE = 400
"""Code points in which the opening of a clause is looked for."""
_LASTING = re.compile(r"hold|held|control|occup|besieg|surround|encircl|under|hands|rule|remain", re.IGNORECASE)


def begins_stretch(text: str, event: tuple[int, int], date_start: int) -> bool:
    """Whether the event goes on since that date: "have been killed since the war began in March 2011".

    Not where the clause only compares: "have left Kula, their largest retreat since they captured Bara in May".
    """
    between = text[event[1] : date_start]
    found = _SINCE.search(between)
    return found is not None and not _COMPARED.search(between, 0, found.start())


def is_strictly_before(text: str, event: tuple[int, int], date_start: int) -> bool:
    """Whether the date is of an earlier time that the event is only told by: "hit buses that had left on Friday".

    So in "the heaviest blow since the rout of last month" and "the first [explosion] since the war began in 2011".
    """
    if date_start < event[1]:
        return False
    between = text[event[1] : date_start]
    if _SINCE_WORD.search(between) and _FIRST_OF_ALL.search(text, max(0, event[0] - 40), event[0]):
        return True
    return _STRICTLY_BEFORE.search(between) is not None or _FIRST_SINCE.search(between) is not None


def goes_on_since(text: str, sentence: Sentence, event: tuple[int, int], date_start: int) -> bool:
    """Whether the event has happened again and again since a day that the sentence names: "have been killed since May".

    Not what began on that day and lasts, "has been held since May", nor in the pluperfect, nor where other words go
    between: "has retaken Kula from the group, in control since May".
    """
    if _LASTING.search(text, event[0], max(event[1], date_start)) or _COMMA.search(text, event[1], date_start):
        return False
    before = max(sentence.start, event[0] - 40), event[0]
    return _PERFECT.search(text, *before) is not None or _WERE.search(text, *before) is not None


def tells_before_said(text: str, event: tuple[int, int], date_start: int) -> bool:
    """Whether only the event's own words stand between it and the date: "took Kula on Monday"."""
    return _APART.search(text, event[1], date_start) is None


def is_beforehand(text: str, sentence: Sentence, event: tuple[int, int]) -> bool:
    """Whether the words put the event before what its sentence tells: "the villages initially taken by".

    So does a participle behind its noun where the sentence goes on: "all villages taken by rebels had been retaken".
    """
    first = max(sentence.start, event[0] - 20)
    if _BEFOREHAND.search(text, first, event[0]) is not None:
        return True
    since = _HAPPENED_SINCE.match(text, event[1], sentence.end)
    return since is not None and _VERBAL.search(text, first, event[0]) is None


def is_of_other_clause(
    text: str, sentence: Sentence, event: tuple[int, int], date: tuple[int, int], *, since: bool = False
) -> bool:
    """Whether the date at `date` dates a dependent clause that the event at `event` is no part of.

    Both are offsets in the article. Only clauses with a verb of their own count: "the army took Kula after clashes on
    Friday" tells of one day, "after it had left Bara in May" of two. `since`: the date opens a stretch of time.
    """
    if date[0] >= event[1]:
        between = text[event[1] : date[0]]
        if _ITS_BEGINNING.match(between):
            # "the assault, which began on 20 August": its own day
            return False
        if _LASTING.search(text, *event):
            return False
        return _OTHERS_VERB.search(between) is not None or (since and _COMMA.search(between) is not None)
    if date[1] > event[0] or "," not in text[date[1] : event[0]]:
        return False
    return _INSERTED.search(text, max(sentence.start, date[0] - _LONGEST_CLAUSE), date[0]) is not None
