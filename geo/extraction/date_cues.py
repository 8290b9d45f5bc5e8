"""What the words around a date phrase say: that it looks ahead, that it dates the saying, that it is no date at all."""

import re

CLAUSE_REACH = 90
"""Code points before a date within which a word can turn it to the future."""

_AHEAD = re.compile(
    r"\b(?:will|would|shall|might|plan(?:s|ned|ning)?|scheduled|(?:is|are|was|were) due\b|expected|upcoming|going to"
    r"|set (?:to|for)|(?:is|are|was|were) to\b|ahead of|deadline|postponed|as (?:soon|early|late) as|extended)\b"
)
_AHEAD_AFTER = re.compile(r"[^.;:\"”]{0,70}?\b(?:will|shall|(?:is|are) (?:to|due|expected|scheduled|set)|plans? to)\b")
_LAST_CLAUSE = re.compile(
    r"[;:]|, |\b(?:said|announced|reported|told|after|before|when|because|since|which|who|where)\b"
)
_COMING = re.compile(r"\b(?:by|until|till|before|for|deadline of|from|than|the|a) $", re.IGNORECASE)
_PAST_VERB = re.compile(
    r"\b(?:was|were|had|did|took|fell|began|hit|left|went|came|met|held|lost|won|broke|fled|saw|made|got|gave|led"
    r"|[a-z]{3,}ed)\b"
)

_PAST_AFTER = re.compile(
    r"[^.;]{0,80}?\b(?:was|were|had|did|took|fell|began|hit|left|went|came|met|held|lost|won|broke|fled|[a-z]{3,}ed)\b"
)

_SAYING = (
    r"(?:said|says?|saying|told|reported|reports?|announced|stated|statement|added|confirmed|claimed|interview|quoted"
    r"|tweeted|conference|briefing|declared|disclosed|noted|according to [^,.;]{2,40})"
)
_SAID_BEFORE = re.compile(
    rf"\b{_SAYING}(?:,? (?!after|before|when|as|that|killed)[\w.'’-]+){{0,3}}?,?(?: late| early)?"
    r"(?: on| in a statement on)? ?$"
)
_SAID_AFTER = re.compile(r",? (?:said|says|told|announced|reported|confirmed|claimed|stated|declared)\b")
_SAID_AFTER_OPENING = re.compile(r",? (?:[\w'’-]+ ){1,5}?(?:said|says|told|reported|confirmed|claimed|stated)\b")

_COUNTED = re.compile(
    r"\s(?:people|civilians|men|women|children|troops|families"
    r"|(?!was|has|is|as|this|his|us\b|its)[a-z-]{3,}[^s\W\d]s)\b"
)
_QUANTIFIER = re.compile(
    r"(?:\b(?:than|least|about|around|nearly|almost|over|some|total|roughly|approximately|estimated|another|killed"
    r"|resolution|number|no|top|of the|up to|the first|in which|string\()|[#£$€+(-])\s?$",
    re.IGNORECASE,
)
_COUNT_TO = re.compile(
    r" to (?:an? |some|about|around|fewer|less|more|only|just|under|over|nearly|\d{1,3}\b|\d{1,3},\d|zero)"
)
"""What follows a number that shrinks or grows: "from 2000 to a few hundred"."""
_NAME_AFTER = re.compile(r" [(\"“]?[A-Z]")
_DETERMINER = re.compile(r"\b(?:the|a|an|its|their|his|this|\w+['’]s) $", re.IGNORECASE)
_TEMPORAL = re.compile(
    r"\b(?:in|since|of|during|until|by|from|late|early|mid|end|year|before|after|between|and|to)[ -]$", re.IGNORECASE
)
_MONTH_CUE = re.compile(
    r"\b(?:in|since|last|by|until|till|during|from|of|between|and|for|through|to|before|after|this) $", re.IGNORECASE
)
_ALSO_OTHER_WORDS = frozenset({"may", "march", "april", "june", "august"})
_AGE = re.compile(
    r"[- ]old\b(?! (?:\w+ )?(?:war|civil|conflict|campaign|siege|blockade|offensive|battle|truce|cease|uprising))"
)
_AND_VERB = re.compile(
    r"\b(?:and|but) (?:\w+ly |then |later )?(?:took|retook|fell|lost|won|left|drove|broke|struck|\w{3,}ed)\b"
)
_BEGINNING = re.compile(
    r"\b(?:beg[au]n|started|launched|opened|erupted|broke out|declared|unleashed|took effect|came into force|invaded)\b"
)
_ROLE = re.compile(r"\b(since|until|till|by|before)(?: the| late| early)? $", re.IGNORECASE)


