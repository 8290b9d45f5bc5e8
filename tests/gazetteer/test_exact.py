"""The short way of plain exact names answers what the cascade of all questions answers."""

import copy
import pickle
import random
import threading
from dataclasses import asdict, replace

import pytest

from geo.gazetteer.asking import Asked, asked_of, asks_for_itself
from geo.gazetteer.index import _Search
from geo.gazetteer.unread import UnreadCandidate, unread_candidate
from geo.model import Candidate


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


def test_an_unread_candidate_becomes_the_candidate(curated):
    exact = curated.index._exact
    place = curated.index.records.place(7)
    told = Candidate(place, 0.5, "exact", exact.evidence(7, "exact"))
    looks = (
        lambda candidate: candidate == told,
        lambda candidate: told == candidate,
        lambda candidate: hash(candidate) == hash(told),
        lambda candidate: repr(candidate) == repr(told),
        lambda candidate: pickle.loads(pickle.dumps(candidate)) == told,
        lambda candidate: copy.copy(candidate) == told,
        lambda candidate: replace(candidate, score=0.25) == replace(told, score=0.25),
        lambda candidate: asdict(candidate) == asdict(told),
        lambda candidate: candidate.evidence == told.evidence,
        lambda candidate: isinstance(candidate, Candidate) and candidate.place == place,
    )
    for look in looks:
        candidate = unread_candidate(exact, 7, 0.5, "exact")
        assert type(candidate) is UnreadCandidate
        assert (candidate.score, candidate.method) == (0.5, "exact")
        assert type(candidate) is UnreadCandidate
        assert look(candidate)
        assert type(candidate) is Candidate


def test_threads_may_look_at_once(curated):
    exact, records = curated.index._exact, curated.index.records
    candidates = [unread_candidate(exact, number, 0.5, "exact") for number in range(400)]
    seen = []

    def look():
        seen.append([(one.place.population, one.evidence, one.place.name) for one in candidates])

    threads = [threading.Thread(target=look) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = [records.place(number) for number in range(400)]
    expected = [(place.population, exact.evidence(number, "exact"), place.name) for number, place in enumerate(told)]
    assert seen == [expected] * 6
