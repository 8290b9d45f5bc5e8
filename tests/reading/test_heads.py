import datetime as dt

import pytest

from geo.reading.heads import read_head

PROSE = " The army entered the town after heavy fighting. " + "Residents fled towards the border. " * 8

PUBLISHED = {
    "labelled": "Date of publication 29 October 2016 Fresh fighting shook the city." + PROSE,
    "published": "Published October 29 2016 Ten people were killed." + PROSE,
    "posted by somebody": "Posted on October 29 2016 by The Desk Six Killed in Blast" + PROSE,
    "opening stamp": "29.10.2016 The army has killed some fighters." + PROSE,
    "opening stamp with weekday": "Sat Oct 29 2016 Army foils attack." + PROSE,
    "on its own line": "Army Foils Attack on Northern Town\nSat Oct 29, 2016 16:25:32\n\n" + PROSE,
    "after title and agency": "Russia says 62 troops killed AFP Saturday 29 Oct 2016 More than 60 died." + PROSE,
    "outlet, day and place": "A Real Game Changer , Many Back HomeJNN 29 Oct 2016 Damascus :  Officials said." + PROSE,
    "published beats updated": "Updated in: 14 June 2021 - 02:24\nPublish Date: 29October 2016 - 17:47\n" + PROSE,
    "updated in brackets": "29.10.2016(updated 1121 30.10.2016) Get short URL A strike killed five." + PROSE,
}


@pytest.mark.parametrize("text", PUBLISHED.values(), ids=PUBLISHED.keys())
def test_day_of_publication(text: str) -> None:
    assert read_head(text).published_on == dt.date(2016, 10, 29)


NOT_PUBLISHED = {
    "last updated": "Last updated at Jul 262016 BEIRUT Government forces seized a district." + PROSE,
    "updated in": "Updated in: 14 June 2021 - 02:24\n" + PROSE,
    "a day of the story": "The city was retaken on December 8, 2016 after a siege." + PROSE,
    "since a day": "Fighting has raged since 29 October 2016." + PROSE,
    "none": PROSE,
}


@pytest.mark.parametrize("text", NOT_PUBLISHED.values(), ids=NOT_PUBLISHED.keys())
def test_what_is_no_day_of_publication(text: str) -> None:
    assert read_head(text).published_on is None


def test_update_is_kept_apart() -> None:
    head = read_head("Updated in: 14 June 2021 - 02:24\nPublish Date: 12February 2020 - 17:47\n" + PROSE)
    assert (head.published_on, head.updated_on) == (dt.date(2020, 2, 12), dt.date(2021, 6, 14))


DATELINES = {
    "agency in brackets": ("MOSCOW (Sputnik) The planes returned." + PROSE, "MOSCOW (Sputnik) ", "sputnik"),
    "agency and day": ("DAMASCUS, 1 Nov (SANA) - The army advanced." + PROSE, "DAMASCUS, 1 Nov (SANA) -", "sana"),
    "lower-case agency": ("TEHRAN (defapress)- The planes returned." + PROSE, "TEHRAN (defapress)-", "defapress"),
    "place, country and agency": ("NAIROBI, Kenya (AP) - It was hit." + PROSE, "NAIROBI, Kenya (AP) -", "ap"),
}


@pytest.mark.parametrize(("text", "span", "source_id"), DATELINES.values(), ids=DATELINES.keys())
def test_datelines(text: str, span: str, source_id: str) -> None:
    head = read_head(text)
    assert [text[a:b].strip() for a, b in head.spans] == [span.strip()]
    assert head.outlet is not None
    assert head.outlet.source_id == source_id


NO_DATELINES = {
    "another name in brackets": "Fighters of ISIS (Daesh) entered the town." + PROSE,
    "a short form in brackets": "The SDF (Kurdish-led) took the town." + PROSE,
    "a force and its people": "The YPG (PKK) took the town." + PROSE,
}


@pytest.mark.parametrize("text", NO_DATELINES.values(), ids=NO_DATELINES.keys())
def test_capitals_with_a_name_in_brackets_are_no_dateline(text: str) -> None:
    assert read_head(text).spans == ()


def test_a_report_published_on_a_day_is_told_in_prose() -> None:
    assert read_head("Army enters town. A report published on 12 May 2015 said so." + PROSE).published_on is None


def test_a_labelled_day_beats_a_bare_one() -> None:
    text = "Sat Oct 29 2016 Army foils attack.\nPublished: 30 October 2016\n" + PROSE
    assert read_head(text).published_on == dt.date(2016, 10, 30)


TITLES = {
    "a first line": ("Army Troops Smash Dozens in Aleppo\n\n" + PROSE, "Army Troops Smash Dozens in Aleppo"),
    "a sentence": ("The army entered the town.\n\n" + PROSE, ""),
    "one line of text": (PROSE, ""),
    "a stamp": ("Updated in: 14 June 2021 - 02:24\n" + PROSE, ""),
}


@pytest.mark.parametrize(("text", "title"), TITLES.values(), ids=TITLES.keys())
def test_title(text: str, title: str) -> None:
    assert read_head(text).title == title
