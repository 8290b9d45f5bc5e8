"""The sample that a newcomer sees: well-formed digests, in our own words, that show what the program is for."""

import csv
import datetime as dt
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from geo.resources import PROJECT_ROOT, data_path

SHARED = PROJECT_ROOT.parent / "shared"
HEADER_KEYS = ("source", "title", "url", "published", "origin")
LEAST_WORDS, MOST_WORDS = 100, 250
COPIED_WORDS = 20  # this many identical words in a row are a copy
PLACES = {
    "Aleppo": r"Aleppo",
    "Deir Ezzur": r"Deir (?:Ezz[uo]r|al-Zor|el-Zour|az-Zour|ez-Zor)",
    "Idlib": r"Idlib",
    "Palmyra": r"Palmyra|Tadmur",
    "Saraqib": r"Saraq[ie]b",
}
YEARS = range(2013, 2021)


@dataclass(frozen=True)
class Digest:
    name: str
    header: dict[str, str]
    body: str


def digest_from_file(path: Path) -> Digest:
    head, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    pairs = [line.split(":", 1) for line in head.splitlines()]
    return Digest(path.stem, {key: value.strip() for key, value in pairs}, body.strip())


DIGESTS = [digest_from_file(path) for path in sorted(data_path("sample").glob("*.txt"))]
SOURCES = {
    row["source_id"]: row["name"]
    for row in csv.DictReader(data_path("sample", "sources.csv").read_text(encoding="utf-8").splitlines())
}


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def shared_articles() -> dict[str, tuple[str, str]]:
    """Source and text of the articles that the digests retell, by what `origin` calls them."""
    csv.field_size_limit(sys.maxsize)
    with (SHARED / "corpora" / "syria_articles.csv").open(encoding="utf-8", newline="") as file:
        found = {row["article_id"]: (row["source"], row["title"] + "\n" + row["text"]) for row in csv.DictReader(file)}
    folder = SHARED / "articles" / "seeds"
    with (folder / "sources.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = (folder / row["file"]).read_text(encoding="utf-8", errors="replace")
            found[Path(row["file"]).stem] = (row["source_id"], text)
    return found


needs_shared = pytest.mark.skipif(
    not (SHARED / "corpora" / "syria_articles.csv").exists(),
    reason="the articles that the digests retell are not here (../shared is missing)",
)


@pytest.mark.parametrize("digest", DIGESTS, ids=lambda digest: digest.name)
class TestEachDigest:
    def test_header_is_whole(self, digest: Digest) -> None:
        assert tuple(digest.header) == HEADER_KEYS
        assert digest.header["source"] in SOURCES
        assert digest.header["title"]
        assert digest.header["origin"]
        assert digest.header["url"] == ""

    def test_file_is_named_by_source_and_day(self, digest: Digest) -> None:
        source, _, when = digest.name.rpartition("_")
        published = digest.header["published"]
        assert source == digest.header["source"]
        assert published == when if published else not re.fullmatch(r"\d{4}-\d\d-\d\d", when)

    def test_publication_day_follows_every_day_told(self, digest: Digest) -> None:
        if digest.header["published"]:
            published = dt.date.fromisoformat(digest.header["published"])
            years = {int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", digest.body)}
            assert all(year <= published.year for year in years)

    def test_body_is_a_digest_in_length(self, digest: Digest) -> None:
        assert LEAST_WORDS <= len(digest.body.split()) <= MOST_WORDS


@needs_shared
@pytest.mark.parametrize("digest", [d for d in DIGESTS if "ucdp" not in d.header["source"]], ids=lambda d: d.name)
def test_origin_is_an_article_of_that_source(digest: Digest, articles: dict[str, tuple[str, str]]) -> None:
    assert articles[digest.header["origin"]][0] == digest.header["source"]


@needs_shared
def test_no_digest_copies_any_article(articles: dict[str, tuple[str, str]]) -> None:
    ours = defaultdict(list)
    for digest in DIGESTS:
        for run in runs(digest.header["title"] + "\n" + digest.body, COPIED_WORDS):
            ours[run].append(digest.name)
    copied = {run for _, text in articles.values() for run in runs(text, COPIED_WORDS) & ours.keys()}
    assert not {(name, " ".join(run)) for run in copied for name in ours[run]}


@pytest.fixture(scope="module")
def articles() -> dict[str, tuple[str, str]]:
    return shared_articles()


def test_sample_is_of_the_promised_size() -> None:
    assert 25 <= len(DIGESTS) <= 37
    assert len({digest.header["origin"] for digest in DIGESTS}) == len(DIGESTS)


def test_ten_sources_or_more_and_none_listed_in_vain() -> None:
    used = {digest.header["source"] for digest in DIGESTS}
    assert len(used) >= 10
    assert used == SOURCES.keys()


@pytest.mark.parametrize("place", PLACES)
def test_place_is_told_of_by_three_sources(place: str) -> None:
    tellers = {digest.header["source"] for digest in DIGESTS if re.search(PLACES[place], digest.body)}
    assert len(tellers) >= 3


@pytest.mark.parametrize("year", YEARS)
def test_year_appears(year: int) -> None:
    assert any(
        re.search(rf"\b{year}\b", digest.body) or digest.header["published"].startswith(str(year)) for digest in DIGESTS
    )


@pytest.mark.parametrize(
    ("first", "second", "difference"),
    [
        ("sputnik_2017-10-23", "ahram_2017-10-23", (r"128 civilians", r"65 civilians")),
        ("ahram_2016-10-28", "alaraby_2016-10-29", (r"army had foiled", r"rebels captured")),
        (
            "ahram_2016-08-14",
            "jordantimes_2016-08-14",
            (r"Manbij on Saturday, 13 August", r"Manbij on Friday, 12 August"),
        ),
        ("dailysabah_2017-11-14", "jordantimes_2016-08-14", (r"retook nearby Aleppo .* 2015", r"rebel-held Aleppo")),
        (
            "arabiya_2017-05-18",
            "arabiya_2017-05-18",
            (r"SANA .* repelled the attack", r"ISIS captured several positions"),
        ),
        ("alaraby_2016-07-10", "manar_2016-07-10", (r"\brebels\b", r"\bterrorists\b")),
        ("etilaf_2016-08-02", "manar_2016-08-03", (r"Regime forces dropped", r"terrorists also used")),
        ("unknown-001_undated", "alaraby_2015-07-06", (r"in May 2015", r"22 May 2015")),
    ],
    ids=["toll", "holder", "day", "year", "outcome", "words", "blame", "date"],
)
def test_disagreement_shows(first: str, second: str, difference: tuple[str, str]) -> None:
    bodies = {digest.name: digest.body for digest in DIGESTS}
    assert re.search(difference[0], bodies[first])
    assert re.search(difference[1], bodies[second])


def test_readme_names_every_folder_of_data() -> None:
    told = data_path("README.md").read_text(encoding="utf-8")
    kept = {path.name for path in data_path().iterdir() if path.is_dir() or path.suffix == ".csv"} - {"__pycache__"}
    assert {name for name in kept if name not in told} == set()
