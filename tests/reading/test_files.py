import datetime as dt
from pathlib import Path

import pytest

from geo.errors import UnreadableArticle
from geo.reading import article_from_file, articles_from_file
from geo.reading.files import LARGEST_FILE_BYTES

PROSE = "The army entered the town of Hama on Friday – “quickly”. " * 12


def written(tmp_path: Path, data: bytes | str, name: str = "article.txt") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


READABLE = {
    "UTF-8": (PROSE.encode(), "a.txt"),
    "UTF-8 with its mark": (PROSE.encode("utf-8-sig"), "a.txt"),
    "UTF-16 with its mark": (PROSE.encode("utf-16"), "a.txt"),
    "no suffix": (PROSE.encode(), "article"),
    "HTML": (f"<html><body><article><p>{PROSE}</p></article></body></html>".encode(), "a.html"),
    "HTML in a text file": (f"<!doctype html><html><body><p>{PROSE}</p></body></html>".encode(), "a.txt"),
    "HTML that names another encoding": (
        f'<html><head><meta charset="windows-1252"></head><body><p>{PROSE}</p></body></html>'.encode("cp1252"),
        "a.html",
    ),
    "mail": (f"From: Desk <desk@sana.sy>\nSubject: A town\nDate: Sun, 01 Nov 2015 10:00:00 +0200\n\n{PROSE}", "a.eml"),
}


@pytest.mark.parametrize(("data", "name"), READABLE.values(), ids=READABLE.keys())
def test_what_can_be_read(tmp_path: Path, data: bytes | str, name: str) -> None:
    article = article_from_file(written(tmp_path, data, name))
    assert "The army entered the town of Hama on Friday – “quickly”." in article.text


UNREADABLE = {
    "empty": (b"", "is empty"),
    "blank": (b" \n\n", "is empty"),
    "only a byte order mark": (b"\xef\xbb\xbf", "is empty"),
    "binary": (b"\x7fELF\x02\x01\x01\x00" + bytes(range(256)) * 20, "is binary"),
    "binary without NUL": (bytes(range(1, 32)) * 60 + b"\xff\xfe", "is binary"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "is binary"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "is binary"),
    "an archive": (b"PK\x03\x04" + b"\x14" * 40, "is binary"),
    "Latin-1": ("Août à Hama, déjà. ".encode("latin-1") * 20, "is not UTF-8"),
    "Windows Arabic": ("دخل الجيش مدينة حماة ".encode("cp1256") * 20, "is not UTF-8"),
    "cut inside a letter": (PROSE.encode() + "é".encode()[:1], "is not UTF-8"),
    "UTF-16 cut short": (b"\xff\xfe" + b"a\x00b", "utf-16"),
    "no letters": (b"1234 5678 --- 90", "holds no text"),
    "a page without text": (b"<html><head><script>x()</script></head><body></body></html>", "without text"),
    "no feed": (b'<?xml version="1.0"?><rss><channel>', "no well-formed feed"),
}


@pytest.mark.parametrize(("data", "reason"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_cannot_be_read_says_why_in_one_line_that_names_the_file(tmp_path: Path, data: bytes, reason: str) -> None:
    path = written(tmp_path, data)
    with pytest.raises(UnreadableArticle) as caught:
        article_from_file(path)
    message = str(caught.value)
    assert message.startswith(f"{path}: ")
    assert reason in message
    assert "\n" not in message


def test_too_large_a_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(UnreadableArticle, match="is 50 MB; an article may have 20 MB at most"):
        article_from_file(path)
    assert LARGEST_FILE_BYTES == 20_000_000


def test_missing_file_and_folder(tmp_path: Path) -> None:
    with pytest.raises(UnreadableArticle, match="no such file"):
        article_from_file(tmp_path / "none.txt")
    with pytest.raises(UnreadableArticle, match="is not a file"):
        article_from_file(tmp_path)


def test_options_win(tmp_path: Path) -> None:
    path = written(tmp_path, "source: sana\npublished: 2016-01-01\n---\n" + PROSE)
    article = article_from_file(path, source_id="tass", published_on=dt.date(2016, 2, 2))
    assert (article.source_id, article.published_on) == ("tass", dt.date(2016, 2, 2))


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Village Herald</title>
<item><title>Town falls</title><link>https://example.org/1</link>
<pubDate>Sun, 01 Nov 2015 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The army entered the town of Hama on Friday, a monitor said.&lt;/p&gt;</description></item>
<item><title>Bridge hit</title><link>https://example.org/2</link>
<pubDate>Mon, 02 Nov 2015 10:00:00 GMT</pubDate>
<description>Planes hit the bridge at Deir Ezzor on Sunday, residents of the city said.</description></item>
<item><title>Nothing</title></item></channel></rss>"""


def test_a_feed_holds_many_articles(tmp_path: Path) -> None:
    path = written(tmp_path, FEED, "feed.xml")
    articles = articles_from_file(path)
    assert [(a.title, a.published_on, a.source_id, a.url) for a in articles] == [
        ("Town falls", dt.date(2015, 11, 1), "village-herald", "https://example.org/1"),
        ("Bridge hit", dt.date(2015, 11, 2), "village-herald", "https://example.org/2"),
    ]
    with pytest.raises(UnreadableArticle, match="holds 2 articles"):
        article_from_file(path)


def test_a_feed_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa">]><rss><channel><item>&a;</item></channel></rss>'
    with pytest.raises(UnreadableArticle, match="document type"):
        articles_from_file(written(tmp_path, bomb, "feed.xml"))
