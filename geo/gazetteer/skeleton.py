"""The consonants of a name, the same for Arabic script and for its transliterations.

Vowels, doubled letters, articles and word breaks go; sounds that transliterations confuse share a sign.
The scheme is our own, made from the systems met in the sources: BGN/PCGN, French mandate maps, Turkish, press usage.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from anyascii import anyascii

from geo.gazetteer.normalise import fold, has_arabic, words_without_articles

MAX_SIGNS = 12
SIGNS = "bdfghjklmnqrstcxwyza"
_DIGRAPHS = {
    "shch": "C", "sch": "C", "tch": "C", "sh": "C", "ch": "C", "dj": "j", "kh": "x", "gh": "g", "th": "t", "dh": "d",
    "zh": "j", "ph": "f", "ck": "k", "ts": "s", "tz": "z",
}  # fmt: skip
_DIGRAPH = re.compile("|".join(_DIGRAPHS))
_LETTERS = str.maketrans({"p": "b", "v": "f", "q": "k", "c": "k", "C": "c"})
_VOWELS = str.maketrans("", "", "aeiouwy")
_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "j", "چ": "c", "ح": "h", "ه": "h", "خ": "x", "د": "d",
    "ض": "d", "ذ": "d", "ر": "r", "ز": "z", "ژ": "j", "ظ": "z", "س": "s", "ص": "s", "ش": "c", "غ": "g", "ف": "f",
    "ڤ": "f", "ق": "k", "ك": "k", "ل": "l", "م": "m", "ن": "n",
}  # fmt: skip
_ARABIC_WEAK = {"ا": "a", "ع": "a", "ء": "a", "و": "w", "ي": "y"}
_SOUNDS = (
    ("tch", "S"), ("sch", "S"), ("dj", "j"), ("kh", "x"), ("gh", "g"), ("ch", "S"), ("sh", "S"), ("th", "t"),
    ("dh", "d"), ("eu", "u"), ("ou", "u"), ("oo", "u"), ("uway", "wi"), ("uwai", "wi"), ("uwei", "wi"), ("uwe", "wi"),
    ("uai", "wi"), ("uei", "wi"), ("uay", "wi"), ("way", "wi"), ("wai", "wi"), ("wei", "wi"), ("uwa", "wa"),
    ("ua", "wa"), ("ue", "wa"), ("ee", "i"), ("ei", "i"), ("ey", "i"), ("ay", "i"), ("ai", "i"), ("iy", "i"),
    ("ie", "i"), ("ia", "i"), ("aw", "u"), ("au", "u"),
)  # fmt: skip
_DOUBLES = tuple((letter * 2, letter) for letter in "aiubdfghjklmnrstwzS")
_SOUND_LETTERS = str.maketrans({"e": "a", "o": "u", "q": "k", "p": "b", "v": "f", "c": "k", "y": "i"})
_NOT_LETTER = re.compile("[^a-z0-9]")
_DOUBLED = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """The consonant signs of a name, at most 12; "" where nothing is left to compare.

    >>> skeleton("Deir Ezzur") == skeleton("Dayr az Zawr") == skeleton("دير الزور")
    True
    >>> skeleton("Kuweires") == skeleton("Kweiris"), skeleton("Ma'aret al-Nauman") == skeleton("معرة النعمان")
    (True, True)
    """
    return words_skeleton(words_without_articles(fold(name)))


def words_skeleton(words: Sequence[str]) -> str:
    """The skeleton of a name's folded words without articles."""
    signs = [_word_signs(word, last=position == len(words) - 1) for position, word in enumerate(words)]
    return "".join(signs).replace("nb", "mb")[:MAX_SIGNS]


@lru_cache(maxsize=32768)
def _word_signs(word: str, *, last: bool) -> str:
    if has_arabic(word):
        return _arabic_signs(word, last=last)
    if not word.isascii():
        word = _NOT_LETTER.sub("", anyascii(word).lower())
    word = _DOUBLED.sub(r"\1", _DIGRAPH.sub(lambda found: _DIGRAPHS[found[0]], word).translate(_LETTERS))
    if word[:2] == "ou" and word[2:3] in {"a", "e", "i"}:
        word = "w" + word[2:]
    first, body = word[:1], word[1:]
    return ("a" if first in "aeiou" else first) + body.removesuffix("h").translate(_VOWELS)


def _arabic_signs(word: str, *, last: bool) -> str:
    # A final ة is folded to ه: silent at the end of a name, "t" before the next word (Khirbet Ghazaleh).
    if word.endswith("ه") and len(word) > 2:
        word = word[:-1] + ("" if last else "ت")
    first = _ARABIC_WEAK.get(word[:1]) or _ARABIC.get(word[:1], "")
    kept = "".join([_ARABIC.get(letter, "") for letter in word[1:]])
    return first + kept


@lru_cache(maxsize=65_536)
def sounded(bare: str) -> str:
    """An article-less Latin spelling with the vowels and consonants that transliterations mix up made one.

    >>> sounded("zebdeen") == sounded("zabdin"), sounded("kafrzeita") == sounded("kafrzayta")
    (True, True)
    """
    for letters, sound in _SOUNDS:  # some twenty plain replacements are twice as quick as one expression
        bare = bare.replace(letters, sound)
    bare = bare.translate(_SOUND_LETTERS)
    for letters, sound in _DOUBLES:
        bare = bare.replace(letters, sound)
    bare = bare.removesuffix("h")
    return "a" + bare[1:] if bare[:1] in {"i", "u"} else bare  # ayn or hamza with any vowel: Otaibah, Utaybah


def packed(signs: str) -> int:
    """The skeleton as one number below 2**64: equal numbers, equal skeletons.

    >>> packed("drzr") != packed("drzn")
    True
    """
    return int(signs or "0", 36)
