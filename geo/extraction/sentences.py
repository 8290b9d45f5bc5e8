"""Splits a text into sentences with their paragraph and their quoted passages, in linear time."""

import re
from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from geo.model import Article

LONGEST_SENTENCE = 3000
"""Code points after which a sentence without a full stop is cut at a space, so that rules over sentences stay cheap."""

_TITLES = frozenset(
    {
        "gen", "lt", "col", "maj", "brig", "cpl", "sgt", "capt", "cmdr", "adm", "mr", "mrs", "ms", "dr", "prof",
        "rev", "fr", "hon", "pres", "gov", "sen", "rep", "st", "mt", "ft", "no", "nos", "vs", "messrs", "eng",
        "sheikh", "amb", "vol", "fig", "pp", "approx", "ca", "cf",
    }
)  # fmt: skip
"""Abbreviations that a name or a number follows: their full stop never ends a sentence."""

_ENDING_ABBREVIATIONS = frozenset(
    {
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "mon", "tue", "tues",
        "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "inc", "ltd", "co", "corp", "etc", "al", "dept", "est",
        "govt", "km", "sq", "ave", "jr", "sr", "a.m", "p.m", "am", "pm",
    }
)  # fmt: skip
"""Abbreviations that may also end a sentence: the next word decides."""

_STARTERS = frozenset(
    {
        "the", "a", "an", "in", "on", "at", "it", "its", "he", "she", "they", "we", "i", "this", "that", "these",
        "those", "there", "but", "and", "or", "for", "from", "after", "before", "as", "when", "while", "since",
        "with", "by", "if", "his", "her", "their", "our", "some", "many", "most", "other", "others", "another",
        "all", "both", "according", "earlier", "later", "meanwhile", "however", "also", "although", "though",
        "despite", "during", "last", "one", "two", "three", "more", "no", "not", "president", "officials",
        "activists", "government",
    }
)  # fmt: skip
"""Words that, capitalised after an abbreviation, begin a sentence rather than go on with a name."""

_BREAK = re.compile(
    r"(?P<stop>[.!?…؟。۔।][.!?…؟。۔।]*)(?P<close>[\"”»’'\)\]]{0,3}(?:\[\d{1,3}\])?)(?P<space>\s*)(?=(?P<next>\S))"
)
_PARAGRAPH = re.compile(
    r"[\n\r\u2028\u2029\x0b\x0c\x85][\n\r\u2028\u2029\x0b\x0c\x85]*[^\S\n\r\u2028\u2029\x0b\x0c\x85]*"
)
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[^\S\n\r]*(?:\r\n|\n|\r)")
_LINE_BREAKS = r"\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LOW_LINE = re.compile(rf"[{_LINE_BREAKS}][^\S{_LINE_BREAKS}]*[^\sA-Z]")
"""The start of a line that may go on with a sentence."""
_WORD_BEFORE = re.compile(r"[^\s\"“”«»()\[\],;:/]*$")
_WORD_AFTER = re.compile(r"[^\W\d_]+")
_QUOTE = re.compile(r"[\"“”„«»‘’](?:(?<![‘’])|(?<=‘)(?<!\w‘)(?=\w)|(?<=’)(?!\w))")
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‘": "’"}
_SHORTEST_SINGLE_QUOTE = 20


class Sentence(NamedTuple):
    """A sentence of a text: `text` is exactly the slice `start:end`.

    `paragraph` counts from 0 in the part that was split. `quotes` are the `(start, end)` offsets, in the
    whole text, of the passages between quotation marks that lie in this sentence (marks not included); a
    quotation of several sentences shows up in each of them.
    """

    text: str
    start: int
    end: int
    paragraph: int = 0
    quotes: tuple[tuple[int, int], ...] = ()

    def is_quoted(self, offset: int) -> bool:
        """Whether the character at `offset` of the whole text stands between quotation marks."""
        return any(start <= offset < end for start, end in self.quotes)


def split_sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """The sentences of `text[start:end]` in order; offsets count in the whole text.

    Full stops of abbreviations, initials and numbers do not split; a missing space after a full stop
    ("province.The") does. A line break ends a sentence unless the text is hard-wrapped. Never raises.

    >>> [s.text for s in split_sentences("U.S. jets hit Gen. Ali's base.The army left Hama at 5 p.m. It rained.")]
    ["U.S. jets hit Gen. Ali's base.", 'The army left Hama at 5 p.m.', 'It rained.']
    """
    stop = len(text) if end is None else max(start, min(end, len(text)))
    sentences: list[Sentence] = []
    for number, (first, last) in enumerate(_paragraphs(text, max(0, start), stop)):
        quotes = _quotes(text, first, last)
        ends = [quote_end for _, quote_end in quotes]
        for a, b in _pieces(text, first, last):
            inside = []
            for i in range(bisect_right(ends, a), len(quotes)):
                if quotes[i][0] >= b:
                    break
                inside.append((max(a, quotes[i][0]), min(b, quotes[i][1])))
            sentences.append(Sentence(text[a:b], a, b, number, tuple(inside)))
    return sentences


