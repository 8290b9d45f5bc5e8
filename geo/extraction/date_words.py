"""The words of the calendar in English, as tables: what a month, a weekday, a number or a unit is called.

Offsets in a text never move: `fold_digits` swaps digits of other scripts one for one.
"""

import re

MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip

WEEKDAYS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            ("monday", "mon"), ("tuesday", "tues", "tue"), ("wednesday", "weds", "wed"),
            ("thursday", "thurs", "thur", "thu"), ("friday", "fri"), ("saturday", "sat"), ("sunday", "sun"),
        )
    )
    for name in names
}  # fmt: skip
"""0 is Monday, as in `datetime.date.weekday`."""

NUMBERS: dict[str, int] = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "ninety": 90, "hundred": 100,
}  # fmt: skip

VAGUE_NUMBERS: dict[str, tuple[int, int]] = {
    "a couple of": (2, 3), "a couple": (2, 3), "couple of": (2, 3), "a few": (2, 5), "few": (2, 5),
    "several": (3, 7), "some": (2, 7), "many": (4, 12), "": (2, 7),
}  # fmt: skip
"""The smallest and the largest number that such words are taken to mean; the empty word stands for a bare plural."""

ORDINALS: dict[str, int] = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4,
}  # fmt: skip
ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

SEASONS: dict[str, tuple[int, str]] = {
    "spring": (3, "SP"), "summer": (6, "SU"), "autumn": (9, "FA"), "fall": (9, "FA"), "winter": (12, "WI"),
}  # fmt: skip
"""The first month of each season on the northern half of the globe, and its code in TIMEX3 values."""

UNIT_DAYS: dict[str, int] = {
    "minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "quarter": 91, "year": 365,
    "decade": 3652, "century": 36525,
}  # fmt: skip

UNIT_CODES: dict[str, tuple[str, int]] = {
    "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("D", 1), "week": ("W", 1), "fortnight": ("W", 2),
    "month": ("M", 1), "quarter": ("M", 3), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100),
}  # fmt: skip
"""ISO 8601 duration letters (a leading T for parts of a day), and how many of them the unit is."""

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९", "012345678901234567890123456789")


_OPENER_WORDS = """
    The In On At Over During Within Throughout For Since Until By From Between Late Early Mid Earlier Later Last Next
    This These That Past Previous Following Recent A An One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve
    Several Some Many Few Just Only Less More Nearly Almost About Around Days Weeks Months Years Hours Overnight Today
    Yesterday Tomorrow Tonight Now Currently Recently Every Each Daily
"""
_OPENERS = {word: word.lower() for word in _OPENER_WORDS.split()}
_OPENER = re.compile(rf"[A-Z](?<!\w.)(?:{'|'.join(sorted({word[1:] for word in _OPENERS}, reverse=True))})(?!\w)")


def fold_case(text: str) -> str:
    """The text with the small words that open date phrases in lower case, wherever they stand; same length.

    Months and weekdays keep their capitals, for "May" and "may" differ.
    """
    return _OPENER.sub(lambda found: _OPENERS.get(found.group(), found.group()), text)


def fold_digits(text: str) -> str:
    """The text with Arabic-Indic, Persian and Devanagari digits as 0-9, of the same length.

    >>> fold_digits("٢٠١٦-۱۲-۰۸")
    '2016-12-08'
    """
    return text if text.isascii() else text.translate(_DIGITS)


def number_of(words: str) -> int | None:
    """The number that a word, two hyphenated words or digits say, or None.

    >>> number_of("twenty-five"), number_of("12"), number_of("lots")
    (25, 12, None)
    """
    words = words.strip().lower()
    if words.isdecimal():
        return int(words) if len(words) < 6 else None
    total = 0
    for word in words.replace("-", " ").split():
        if word not in NUMBERS:
            return None
        total += NUMBERS[word]
    return total or None
