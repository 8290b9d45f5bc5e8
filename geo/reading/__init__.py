"""Reading: a file, a page, a mail, a feed or a URL becomes an `Article`."""

from geo.reading.files import article_from_file, articles_from_file
from geo.reading.mail import article_from_mail
from geo.reading.outlets import Outlet, known_outlets
from geo.reading.page import article_from_html
from geo.reading.text import article_from_text

__all__ = [
    "Outlet",
    "article_from_file",
    "article_from_html",
    "article_from_mail",
    "article_from_text",
    "articles_from_file",
    "known_outlets",
]
