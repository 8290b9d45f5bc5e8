import pytest

from geo.reading.boilerplate import find_body

STORY = (
    "The army entered the town of Hama on Friday after heavy fighting, a monitor said.\n\n"
    "Residents fled towards the border while planes struck the road to the north of the city.\n\n"
    "More than forty people were wounded, according to doctors at the hospital in the old quarter of the town.\n\n"
    "The offensive began two weeks ago, and talks about a truce have brought no result so far, officials said.\n\n"
)


def kept(text: str) -> str:
    """The text that is left as the article's own."""
    body = find_body(text)
    parts, at = [], body.start
    for first, last in body.excluded:
        parts.append(text[at:first])
        at = last
    return "".join([*parts, text[at : body.end]])


FEET = {
    "comment form": "Leave a Reply\n\nPlease log in using one of these methods to post your comment:\n\nGoogle photo\n",
    "another comment form": "Leave a Reply\n\nFill in your details below or click an icon to log in: Logo\n",
    "one thought on": "One thought on “Army enters Hama, thousands flee to Idlib”\n\nJohn says: what about Aleppo?\n",
    "notice to readers": "ATTENTION READERS\nWe See The World From All Sides. About Aleppo\n",
    "share list": "Share this:\nTwitter\nFacebook\nLike this:\nLoading Aleppo\n",
    "related": "Related Articles\nArmy captures Palmyra\nRebels lose Saraqib\n",
    "tags": "Message end/\n\n\nTags: Syrian ، Aleppo ، agency\nyour comment\n* Comment:\n",
    "rights": "Copyright 2016 Aleppo Media. All rights reserved.\n",
    "script dump": 'string(1934) "[{"id":"17","title":"Assaults Northeast of Aleppo"} ,{"id":"18"}]"',
    "script": "var related = [{'title': 'Rebels capture Aleppo'}]; window.load(related);\n",
    "tracking": "googletag.cmd.push(function() { googletag.display('aleppo'); });\n",
}


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET.keys())
def test_a_page_foot_is_no_article(foot: str) -> None:
    left = kept(STORY + foot)
    assert left.strip() == STORY.strip()


LINES = {
    "id": "News ID: 80197",
    "code": "219-11",
    "byline": "By Our Correspondent in Aleppo",
    "photo": "Photo by Somebody in Aleppo",
    "share": "Share on Aleppo",
    "read more": "Read more: Rebels lose Aleppo",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_a_line_of_furniture_is_cut_out_and_the_rest_stays(line: str) -> None:
    first, _, rest = STORY.partition("\n\n")
    assert kept(f"{first}\n{line}\n{rest}").split() == STORY.split()


def test_a_share_list_at_the_top_does_not_end_the_article() -> None:
    text = "Share this:\n" + STORY * 2
    assert kept(text).strip() == (STORY * 2).strip()


ONE_LINE = " ".join(STORY.split()) + " " + " ".join(STORY.split()) + " "
INLINE_FEET = {
    "read also": "Read Also",
    "standards": "Our Standards:The Thomson Reuters Trust Principles.",
    "reporting by": "Reporting by Jane Doe in Beirut; Editing by John Roe",
    "related headlines": "Related Army Captures Palmyra in the North Rebels Lose Saraqib Tags Aleppo Syria Russia",
    "piped headlines": "Court Opens in Aleppo | Rebels Lose Saraqib Again | Nothing New in Idlib Today",
    "source": "(Source: Coalition Media Office in Aleppo) Twitter",
}


@pytest.mark.parametrize("foot", INLINE_FEET.values(), ids=INLINE_FEET.keys())
def test_a_foot_in_a_text_without_line_breaks(foot: str) -> None:
    assert kept(ONE_LINE + foot).strip() == ONE_LINE.strip()


PROSE = {
    "related as a word": "Deaths related to the shelling of Hama were reported on Friday by the Syrian monitor.",
    "the press said": "Published reports said that the army of the north had taken the town of Hama from the rebels.",
    "home": "Home to many refugees, the town of Hama was shelled again on Friday, residents of the old city said.",
    "source as speaker": "Source close to the army said that the town of Hama fell on Friday after a week of clashes.",
    "braces": "The note [in brackets] says that Hama {sic} fell on Friday, and the army (so it claims) holds the town.",
}


@pytest.mark.parametrize("sentence", PROSE.values(), ids=PROSE.keys())
def test_prose_stays(sentence: str) -> None:
    text = STORY + sentence + "\n\n" + STORY
    assert kept(text) == text


def test_a_text_that_is_all_furniture_has_no_body() -> None:
    assert kept("Leave a Reply\n").strip() == ""
