"""One scanner over all phrases that say when: what none of them can begin with is passed over."""

import re
from collections.abc import Iterator
from functools import cache

from geo.extraction.date_patterns import RULES

_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_BACK_REFERENCE = re.compile(r"\(\?P=\w+\)")


def _without_groups(pattern: str) -> str:
    return _NAMED_GROUP.sub("(?:", _BACK_REFERENCE.sub("[-/.]", pattern))


@cache
def _rule(index: int) -> re.Pattern[str]:
    """A rule of the table, compiled when it is first met: no text meets them all, and all take 30 ms of the start."""
    return re.compile(RULES[index][1])


@cache
def _scanner() -> re.Pattern[str]:
    """All rules in one, compiled when the first text is read: whoever only asks for places never waits for it."""
    rules = (f"(?P<r{i}>{_without_groups(pattern)})" for i, (_, pattern) in enumerate(RULES))
    return re.compile(r"(?<!\w)(?:" + "|".join(rules) + ")")


_FOLLOWING = (
    r"(?:very |same )?(?:\d|['’]|(?:night|mid-?week|mid|exactly|under|final|early|late|beginning|start|end|middle|turn"
    r"|last|next|past|previous|following|preceding|coming|recent|current|this|few|several|some|many|couple|half|just|only"
    r"|less|about|more|nearly|almost|around|earlier|later|today|tonight|yesterday|tomorrow|overnight|near|not|future"
    r"|moment|present|minute|fortnight|weekend|morning|afternoon|evening|midday|noon|dawn|dusk|spring|summer|autumn|fall"
    r"|winter|quarter|\w+(?:th|st|nd|rd|ies|teen)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
    r"|thirty|forty|fifty|sixty|ninety|(?:hour|day|week|month|year|decade|centur)\w*)\b)"
)
"""What comes after the small words of every sentence, "the", "in", where they do open a phrase."""
_OPENING = re.compile(
    r"(?<!\w)(?:\d|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
    r"|Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN|Q[1-4]|['’][2-9]0"
    r"|Christmas|New Y|D(?=\s?\+)|Thanks|Good F|Palm S|Easter|N[ao]w?r|Nev|Newr|Ramad|Eid|Ashura"
    r"|(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)\b"
    rf"|(?:the|its|their|these|an?)(?=[\s-]{_FOLLOWING})|(?:this|that)(?=\s(?:[A-Z]|{_FOLLOWING}))"
    rf"|(?:in|on|during|within|for|throughout|since|by|until|at)(?=\s(?:(?:the|these) )?{_FOLLOWING})"
    r"|(?:night|midweek|mid-week|exactly|under|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|final|over"
    r"|early|late|mid|beginning|start|end"
    r"|middle|turn|last|next|past|previous|following|coming|recent|current|currently|few|several|some|many|couple|half"
    r"|just|only|less|about|more|nearly|almost|around|earlier|later|once|twice|per|each|every|daily|hourly|weekly|monthly"
    r"|yearly|annually|nightly|today|tonight|yesterday|tomorrow|overnight|weekend|now|nowadays|near|not|future|first"
    r"|second|third|fourth|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty"
    r"|sixty|ninety|\w+ies|minutes|hours|days|weeks|months|years|decades|centuries|day|week|month|year|decade|hour)\b)"
)
_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TRIGGER = re.compile(
    r"day|week|month|year|night|hour|minute|decade|centur|ago|noon|morning|evening|yesterday|tomorrow"
    rf"|{'|'.join(f'{digit}(?:[0-9][0-9][0-9]|[-/.:h][0-9]|[. ][IVX]|st|nd|rd|th)' for digit in range(10))}"
    rf"|{'|'.join(f'{month}|{month.lower()}' for month in _SHORT_MONTHS)}|May"
    r"|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC|DAY|spring|summer|autumn|winter|fall|now|current|future"
    r"|Christmas|Thanks|Easter|Good Fri|N[ao]w?r[uo]+z|Ramad|Eid|Ashura|New Y|week|D\s?\+"
    r"|recent|late|past|present|time|ies\b|0s\b|Daily|daily"
)
"""One of these stands in every phrase. All begin with a plain letter or digit, by which `re` skips ahead."""
_LONGEST_BEGINNING = 48
"""Code points in the longest beginning of a phrase before the first word that only phrases of time have."""


def scan_dates(text: str, start: int, end: int) -> Iterator[tuple[str, re.Match[str]]]:
    """Rule and match of every phrase in `text[start:end]` that may say when, in order, without overlaps."""
    at = start
    trigger = _TRIGGER.search(text, at, end)
    while trigger is not None:
        reach = trigger.start()
        opening = _OPENING.search(text, max(at, reach - _LONGEST_BEGINNING), end)
        if opening is None:
            return
        at = opening.start()
        if at <= reach:
            at = opening.end()
            found = _scanner().match(text, opening.start(), end)
            if found:
                index = int((found.lastgroup or "r0")[1:])
                match = _rule(index).match(text, found.start(), end)
                if match:
                    at = max(at, match.end())
                    yield RULES[index][0], match
        if at > reach:
            trigger = _TRIGGER.search(text, at, end)
