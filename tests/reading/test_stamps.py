import pytest

from geo.reading.stamps import find_stamps

STAMPS = {
    "weekday month day year clock": ("Mon Mar 21, 2016 16:25:32", ["2016-03-21"]),
    "weekday day month year": ("Wed 05 Apr 2017 at 0914", ["2017-04-05"]),
    "full weekday": ("Wednesday 22 July 2015", ["2015-07-22"]),
    "day glued to month": ("Publish Date: 12February 2020 - 17:47", ["2020-02-12"]),
    "day glued to year": ("Last updated at Jul 262016 BEIRUT", ["2016-07-26"]),
    "month day comma year": ("December 8, 2016", ["2016-12-08"]),
    "dots": ("07.04.2017(updated 1121 07.04.2017)", ["2017-04-07", "2017-04-07"]),
    "hyphens": ("15-02-2016 Dozens", ["2016-02-15"]),
    "iso": ("2016-10-29T12:00:00Z", ["2016-10-29"]),
    "slashes with one reading": ("25/12/2014", ["2014-12-25"]),
    "slashes with two readings": ("03/04/2020", []),
    "no such day": ("31 April 2016", []),
    "part of an address": ("http://example.org/2016/03/13/a.jpg", []),
    "an id": ("1923102885", []),
    "a count": ("12 people in 2016", []),
}


@pytest.mark.parametrize(("text", "expected"), STAMPS.values(), ids=STAMPS.keys())
def test_full_dates(text: str, expected: list[str]) -> None:
    assert [stamp.day.isoformat() for stamp in find_stamps(text)] == expected
