"""The short way of plain exact names answers what the cascade of all questions answers."""

import copy
import pickle
import random
import threading

import pytest

from geo.gazetteer.asking import Asked, asked_of, asks_for_itself
from geo.gazetteer.index import _Search
from geo.gazetteer.unread import UnreadPlace
from geo.model import Place


def names_of(gazetteer, count):
    records = gazetteer.index.records
    chance = random.Random(11)
    for number in chance.sample(range(len(records)), min(count, len(records))):
        _, name, _, *others = records.texts(number)
        yield from (name, *others[:3], name.upper())


@pytest.mark.parametrize("limit", [1, 5, 12])
def test_answers_are_those_of_the_cascade(curated, limit):
    index = curated.index
    several = 0
    for name in {*names_of(curated, 600), "Mansoura", "al Bab", "Bab", "Zahraa", "Aleppo", "", "—", "Xyzzyplugh"}:
        whole = list(index._find(_Search(name, (), None, None, None, limit, False)))
        plain = index.search(name, near=(), within=None, country=None, kind=None, limit=limit, fuzzy=False)
        assert plain == whole, name
        several += len(plain) > 1
    assert several > 5 or limit == 1


@pytest.mark.parametrize(
    "name",
    [
        "Teir Maaleh village", "Lake Assad", "the city of Homs", "Kobane/Ayn al-Arab", "Qamishli (Qamishlo)",
        "Eastern Ghouta", "Homs-Hama road", "Bab or Azaz", "Sub-District X", "Two  spaces", " Homs", "12",
    ],
)  # fmt: skip
def test_words_that_tell_more_are_seen(name):
    assert not asks_for_itself(name)


def test_nothing_is_told_by_names_that_ask_for_themselves(curated):
    plain = [name for name in names_of(curated, 1000) if asks_for_itself(name)]
    assert len(plain) > 1000
    assert [name for name in plain if asked_of(name) != Asked((name,), None, ())] == []


def test_an_unread_place_becomes_the_place(curated):
    records = curated.index.records
    looks = (
        lambda place: place == records.place(7),
        lambda place: records.place(7) == place,
        lambda place: hash(place) == hash(records.place(7)),
        lambda place: repr(place) == repr(records.place(7)),
        lambda place: pickle.loads(pickle.dumps(place)) == records.place(7),
        lambda place: copy.copy(place) == records.place(7),
        lambda place: place.population == records.population[7],
        lambda place: isinstance(place, Place) and place.areas == records.place(7).areas,
    )
    for look in looks:
        place = records.unread(7)
        assert type(place) is UnreadPlace
        assert look(place)
        assert type(place) is Place


def test_threads_may_look_at_once(curated):
    records = curated.index.records
    places = [records.unread(number) for number in range(400)]
    seen = []

    def look():
        seen.append([(place.population, place.areas, place.name) for place in places])

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = [records.place(number) for number in range(400)]
    assert seen == [[(place.population, place.areas, place.name) for place in told]] * 6
