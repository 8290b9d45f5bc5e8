"""Folded keys of names: one spelling for what readers take as the same word.

Three keys of growing tolerance: `fold` (case, accents, punctuation), `article_less` (no Arabic article, no
spaces) and, in `skeleton.py`, the consonants that Arabic script and every transliteration share.
"""

import re
import unicodedata

from anyascii import anyascii

_APOSTROPHES = frozenset("'`´’‘ʼʻʿʾ′ʹʽ״׳\"“”")
_NOT_WORD = re.compile(r"[\W_]+")
_TASHKEEL = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0640]")
_ARABIC_LETTER = re.compile("[\u0600-\u06ff]")
_ARABIC_FORMS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي",
    "ی": "ي", "ک": "ك", "ئ": "ي", "ؤ": "و", "گ": "ك", "ە": "ه",
}  # fmt: skip
_ASCII_FOLDED = {
    code: None if chr(code) in "'\"`" else chr(code).lower() if chr(code).isalnum() else " " for code in range(128)
}
_ANY_ARTICLE = frozenset({"al", "el", "il", "ul"})
_SUN_ARTICLE = re.compile(r"[aeiu](sh|th|dh|ch|([tdrzsnlj])\2?)")
_GLUED_SUN_ARTICLE = re.compile(r"[ae](sh(?=sh)|([tdrzsn])(?=\2))(\w{3,})")
_ABU = dict.fromkeys(("abul", "aboul", "abil", "abual", "albu", "albou", "bu", "bou", "abou"), "abu")
ARTICLE_ARABIC = "ال"


def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes, punctuation or Arabic vowel signs, words one space apart.

    Latin letters become ASCII; other scripts stay, with their letter forms unified.

    >>> fold("Ma‘arrat an-Nu‘mān")
    'maarrat an numan'
    >>> fold("دَيْر الزُّور") == fold("دير الزور")
    True
    """
    if not name.isascii():
        name = unicodedata.normalize("NFKC", name).translate(_PLAIN_LETTERS)
        if not name.isascii():
            return _NOT_WORD.sub(" ", name).strip().lower()
    return " ".join(name.translate(_ASCII_FOLDED).split())


def words_without_articles(folded: str) -> list[str]:
    """The words of a folded name that are not the Arabic article.

    An assimilated article counts only before its own letter ("as suwayda", never "as homs"), so that English words
    that look like one stay.

    >>> words_without_articles("deir ez zor"), words_without_articles("as homs"), words_without_articles("deir ezzor")
    (['deir', 'zor'], ['as', 'homs'], ['deir', 'zor'])
    """
    words = folded.split()
    if len(words) == 1 and not _may_hold_article(folded):
        return words
    kept: list[str] = []
    for position, word in enumerate(words):
        following = words[position + 1] if position + 1 < len(words) else ""
        if following and (word in _ANY_ARTICLE or _is_sun_article(word, following)):
            continue
        if word.startswith(ARTICLE_ARABIC) and len(word) > 4:
            kept.append(word[2:])
            continue
        glued = _GLUED_SUN_ARTICLE.fullmatch(word)
        kept.append(word[len(glued[1]) + 1 :] if glued else _ABU.get(word, word))
    return kept


def article_less(folded: str) -> str:
    """A folded name without Arabic articles and without spaces.

    >>> article_less(fold("Deir Ezzor")) == article_less(fold("Deir ez-Zor")) == "deirzor"
    True
    """
    return "".join(words_without_articles(folded))


def has_arabic(text: str) -> bool:
    """Whether the text has letters of the Arabic script.

    >>> has_arabic("حلب"), has_arabic("Halab")
    (True, False)
    """
    return not text.isascii() and _ARABIC_LETTER.search(text) is not None


def _may_hold_article(word: str) -> bool:
    return word[0] in "aeib" or not word.isascii()


def _is_sun_article(word: str, following: str) -> bool:
    found = _SUN_ARTICLE.fullmatch(word)
    return found is not None and following.startswith(found[2] or found[1])


def _plain(character: str) -> str:
    """What stands for a character in a folded name; "" where it goes."""
    if character in _APOSTROPHES or _TASHKEEL.fullmatch(character):
        return ""
    character = _ARABIC_FORMS.get(character, character)
    return character if character < "\x80" else _unaccented(character)


class _PlainLetters(dict[int, str]):
    """The same by code point, worked out when first asked for, as `str.translate` reads it."""

    def __missing__(self, code: int) -> str:
        plain = _plain(chr(code))
        if len(self) < _MOST_LETTERS:
            self[code] = plain
        return plain


_MOST_LETTERS = 8192
_PLAIN_LETTERS = _PlainLetters()


def _unaccented(character: str) -> str:
    name = unicodedata.name(character, "")
    if name.startswith(("LATIN", "MODIFIER", "COMBINING", "RIGHT SINGLE", "LEFT SINGLE")) or not character.isalnum():
        return "" if unicodedata.combining(character) else anyascii(character)
    return character.casefold()
