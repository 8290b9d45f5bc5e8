"""Words of a sentence with their offsets in the article, cut so that names of places stay whole."""

import re
from typing import NamedTuple

ARTICLES = frozenset(
    "al el ad ar as ash az at an ed ez er es esh et en ul il l le la".split()  # noqa: SIM905
)
"""The Arabic article in its assimilated spellings, as it stands before a hyphen or a space."""

_APOSTROPHES = "'’‘ʼʿʾ`´"
_WORD = re.compile(
    rf"(?:[A-Z]\.){{2,}}"  # U.S., D.C.
    rf"|[^\W\d_]\w*(?:[{_APOSTROPHES}]\w+)*(?:[-‑][{_APOSTROPHES}]?\w+(?:[{_APOSTROPHES}]\w+)*)*"
    r"|\d[\d.,]*"
)
_ARTICLE = re.compile(r"(?:[ae][ldrstznh]|[ae]sh|ul|il|A[ldrstzn]|E[ldrstz]|Ash|Esh)[-‑]")


class Token(NamedTuple):
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
    genitive: bool


def tokenise(text: str, offset: int = 0) -> list[Token]:
    """The words of `text`, which begins at `offset` of the article.

    >>> [t.text for t in tokenise("Ma'aret al-Nauman's U.S.-backed rebels")]
    ["Ma'aret", 'al-Nauman', 'U.S.', 'backed', 'rebels']
    """
    tokens: list[Token] = []
    last = 0
    for found in _WORD.finditer(text):
        start, end = found.span()
        word = found.group()
        genitive = False
        if len(word) > 2 and word[-1] in "sS" and word[-2] in _APOSTROPHES:
            word, end, genitive = word[:-2], end - 2, True
        gap = "" if start - last == 1 and text[last] == " " else text[last:start].strip()
        last = found.end()
        capital = word[0].isupper()
        if not capital and "-" in word and (article := _ARTICLE.match(word)):
            rest = word[article.end() :].lstrip(_APOSTROPHES)
            capital = rest[:1].isupper()
        tokens.append(Token(word, offset + start, offset + end, word.lower(), gap, capital, genitive))
    return tokens


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
