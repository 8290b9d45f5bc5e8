from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from geo.model import Article, Kind, ReportedEvent
from geo.store import open_store

ARTICLE = Article("a", "jnn", "Rebels took Saraqib.")
EVENT = ReportedEvent("e", "jnn", "a", Kind.CAPTURED, quote="Rebels took Saraqib")


@pytest.mark.parametrize("stores", [1, 3], ids=["one store", "three on one database"])
def test_many_writers_and_readers_at_once_lose_nothing(database_url, stores):
    opened = [open_store(database_url) for _ in range(stores)]

    def write(number):
        store = opened[number % stores]
        article = replace(ARTICLE, article_id=f"a{number}", source_id=f"s{number % 5}")
        event = replace(EVENT, event_id=f"e{number}", article_id=article.article_id, source_id=article.source_id)
        store.add_article(article, [event])
        return store.event_arrow(columns=("event_id",)).num_rows

    with ThreadPoolExecutor(6) as pool:
        seen = list(pool.map(write, range(30)))
    assert min(seen) >= 1
    for store in opened:
        assert store.revision == 30
        assert sorted(store.event_arrow(columns=("event_id",))["event_id"].to_pylist()) == sorted(
            f"e{number}" for number in range(30)
        )
        assert len({source.colour for source in store.sources()}) == 5
        store.close()


def test_two_programs_may_make_the_same_store_at_once(database_url):
    with ThreadPoolExecutor(4) as pool:
        opened = list(pool.map(lambda _: open_store(database_url), range(4)))
    assert len({store.store_id for store in opened}) == 1
    for store in opened:
        store.close()
