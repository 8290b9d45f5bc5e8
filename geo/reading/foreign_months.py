"""Full dates with the month's name in other languages, as the heads of pages print them: "29 октября 2016"."""

import datetime as dt
import re
from collections.abc import Iterator

from geo.reading.stamps import Stamp

_NAMES = (
    "janvier enero januar janeiro ocak января січня يناير ژانویه|كانون الثاني",
    "février fevrier febrero februar fevereiro şubat subat февраля лютого فبراير فوریه شباط",
    "mars marzo märz maerz março mart марта березня مارس آذار",
    "avril abril nisan апреля квітня أبريل ابريل آوریل نيسان",
    "mai mayo maio mayıs mayis мая травня مايو مه أيار ايار",
    "juin junio juni junho haziran июня червня يونيو ژوئن حزيران",
    "juillet julio juli julho temmuz июля липня يوليو ژوئیه تموز",
    "août aout agosto ağustos agustos августа серпня أغسطس اغسطس اوت آب",
    "septembre septiembre setembro eylül eylul сентября вересня سبتمبر سپتامبر أيلول ايلول",
    "octobre octubre oktober outubro ekim октября жовтня أكتوبر اكتوبر اکتبر|تشرين الأول|تشرين الاول",
    "novembre noviembre novembro kasım kasim ноября листопада نوفمبر نوامبر|تشرين الثاني",
    "décembre decembre diciembre dezember dezembro aralık aralik декабря грудня ديسمبر دسامبر|كانون الأول|كانون الاول",
)
"""Names of January to December in French, Spanish, German, Portuguese, Turkish, Russian, Ukrainian, Arabic (of Egypt
and of the Levant) and Persian; names of several words follow a bar."""
_MONTHS = {
    name: number
    for number, names in enumerate(_NAMES, start=1)
    for part, words in enumerate(names.split("|"))
    for name in ([words] if part else words.split())
}
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_STAMP = re.compile(
    r"(?P<day>[0-9](?<![\w/.-].)[0-9]?)(?:\.|er|º)?\s{1,2}(?:de\s)?(?P<month>"
    + "|".join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))
    + r")\.?,?\s{1,2}(?:de\s|del\s)?(?P<year>(?:19[5-9]|20[0-4])\d)(?!\d)",
    re.IGNORECASE,
)


def find_foreign_stamps(text: str, start: int = 0, end: int | None = None) -> Iterator[Stamp]:
    """The full dates with a month in another language in `text[start:end]`, in order.

    >>> [stamp.day.isoformat() for stamp in find_foreign_stamps("Publié le 29 octobre 2016, 1 мая 2017")]
    ['2016-10-29', '2017-05-01']
    """
    folded = text if text.isascii() else text.translate(_DIGITS)
    for found in _STAMP.finditer(folded, start, len(text) if end is None else end):
        try:
            day = dt.date(int(found["year"]), _MONTHS[found["month"].lower()], int(found["day"]))
        except (ValueError, KeyError):
            continue
        yield Stamp(found.start(), found.end(), day, has_weekday=False)
