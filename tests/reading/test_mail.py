import datetime as dt

from geo.reading.mail import article_from_mail, is_mail

PROSE = "The army entered the town of Hama on Friday. " * 6
MAIL = (
    "From: SANA Desk <desk@sana.sy>\nTo: list@example.org\nSubject: A town falls\n"
    f"Date: Sun, 01 Nov 2015 23:30:00 +0200\n\n{PROSE}\n-- \nSANA, Damascus\n"
)


def test_a_mail_gives_title_day_and_source() -> None:
    assert is_mail(MAIL)
    article = article_from_mail(MAIL)
    assert (article.title, article.published_on, article.source_id) == ("A town falls", dt.date(2015, 11, 1), "sana")
    assert "Damascus" not in article.text


def test_an_html_mail() -> None:
    mail = MAIL.replace("\n\n", "\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>", 1)
    assert "entered the town of Hama" in article_from_mail(mail).text


def test_quoted_lines_lose_their_mark() -> None:
    article = article_from_mail("From: a@example.org\nSubject: Fwd\n\n> The army entered\n> the town.\n" + PROSE)
    assert article.text.startswith("The army entered\nthe town.")


def test_prose_with_colons_is_no_mail() -> None:
    assert not is_mail("Subject: the town of Hama\n\nIt fell.")
    assert not is_mail(PROSE)
