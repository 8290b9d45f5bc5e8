import datetime as dt

import pytest

from geo.errors import UnreadableArticle
from geo.reading import article_from_html

STORY = "".join(
    f"<p>{sentence}</p>"
    for sentence in (
        "The army entered the town of Hama on Friday after a week of heavy fighting, a monitor said.",
        "Residents fled towards the border while planes struck the road to the north of the city.",
        "More than forty people were wounded, according to doctors at the hospital in the old quarter.",
    )
)


def page(head: str = "", body: str = "", story: str = STORY) -> str:
    return f"<html lang='en'><head>{head}</head><body>{body}<article>{story}</article></body></html>"


DAYS = {
    "open graph": '<meta property="article:published_time" content="2016-10-29T08:00:00+03:00">',
    "reversed attributes": '<meta content="2016-10-29" name="pubdate" />',
    "Dublin Core": "<meta name='DC.date.issued' content='2016-10-29'>",
    "JSON-LD": '<script type="application/ld+json">{"@type":"Article","datePublished":"2016-10-29T08Z"}</script>',
    "JSON-LD graph": (
        '<script type="application/ld+json">{"@graph":[{"@type":"WebSite"},'
        '{"@type":"NewsArticle","datePublished":"2016-10-29"}]}</script>'
    ),
    "epoch": '<meta name="publish-date" content="1477729200">',
    "epoch in milliseconds": '<meta property="article:published_time" content="1477729200000">',
    "in words": '<meta name="date" content="Saturday, October 29, 2016">',
    "published beats updated": (
        '<meta property="article:modified_time" content="2021-06-14">'
        '<meta property="article:published_time" content="2016-10-29">'
    ),
}


@pytest.mark.parametrize("head", DAYS.values(), ids=DAYS.keys())
def test_day_in_the_head(head: str) -> None:
    assert article_from_html(page(head)).published_on == dt.date(2016, 10, 29)


def test_day_in_a_time_element() -> None:
    body = '<time class="entry-date published" datetime="2016-10-29T08:00:00">29 Oct</time>'
    assert article_from_html(page(body=body)).published_on == dt.date(2016, 10, 29)


MARKED = {
    "microdata": '<span itemprop="datePublished" content="2016-10-29T08:00">29 Oct</span>',
    "a date in Turkish": '<div class="tarih">29 Ekim 2016</div>',
    "a date in Russian": '<span class="post-date">29 октября 2016, 14:05</span>',
    "an update's in Russian before it": (
        '<span class="updated-date">30 октября 2016</span><span class="date">29 октября 2016</span>'
    ),
    "an update's in Turkish before it": (
        '<div class="tarih">Güncelleme: 30 Ekim 2016</div><div class="tarih">Yayınlanma: 29 Ekim 2016</div>'
    ),
    "visible": '<div class="article-date">October 29, 2016</div>',
}


@pytest.mark.parametrize("body", MARKED.values(), ids=MARKED.keys())
def test_day_in_the_body(body: str) -> None:
    assert article_from_html(page(body=body)).published_on == dt.date(2016, 10, 29)


def test_a_day_of_change_only_bounds_the_day() -> None:
    article = article_from_html(page('<meta property="article:modified_time" content="2021-06-14T01:00:00">'))
    assert (article.published_on, article.not_after) == (None, dt.date(2021, 6, 14))


def test_title_source_address_language() -> None:
    head = (
        "<title>Town falls | Daily Sabah</title><meta property='og:title' content='Town falls &amp; burns'>"
        "<meta property='og:site_name' content='Daily Sabah'><link rel='canonical' href='https://www.dailysabah.com/a'>"
    )
    article = article_from_html(page(head))
    assert (article.title, article.source_id, article.source_name, article.url, article.language) == (
        "Town falls & burns", "dailysabah", "Daily Sabah", "https://www.dailysabah.com/a", "en",
    )  # fmt: skip


def test_an_unknown_site_keeps_its_name() -> None:
    article = article_from_html(page("<meta property='og:site_name' content='Village Herald'>"))
    assert (article.source_id, article.source_name) == ("village-herald", "Village Herald")


def test_menus_scripts_and_comments_are_left_out() -> None:
    body = "<nav><a href='/aleppo'>Aleppo</a></nav><script>var related = ['Idlib falls'];</script>"
    story = STORY + "<div class='comments'><p>Leave a Reply</p><p>What about Palmyra?</p></div>"
    text = article_from_html(page(body=body, story=story))
    left = text.text[text.body_start : text.body_end]
    assert "entered the town of Hama" in left
    assert not any(name in left for name in ("Aleppo", "Idlib", "Palmyra"))


def test_arguments_win() -> None:
    article = article_from_html(
        page(DAYS["open graph"]), source_id="tass", title="Mine", url="https://x.org", published_on=dt.date(2016, 1, 1)
    )
    assert (article.source_id, article.title, article.url, article.published_on) == (
        "tass", "Mine", "https://x.org", dt.date(2016, 1, 1),
    )  # fmt: skip


BROKEN = {
    "no text": "<html><body></body></html>",
    "only scripts": "<html><body><script>let a = 1;</script></body></html>",
    "empty": "",
}


@pytest.mark.parametrize("html", BROKEN.values(), ids=BROKEN.keys())
def test_pages_without_text(html: str) -> None:
    with pytest.raises(UnreadableArticle):
        article_from_html(html)


def test_a_page_cut_in_the_middle_is_still_read() -> None:
    assert "entered the town" in article_from_html(page()[:-60]).text
