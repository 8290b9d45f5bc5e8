"""Words of a sentence with their offsets in the article, cut so that names of places stay whole."""

import re
from dataclasses import dataclass
from functools import lru_cache

ARTICLES = frozenset(
    "al el ad ar as ash az at an ed ez er es esh et en ul il l le la".split()  # noqa: SIM905
)
"""The Arabic article in its assimilated spellings, as it stands before a hyphen or a space."""

_APOSTROPHES = "'’‘ʼʿʾ`´"
_WORD = re.compile(
    r"(?=\w)(?:"  # `re` skips what no word begins with
    rf"[A-Za-z]++(?![\w.{_APOSTROPHES}‑-])"  # most words, found soonest
    rf"|(?:[A-Z]\.){{2,}}"  # U.S., D.C.
    rf"|[^\W\d_]\w*(?:[{_APOSTROPHES}]\w+)*(?:[-‑][{_APOSTROPHES}]?\w+(?:[{_APOSTROPHES}]\w+)*)*"
    r"|\d[\d.,]*)"
)
_ENDINGS = frozenset(",.;:?!)")
_ARTICLE = re.compile(r"(?:[ae][ldrstznh]|[ae]sh|ul|il|A[ldrstzn]|E[ldrstz]|Ash|Esh)[-‑]")


@dataclass(slots=True, eq=False)
class Token:
    """A word at `start:end` of the article. `gap` is what stands between it and the word before, spaces trimmed.

    `capital` is true for words that begin with a capital, after an Arabic article too ("al-Bab"). `genitive`
    is true where an "'s" stood after the word; it is no part of the text.
    """

    text: str
    start: int
    end: int
    low: str
    gap: str
    capital: bool
    genitive: bool = False


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of `text[start:end]`, with their offsets in the whole text.

    >>> [t.text for t in tokenise("Ma'aret al-Nauman's U.S.-backed rebels")]
    ["Ma'aret", 'al-Nauman', 'U.S.', 'backed', 'rebels']
    """
    tokens: list[Token] = []
    last = at = start
    for part in text[start:end].split(" "):
        begin, at = at, at + len(part) + 1
        word = part
        if part.isalpha() or (part[-1:] in _ENDINGS and (word := part[:-1]).isalpha()):
            # as most are: no need to look closer
            gap = "" if begin - last <= 1 else text[last:begin].strip()
            last = begin + len(word)
            tokens.append(Token(word, begin, last, word.lower(), gap, word[0].isupper()))
            continue
        for written in _WORD.findall(text, begin, at - 1):
            begin = text.find(written, begin)
            gap = text[last:begin].strip()
            last = begin + len(written)
            word, low, capital, genitive = _read(written)
            tokens.append(Token(word, begin, last - 2 if genitive else last, low, gap, capital, genitive))
            begin = last
    return tokens


@lru_cache(maxsize=32_768)
def _read(word: str) -> tuple[str, str, bool, bool]:
    """A word without its genitive, the same in lower case, whether it is capitalised, whether it was a genitive."""
    genitive = len(word) > 2 and word[-1] in "sS" and word[-2] in _APOSTROPHES
    if genitive:
        word = word[:-2]
    capital = word[0].isupper()
    if not capital and "-" in word and (article := _ARTICLE.match(word)):
        rest = word[article.end() :].lstrip(_APOSTROPHES)
        capital = rest[:1].isupper()
    return word, word.lower(), capital, genitive


def is_article_name(word: str) -> bool:
    """Whether a hyphenated word begins with the Arabic article: "al-Bab", "ez-Zor"."""
    return _ARTICLE.match(word) is not None


def split_hyphens(token: Token) -> list[Token]:
    """The parts of a word joined by hyphens ("Aleppo-Damascus") as words; the first keeps the word's gap."""
    parts: list[Token] = []
    at = token.start
    for piece in re.split(r"[-‑]", token.text):
        end = at + len(piece)
        genitive = token.genitive and end == token.end
        parts.append(Token(piece, at, end, piece.lower(), "-" if parts else token.gap, piece[:1].isupper(), genitive))
        at = end + 1
    return parts
