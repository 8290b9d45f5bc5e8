"""Capitalised names in a sentence: runs of capitals, cut into the longest names that a gazetteer knows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.extraction.place_cues import PlaceCues
from geo.extraction.tokens import ARTICLES, Token, is_article_name, split_hyphens, tokenise
from geo.gazetteer import Gazetteer

LONGEST_NAME = 5
"""Words in the longest name looked for."""

_INNER = frozenset({"of", "on", "and", "de", "del", "da", "do", "dos", "di", "la", "le", "upon", "the", "sur", "der"})
_KIN = frozenset({"ben", "bin", "ibn", "bani", "beni", "bint", "abu", "umm", "sidi"})
"""Words of kin inside a name: "Qasr Ben Ghashir"."""
_BEGINNERS = frozenset({"the", "new", "old", "lake", "mount", "state", "port"})
_JOINED_ARTICLES = ARTICLES - {"as", "at", "an", "en", "la", "le"}
"""Articles that begin a name where they stand before a capital, being no words of English."""


@dataclass(slots=True)
class Name:
    """A capitalised name of a sentence: the words `first:last` of its tokens, `start:end` of the article.

    `known`: some place has this name. A name that is not known may still hold several names ("Ebtaa Dael").
    """

    text: str
    start: int
    end: int
    first: int
    last: int
    known: bool


class NameFinder:
    """Finds the names of one article; asks the gazetteer once for every spelling."""

    def __init__(self, text: str, gazetteer: Gazetteer, cues: PlaceCues) -> None:
        self._text = text
        self._gazetteer = gazetteer
        self._cues = cues
        self._known: dict[str, bool] = {}

    def is_known(self, name: str) -> bool:
        """Whether some place has this name, but for case and spelling marks."""
        known = self._known.get(name)
        if known is None:
            known = name in self._cues.short_forms or (
                not _is_code(name)
                and name.lower() not in self._cues.organisation_phrases
                and self._gazetteer.has_name(name)
            )
            self._known[name] = known
        return known

    def tokens(self, start: int, end: int) -> list[Token]:
        """The words of the text between two offsets, with hyphens and lost apostrophes settled.

        Words joined by a hyphen are parted where the whole is no name ("Aleppo-Damascus"); a genitive that lost its
        apostrophe ("Aleppos") loses its s.
        """
        words = tokenise(self._text, start, end)
        tokens: list[Token] = []
        done = 0
        for k in [k for k, token in enumerate(words) if token.capital]:
            token = words[k]
            tokens += words[done:k]
            done = k + 1
            if token.gap == "," and self._text[token.end : token.end + 1] == "." and self._is_short(token):
                tokens.append(replace(token, text=token.text + ".", end=token.end + 1))
            elif "-" in token.text and not is_article_name(token.text):
                head = token.low.split("-", 1)[0]
                whole = head in self._cues.place_prefixes or (
                    token.low not in self._cues.demonyms and self.is_known(token.text)
                )
                tokens.extend([token] if whole else split_hyphens(token))
            elif self._lost_apostrophe(token):
                tokens.append(
                    replace(token, text=token.text[:-1], end=token.end - 1, low=token.low[:-1], genitive=True)
                )
            else:
                tokens.append(token)
        return tokens + words[done:]

    def _is_short(self, token: Token) -> bool:
        """Whether a word and its full stop are a short form: "Glasgow, Ky."."""
        return token.text + "." in self._cues.short_forms

    def names(self, tokens: Sequence[Token]) -> list[Name]:
        """The names in order: known ones by longest match, and the stretches of unknown capitals between them."""
        names: list[Name] = []
        done = 0
        for first, last in runs_of_capitals(tokens):
            i = max(first, done)  # "Gulf of Aden" ends in the next run
            unknown: int | None = None
            while i < last:
                j = self._longest_known(tokens, i, last)
                known = j is not None
                if j == i + 1 and self._has_article_name_after(tokens, i, last):
                    j, known = None, False
                if j is None or j == i + 1:
                    longer = self._past_prefix(tokens, i, last)
                    if longer is not None:
                        j, known = longer, self.is_known(self._slice(tokens, i, longer))
                if j is None:
                    unknown = i if unknown is None else unknown
                    i += 1
                    continue
                if unknown is not None:
                    names.append(self.name(tokens, unknown, i, known=False))
                    unknown = None
                names.append(self.name(tokens, i, j, known=known))
                i = done = j
            if unknown is not None:
                names.append(self.name(tokens, unknown, last, known=False))
        return names

    def _lost_apostrophe(self, token: Token) -> bool:
        word = token.text
        if len(word) < 5 or word[-1] != "s" or token.genitive or not word[0].isupper():
            return False
        if token.low in self._cues.never or token.low in self._cues.common or token.low in self._cues.demonyms:
            return False
        return not self.is_known(word) and self.is_known(word[:-1])

    def _longest_known(self, tokens: Sequence[Token], i: int, end: int) -> int | None:
        """The index after the longest known name that begins at `i`, or None."""
        if i + 1 < len(tokens) and tokens[i + 1].low.isdecimal() and not tokens[i + 1].gap:
            numbered = self._slice(tokens, i, i + 2)  # "Kilo 16"
            if self.is_known(numbered):
                return i + 2
        stop = _past_inner_words(tokens, i)
        if stop is not None and self.is_known(self._slice(tokens, i, stop)):
            return stop
        cues = self._cues
        may_begin = tokens[i].low not in cues.never or tokens[i].low in cues.directions or tokens[i].low in _BEGINNERS
        for j in range(min(end, i + LONGEST_NAME) if may_begin else 0, i + 1, -1):
            words = tokens[i:j]
            if all(self._is_plain(word) for word in words) or tuple(word.low for word in words) in cues.kind_phrases:
                continue
            if self.is_known(self._slice(tokens, i, j)):
                return j
        low = tokens[i].low
        if tokens[i].text in cues.short_forms:
            return i + 1
        if (
            low in cues.never
            or low in cues.strong_prepositions
            or low in cues.weak_prepositions
            or low in cues.place_prefixes
            or low in cues.person_parts
            or low in cues.demonyms
            or low in ARTICLES
            or len(low) < 2
        ):
            return None
        return i + 1 if self.is_known(tokens[i].text) else None

    def _is_plain(self, word: Token) -> bool:
        cues, low = self._cues, word.low
        return low in cues.never or low in cues.demonyms or low in cues.kinds or low in cues.directions

    def _has_article_name_after(self, tokens: Sequence[Token], i: int, last: int) -> bool:
        """Whether an unknown "al-Kubrah" follows the word at `i`: then the two may be one name, "Orum al-Kubrah"."""
        if i + 1 >= last or not is_article_name(tokens[i + 1].text):
            return False
        return not self.is_known(tokens[i + 1].text)

    def _past_prefix(self, tokens: Sequence[Token], i: int, last: int) -> int | None:
        """Where a name that begins with a word like Tal, Kafr or Deir ends, one name word later; None without one."""
        if tokens[i].low not in self._cues.place_prefixes or i + 1 >= last:
            return None
        joins = tokens[i + 1].low in ARTICLES or tokens[i + 1].low in _KIN
        end = i + 3 if joins and i + 2 < last else i + 2
        return None if tokens[end - 1].low in self._cues.never else end

    def _slice(self, tokens: Sequence[Token], first: int, last: int) -> str:
        return self._text[tokens[first].start : tokens[last - 1].end]

    def name(self, tokens: Sequence[Token], first: int, last: int, *, known: bool) -> Name:
        """The name made of the tokens `first:last`."""
        start, end = tokens[first].start, tokens[last - 1].end
        return Name(self._text[start:end], start, end, first, last, known)


def _is_code(name: str) -> bool:
    """Whether a name is written like an airport's or a party's letters; gazetteers hold thousands of those."""
    return len(name) <= 3 and name.isupper()


def runs_of_capitals(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Stretches of neighbouring capitalised words, as token indexes; commas, genitives and small words part them."""
    runs: list[tuple[int, int]] = []
    first = last = -1
    for i in [i for i, token in enumerate(tokens) if token.capital or token.low in _JOINED_ARTICLES]:
        token = tokens[i]
        if not token.capital and not _is_before_capital(tokens, i):
            continue
        if i == last and not token.gap and not tokens[i - 1].genitive:
            last = i + 1
            continue
        if last > 0:
            runs.append((first, last))
        first, last = i, i + 1
    if last > 0:
        runs.append((first, last))
    return runs


def _is_before_capital(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].capital and not tokens[i + 1].gap


def _past_inner_words(tokens: Sequence[Token], i: int) -> int | None:
    """Where a name with a small word inside ("Isle of Man") would end, if the words at `i` may be one."""
    if i + 2 >= len(tokens) or tokens[i + 1].low not in _INNER or tokens[i].genitive:
        return None
    j = i + 2
    if tokens[j].low in _INNER and j + 1 < len(tokens):
        j += 1
    if not tokens[j].capital or any(token.gap for token in tokens[i + 1 : j + 1]):
        return None
    return j + 1
