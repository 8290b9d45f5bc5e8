"""The day of publication in the heads of pages of many outlets, in our own words; `None` where a page shows none."""

import datetime as dt

import pytest

from geo.reading import article_from_text

DAY = dt.date(2016, 10, 29)
PROSE = (
    " The army entered the town after heavy fighting on Tuesday, residents said. "
    + "Residents fled towards the border as shells fell on the market and the hospital. " * 6
)

DAYS = {
    "plain iso line": "Rebels Seize Town\n2016-10-29\n{}",
    "iso with time and zone": "Rebels Seize Town\n2016-10-29T14:05:00+03:00\n{}",
    "US long": "Rebels Seize Town\nOctober 29, 2016\n{}",
    "US long with weekday": "Rebels Seize Town\nSaturday, October 29, 2016\n{}",
    "US short month": "Rebels Seize Town\nOct. 29, 2016 9:41 a.m. ET\n{}",
    "UK long": "Rebels Seize Town\nSaturday 29 October 2016 14.05 BST\n{}",
    "UK ordinal": "Rebels Seize Town\n29th October 2016\n{}",
    "published at": "Rebels Seize Town\nPublished at 14:05 on 29 October 2016\n{}",
    "published colon": "Rebels Seize Town\nPublished: 29 Oct 2016, 14:05 GMT\n{}",
    "published on by": "Rebels Seize Town\nPublished on October 29, 2016 by Jane Doe\n{}",
    "by and date": "Rebels Seize Town\nBy Jane Doe, Beirut\n29 October 2016 • 2:05pm\n{}",
    "by pipe date": "Rebels Seize Town\nBy Jane Doe | October 29, 2016\n{}",
    "byline dash date": "Rebels Seize Town\nJane Doe - October 29, 2016\n{}",
    "posted": "Rebels Seize Town\nPosted: Oct 29, 2016 2:05 PM ET | Last Updated: Oct 30, 2016 8:00 AM ET\n{}",
    "updated before": "Rebels Seize Town\nLast updated: October 30, 2016\nFirst published: October 29, 2016\n{}",
    "date label": "Rebels Seize Town\nDate: 29/10/2016\n{}",
    "date issued": "SITUATION REPORT No. 12\nDate issued: 29 October 2016\n{}",
    "as of": "SITUATION REPORT No. 12 (as of 29 October 2016)\n{}",
    "sitrep heading": "Yemen: Situation Update, 29 October 2016\n\n{}",
    "dateline reuters with year": "DAMASCUS, Oct 29, 2016 (Reuters) - The army entered.{}",
    "dateline afp": "Damascus (AFP) - 29 Oct 2016 - The army entered.{}",
    "xinhua": "DAMASCUS, Oct. 29, 2016 (Xinhua) -- The army entered.{}",
    "source line": "Rebels Seize Town\nSource: Xinhua   2016-10-29 14:05:12\n{}",
    "numeric US am": "Rebels Seize Town\n10/29/2016 02:05 PM\n{}",
    "dotted": "Rebels Seize Town\n29.10.2016 14:05\n{}",
    "year first dots": "Rebels Seize Town\n2016.10.29 14:05\n{}",
    "slashes year first": "Rebels Seize Town\n2016/10/29 | 14:05\n{}",
    "arabic months": "Rebels Seize Town\n29 تشرين الأول 2016\n{}",
    "arabic months egypt": "Rebels Seize Town\n29 أكتوبر 2016\n{}",
    "arabic digits": "Rebels Seize Town\n٢٩ أكتوبر ٢٠١٦\n{}",
    "turkish": "Rebels Seize Town\n29 Ekim 2016 Cumartesi\n{}",
    "turkish dotted label": "Rebels Seize Town\nGiriş Tarihi: 29.10.2016 14:05 Son Güncelleme: 30.10.2016\n{}",
    "russian": "Rebels Seize Town\n29 октября 2016, 14:05\n{}",
    "ukrainian": "Rebels Seize Town\n29 жовтня 2016\n{}",
    "french": "Rebels Seize Town\nPublié le 29 octobre 2016 à 14h05\n{}",
    "german": "Rebels Seize Town\n29. Oktober 2016\n{}",
    "spanish": "Rebels Seize Town\n29 de octubre de 2016\n{}",
    "farsi": "Rebels Seize Town\n29 اکتبر 2016\n{}",
    "GMT offset": "Rebels Seize Town\nSat Oct 29 2016 02:05:00 GMT+0300\n{}",
    "rfc822": "Rebels Seize Town\nSat, 29 Oct 2016 02:05:00 +0000\n{}",
    "issued": "Press Release\nIssued on: 29/10/2016 - 14:05\n{}",
    "on line with section": "World News | Sat Oct 29, 2016 | 2:05pm EDT\nRebels Seize Town\n{}",
    "two bare days": "Rebels Seize Town\n29 October 2016\nRelated: 15 October 2016 Town besieged\n{}",
    "created/modified": "Rebels Seize Town\nCreated: 29 October 2016\nModified: 1 November 2016\n{}",
    "release date": "Rebels Seize Town\nRelease date: October 29, 2016\n{}",
    "hyphen month": "Rebels Seize Town\n29-Oct-2016\n{}",
}

NO_DAYS = {
    "updated only": "Rebels Seize Town\nUpdated 8:00 AM ET, Sun October 30, 2016\n{}",
    "last modified only": "Rebels Seize Town\nLast modified on Sunday 30 October 2016 08.00 GMT\n{}",
    "tass": "MOSCOW, October 29. /TASS/. The army entered.{}",
    "numeric ambiguous": "Rebels Seize Town\n03/04/2016\n{}",
    "story day first prose": "The city was seized on October 29, 2016, the army said.{}",
    "photo caption date": "Smoke rises over the town, Syria October 29, 2016. REUTERS/A B{}",
    "copyright": "{}\n© 2016 Village Herald. All rights reserved. 29 October 2016",
    "relative": "Rebels Seize Town\n2 hours ago\n{}",
    "month year only": "Syria Monthly, October 2016\n{}",
}


@pytest.mark.parametrize("head", DAYS.values(), ids=DAYS.keys())
def test_day_of_publication(head: str) -> None:
    assert article_from_text(head.format(PROSE)).published_on == DAY


@pytest.mark.parametrize("head", NO_DAYS.values(), ids=NO_DAYS.keys())
def test_heads_without_a_day_of_publication(head: str) -> None:
    assert article_from_text(head.format(PROSE)).published_on is None


def test_a_later_update_bounds_the_day_and_proves_nothing_else() -> None:
    article = article_from_text(f"Rebels Seize Town\nLast updated: October 30, 2016\n{PROSE}")
    assert (article.published_on, article.not_before, article.not_after) == (None, None, dt.date(2016, 10, 30))
