"""One scanner over all phrases that say when: what none of them can begin with is passed over."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

import ahocorasick

from geo.extraction.date_patterns import RULES
from geo.extraction.function_words import words

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
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_TRIGGERS = words(
    """day week month year night hour minute decade centur ago noon morning evening yesterday tomorrow May MAY DAY
    spring summer autumn winter fall now current future recent late past present time ies Daily daily
    Christmas Thanks Easter Nowr Nawr Noru Noro Naru Naro Ramad Eid Ashura"""
) | {form for month in _MONTHS for form in (month, month.lower(), month.upper())} | {
    "Good Fri", "New Y", "D+", "D +", "D\u00a0+",
}  # fmt: skip
"""One of these, or of the next, stands in every phrase; looked for all at once (Aho-Corasick), once an article."""
_NUMBERED = re.compile(r"[0-9](?:[0-9][0-9][0-9]|[-/.:h][0-9]|[. ][IVX]|st|nd|rd|th|(?<=0)s\b)")
_LONGEST_BEGINNING = 48
"""Code points in the longest beginning of a phrase before the first word that only phrases of time have."""


@cache
def _triggers() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for word in _TRIGGERS:
        automaton.add_word(word, len(word) - 1)
    automaton.make_automaton()
    return automaton


def trigger_starts(text: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where in `text[start:end]` stands what only phrases that say when have, in order."""
    stop = len(text) if end is None else end
    starts = [last - before for last, before in _triggers().iter(text, start, stop)] if start < stop else []
    starts += [found.start() for found in _NUMBERED.finditer(text, start, stop)]
    starts.sort()
    return starts


def scan_dates(
    text: str, start: int, end: int, starts: Sequence[int] | None = None
) -> Iterator[tuple[str, re.Match[str]]]:
    """Rule and match of every phrase in `text[start:end]` that may say when, in order, without overlaps.

    `starts` are the `trigger_starts` of the whole text, where they are known.
    """
    if starts is None:
        starts = trigger_starts(text, start, end)
    at = start
    next_ = bisect_left(starts, at)
    while next_ < len(starts) and (reach := starts[next_]) < end:
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
            next_ = bisect_left(starts, at, next_)
