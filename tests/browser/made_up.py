"""A small store of made-up reports: three outlets that disagree on one town, one with a name that is hard to set."""

import datetime as dt
from pathlib import Path
from typing import Any

from geo.model import Article, DatePrec, Kind, ReportedEvent, Source, Stance, WherePrec
from geo.store import Store, open_store

HOSTILE_QUOTE = 'Rebels <img src=x onerror="window.broken=1"> took the town of Dellen on Sunday.'
LONG_NAME = "The Very Long And Entirely Official Gazette Of The Province And Its Seven Districts"
ARABIC_NAME = "وكالة أنباء المدينة"
TOWN = {"place_id": "made-up:dellen", "place_name": "Dellen", "longitude": 38.0, "latitude": 35.0,
        "where_prec": WherePrec.EXACT, "radius_m": 1000.0}  # fmt: skip
PROVINCE = {"place_id": "made-up:north", "place_name": "North province", "longitude": 38.8, "latitude": 35.6,
            "where_prec": WherePrec.FIRST_ORDER_AREA, "radius_m": 30_000.0}  # fmt: skip


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def reports() -> list[dict[str, Any]]:
    """What each article reports, without what article and source add."""
    rebels, army = {"actor": "Rebels"}, {"actor": "Government"}
    return [
        {"source": "herald", "kind": Kind.CAPTURED, "day": "2016-12-04", "quote": HOSTILE_QUOTE, **rebels, **TOWN},
        {"source": "gazette", "kind": Kind.HOLDS, "day": "2016-12-06", "quote": "It holds Dellen.", **army, **TOWN},
        {"source": "wakala", "kind": Kind.CLASH, "day": "2016-12-08", "quote": "Clashes at Dellen.", **rebels, **TOWN},
        {"source": "wakala", "kind": Kind.AIRSTRIKE, "day": "2017-02-10", "quote": "Planes struck.", **army, **TOWN},
        {"source": "herald", "kind": Kind.SHELLING, "day": "2016-12-08", "quote": "Shells fell.", **army, **PROVINCE},
        {"source": "herald", "kind": Kind.CAPTURED, "stance": Stance.PLANNED, "day": "2016-12-20",
         "quote": "The army plans to take Dellen.", **army, **TOWN},
        {"source": "gazette", "kind": Kind.CASUALTIES, "day": None, "quote": "Three died.", **TOWN},
        {"source": "gazette", "kind": Kind.CLASH, "day": "2016-12-08", "quote": "A clash somewhere.", **rebels},
    ]  # fmt: skip


def made_up_store(folder: Path) -> Store:
    """A store in the folder that holds the reports."""
    store = open_store(f"sqlite:///{folder / 'made_up.sqlite'}")
    for source_id, name, group in (("herald", "The Herald", "abroad"), ("gazette", LONG_NAME, "home"),
                                   ("wakala", ARABIC_NAME, "home")):  # fmt: skip
        store.set_source(Source(source_id, name, group=group))
    for number, report in enumerate(reports()):
        told = dict(report)
        source_id, text, on = told.pop("source"), told["quote"], told.pop("day")
        article = Article(
            f"article-{number}", source_id, text, title=f"Report {number}", url="https://example.org/a",
            published_on=day("2017-03-01"), sha256=f"{number:064d}",
        )  # fmt: skip
        when = {"date_start": day(on), "date_end": day(on), "date_prec": DatePrec.DAY} if on else {}
        event = ReportedEvent(
            event_id=f"event-{number}", source_id=source_id, article_id=article.article_id,
            published_on=article.published_on, char_end=len(text), rule="made up", **when, **told,
        )  # fmt: skip
        store.add_article(article, [event])
    return store
