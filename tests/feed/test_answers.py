"""What answers a report is told with it, both ways."""

import datetime as dt
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from geo.feed import routes
from geo.feed.answers import answers_among
from geo.model import Article, DatePrec, Kind, ReportedEvent, Stance, WherePrec
from geo.store import open_store

DAY = dt.date(2016, 12, 11)
TOOK = ReportedEvent(
    "took", "jnn", "a1", Kind.CAPTURED, actor="Syrian opposition", place_id="p:1", place_name="Saraqib", latitude=35.86,
    longitude=36.8, where_prec=WherePrec.EXACT, date_start=DAY, date_end=DAY, date_prec=DatePrec.DAY, published_on=DAY,
    quote="Rebels took it", char_end=14,
)  # fmt: skip
DENIAL = replace(TOOK, event_id="denial", source_id="sana", article_id="a2", stance=Stance.DENIED)
CONTRARY = replace(TOOK, event_id="contrary", source_id="tass", article_id="a3", kind=Kind.HOLDS, actor="Syrian army")
FAR = replace(DENIAL, event_id="far", source_id="ria", article_id="a4", longitude=40.0, place_id="p:2")
EARLIER = dt.date(2016, 1, 1)
OLD = replace(DENIAL, event_id="old", source_id="ria", article_id="a4", date_start=EARLIER, date_end=EARLIER)


@pytest.fixture
def store(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    by_article = {event.article_id: [] for event in (TOOK, DENIAL, CONTRARY, FAR)}
    for event in (TOOK, DENIAL, CONTRARY, FAR, OLD):
        by_article[event.article_id].append(event)
    for article_id, events in by_article.items():
        source = events[0].source_id
        text = "Rebels took it, it was said."
        store.add_article(Article(article_id, source, text, source_name=source.upper(), published_on=DAY), events)
    yield store
    store.close()


@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        ("took", [("denied by", "denial", "SANA"), ("contradicted by", "contrary", "TASS")]),
        ("denial", [("denies", "took", "JNN")]),
        ("contrary", [("contradicted by", "took", "JNN")]),
        ("far", []),
        ("old", []),
    ],
)
def test_answers_come_with_the_report(store, client_of, asked, answers):
    body = client_of(Starlette(routes=routes(lambda: store))).get(f"/feed/events/{asked}").json()
    told = body["answers"]
    assert [(answer["relation"], answer["event_id"], answer["source_name"]) for answer in told] == answers
    assert all(answer["row"] == store.row_of_event(answer["event_id"]) for answer in told)
    assert not {answer["event_id"] for answer in told} & {other["event_id"] for other in body["neighbours"]}
    among = answers_among(store).get(asked, [])
    assert [(answer["relation"], answer["event_id"]) for answer in among] == [answer[:2] for answer in answers]