def looks_ahead(text: str, sentence_start: int, start: int, end: int) -> bool:
    """Whether the clause of the date at `start:end` tells of the future: "will meet on Friday", "as early as May"."""
    clause = text[max(sentence_start, start - CLAUSE_REACH) : start]
    rest = clause
    for cut in _LAST_CLAUSE.finditer(clause):
        rest = clause[cut.end() :]
    if _AHEAD.search(rest):
        return True
    return start - sentence_start < 12 and bool(_AHEAD_AFTER.match(text, end))


def may_be_coming(text: str, sentence_start: int, start: int) -> bool:
    """Whether a day soon after publication can be meant: "the Jan. 14 deadline", or no verb of the past before it."""
    clause = text[max(sentence_start, start - CLAUSE_REACH) : start]
    if _COMING.search(clause):
        return True
    if not clause.strip(" \"“‘'").replace("On", "") and _PAST_AFTER.match(text, start):
        return False  # "On 10 August they withdrew"
    return not _PAST_VERB.search(clause)


def dates_the_saying(text: str, sentence_start: int, start: int, end: int, sentence_end: int) -> bool:
    """Whether the date at `start:end` is the day on which something was said rather than the day of what was said."""
    if _SAID_BEFORE.search(text, max(sentence_start, start - 60), start):
        return True
    stop = min(sentence_end, end + 60)
    if start - sentence_start < 6 and _SAID_AFTER_OPENING.match(text, end, stop):
        return True
    return bool(_SAID_AFTER.match(text, end, stop))


def is_year(text: str, start: int, end: int) -> bool:
    """Whether four digits are a year: "1074 settlements", "more than 2000 people", "Resolution 2042" are none."""
    before = text[max(0, start - 16) : start]
    if _QUANTIFIER.search(before):
        return False
    if before.endswith("from ") and _COUNT_TO.match(text, end):
        return False
    if _TEMPORAL.search(before):
        return True
    if _NAME_AFTER.match(text, end) and not _DETERMINER.search(before):
        return False
    return not _COUNTED.match(text, end)


def is_month(text: str, name: str, start: int, end: int) -> bool:
    """Whether a month's name standing alone is one: "May", "March" and names of persons need a word of time before."""
    if name.lower() not in _ALSO_OTHER_WORDS:
        return True
    cue = _MONTH_CUE.search(text[max(0, start - 14) : start])
    return bool(cue) and not re.match(r"\s[A-Z][a-z]", text[end : end + 3])


def tells_a_beginning(sentence: str) -> bool:
    """Whether a sentence tells that something began: "The offensive was launched on Friday"."""
    return _BEGINNING.search(sentence) is not None


def tells_another_deed(text: str, start: int, end: int) -> bool:
    """Whether "and" with a verb of its own stands in `text[start:end]`: "last year and retook it on"."""
    return _AND_VERB.search(text, start, end) is not None


def is_age(text: str, start: int, end: int) -> bool:
    """Whether a length of time is somebody's age: "the 6-year-old boy", but not "the six-year-old war"."""
    at = text.find("old", start, end)
    return at > 0 and bool(_AGE.match(text, at - 1))


def role_before(text: str, start: int) -> str:
    """The role that the word before gives a date: `since`, `until` or `by`; empty where it gives none."""
    cue = _ROLE.search(text[max(0, start - 14) : start])
    return {"since": "since", "by": "by"}.get(cue[1].lower(), "until") if cue else ""