def sentences_of(article: Article) -> list[Sentence]:
    """The sentences of an article's body without its excluded spans."""
    end = len(article.text) if article.body_end is None else article.body_end
    at = article.body_start
    sentences: list[Sentence] = []
    for start, stop in (*sorted(article.excluded), (end, end)):
        if start > at:
            more = split_sentences(article.text, at, min(start, end))
            if sentences:
                paragraphs = sentences[-1].paragraph + 1
                more = [sentence._replace(paragraph=sentence.paragraph + paragraphs) for sentence in more]
            sentences += more
        at = max(at, stop)
    return sentences


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches between line breaks, trimmed; in hard-wrapped text, between blank lines."""
    part = text[start:end]
    pattern = _BLANK_LINE if _is_hard_wrapped(part) else _PARAGRAPH
    spans, at = [], 0
    for found in pattern.finditer(part):
        spans.append((at, found.start()))
        at = found.end()
    spans.append((at, len(part)))
    trimmed = (_trimmed(text, start + a, start + b) for a, b in spans)
    return [(a, b) for a, b in trimmed if a < b]


def _is_hard_wrapped(text: str) -> bool:
    """Whether lines break inside sentences: many lines go on in lower case after one with no full stop."""
    if _LOW_LINE.search(text) is None:
        return False
    lines = [line.strip() for line in text.splitlines()]
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    if len(pairs) < 3:
        return False
    running_on = sum(a[-1] not in '.!?:"”' and b[0].islower() for a, b in pairs)
    return running_on >= 0.3 * len(pairs)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of one paragraph as trimmed spans."""
    pieces, at = [], start
    for found in _BREAK.finditer(text, start, end):
        if _ends_sentence(text, found):
            pieces += _cut(text, at, found.end("close"))
            at = found.end()
    return pieces + _cut(text, at, end)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span, trimmed, in parts of at most `LONGEST_SENTENCE` code points, cut at spaces where there are any."""
    parts = []
    start, end = _trimmed(text, start, end)
    while end - start > LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        cut = space if space > 0 else start + LONGEST_SENTENCE
        parts.append(_trimmed(text, start, cut))
        start, end = _trimmed(text, cut, end)
    parts.append((start, end))
    return [(a, b) for a, b in parts if a < b]


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    stop, close, space, following = found.groups()
    if following.islower():
        return False
    word = text[max(0, found.start() - 24) : found.start()].rpartition(" ")[2]
    if not word.isalpha():
        before = _WORD_BEFORE.search(text, max(0, found.start() - 24), found.start())
        word = before.group() if before else ""
    if not space:
        return _ends_without_space(text, found, word)
    if stop[0] != "." or len(stop) > 1 or close:
        return True
    low = word.lower().lstrip("'‘’(")
    if low in _TITLES:
        # "No. The town" ends, "No. 5" goes on
        return low == "no" and not following.isdigit() and _starts_sentence(text, found.end())
    is_initial = len(low) == 1 and low.isalpha()
    is_acronym = "." in low and all(len(letter) == 1 for letter in low.split("."))
    if is_initial or is_acronym or low in _ENDING_ABBREVIATIONS:
        return not following.isdigit() and _starts_sentence(text, found.end())
    return True


def _ends_without_space(text: str, found: re.Match[str], word: str) -> bool:
    """Whether the full stop of "province.The" or 'left."The' ends a sentence; that of "U.S" or "alalam.ir" does not."""
    after = _WORD_AFTER.match(text, found.end())
    if after is None:
        return bool(found["close"]) or found["next"] in "“«"
    new_word = after.group()
    if found["stop"] != "." or found["close"]:
        return new_word[0].isupper() or not new_word[0].isascii()
    if not new_word[0].isupper() or not new_word[1:].islower():
        return new_word == "A" and word[-1:].islower()
    return (len(word) > 1 and word[-1].islower()) or (len(new_word) > 2 and word[-1:].isdigit())


def _starts_sentence(text: str, offset: int) -> bool:
    after = _WORD_AFTER.match(text, offset)
    if after is None:
        return True
    return after.group().lower() in _STARTERS


def _quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between quotation marks in a paragraph; one left open runs to the paragraph's end, as newspapers do."""
    spans: list[tuple[int, int]] = []
    opened: int | None = None
    closer = ""
    for found in _QUOTE.finditer(text, start, end):
        mark = found.group()
        if opened is None:
            if mark == '"':
                opened, closer = found.end(), '"”'
            elif mark in _CLOSERS:
                opened, closer = found.end(), _CLOSERS[mark]
        elif mark in closer:
            if mark != "’" or found.start() - opened >= _SHORTEST_SINGLE_QUOTE:
                spans.append((opened, found.start()))
            opened = None
        elif mark in "“«" and closer != "“”":
            opened, closer = found.end(), _CLOSERS[mark]
    if opened is not None and "’" not in closer and opened < end:
        spans.append((opened, end))
    return spans
