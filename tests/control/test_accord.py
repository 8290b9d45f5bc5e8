"""Sources side by side on a day: agreement, and differences told apart."""

from typing import Any

import pytest

from geo.control import accord_on, area_differences, holdings_on, silent_sources
from tests.control.histories import claims, day

CASES: dict[str, tuple[list[str], int, str, str]] = {
    "one speaks": (["holds A 5"], 6, "single", "only_one"),
    "two agree": (["holds A 5", "holds A 8 source t"], 9, "agree", ""),
    "two contradict each other on the same days": (
        ["holds A 5", "holds A 20", "holds B 10 source t"], 11, "disagree", "contradiction"),
    "one spoke of both ends, the other in between": (
        ["holds A 5", "holds A 20", "holds B 10 source t", "holds B 15 source t"], 12, "disagree", "contradiction"),
    "one spoke before the other, of other days": (["holds A 5", "holds B 10 source t"], 11, "disagree", "age"),
    "one is stale": (["holds A 5", "holds B 300 source t"], 301, "single", "age"),
    "one is stale, two agree": (["holds A 5", "holds B 300 source t", "holds B 299 source u"], 301, "agree", "age"),
    "a stale one that agrees is no difference": (["holds B 5", "holds B 300 source t"], 301, "single", "only_one"),
    "one change, dated two days apart": (
        ["holds A 1", "captured B 10", "holds A 1 source t", "captured B 12 source t"], 11, "disagree", "date"),
    "one change, dated a month apart": (
        ["holds A 1", "captured B 10", "holds A 1 source t", "captured B 40 source t"], 11, "disagree", "age"),
    "a date and a contradiction": (
        ["captured B 10", "holds B 20", "holds A 1 source t", "captured B 12 source t", "holds C 8 source u",
         "holds C 19 source u"], 11, "disagree", "contradiction"),
    "contested against a holder": (
        ["contested A<B 5", "contested A<B 20", "holds A 10 source t"], 12, "disagree", "contradiction"),
    "both contested": (["contested A<B 5", "contested B<A 7 source t"], 8, "agree", ""),
    "changing contradicts nobody": (["captured B 5-20", "holds A 8 source t"], 10, "single", "only_one"),
    "both changing the same way": (["captured B 5-20", "captured B 8-18 source t"], 10, "agree", ""),
    "somebody left: contradicts nobody": (["withdrew B 5", "holds A 8 source t"], 10, "single", "only_one"),
    "all stale: silent": (["holds A 5", "holds B 6 source t"], 400, "silent", ""),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "number", "accord", "difference"), CASES.values(), ids=CASES.keys())
def test_accord(lines: list[str], number: int, accord: str, difference: str) -> None:
    row = accord_on(holdings_on(claims(*lines), day(number))).iloc[0]
    assert (row["accord"], row["difference"]) == (accord, difference)


def accord(*lines: str, number: int = 20, **settings: Any) -> Any:
    return accord_on(holdings_on(claims(*lines), day(number)), **settings).iloc[0]


def test_answers_say_who_says_what() -> None:
    row = accord("holds A 5", "holds B 6 source t", "holds B 7 source u")
    assert [(said["holder"], said["sources"]) for said in row["answers"]] == [("B", ["t", "u"]), ("A", ["s"])]
    assert (row["n_sources"], row["n_origins"], row["holder"]) == (3, 3, None)


def test_sides_agree_where_names_differ() -> None:
    lines = ("holds army 5", "holds government 6 source t")
    assert accord(*lines)["accord"] == "disagree"
    row = accord(*lines, side_of=lambda name: "state")
    assert (row["accord"], row["n_sources"]) == ("agree", 2)


def test_reports_that_cite_one_speaker_are_one_origin() -> None:
    lines = ("holds A 5 by SANA", "holds A 6 source t by sana", "holds A 7 source sana", "holds A 8 source v by AFP")
    row = accord(*lines)
    assert (row["n_sources"], row["n_origins"]) == (4, 2)


def test_articles_that_print_one_text_are_one_origin() -> None:
    lines = ("holds A 5 article x", "holds A 6 source t article y", "holds A 7 source u article z")
    row = accord(*lines, origins={"x": "x", "y": "x"})
    assert (row["n_sources"], row["n_origins"]) == (3, 2)
    assert row["answers"][0]["n_origins"] == 2


def test_origins_chain_through_speakers_and_texts() -> None:
    row = accord(
        "holds A 5 article x by AFP", "holds A 6 source t article y by AFP", "holds A 7 source u article z",
        origins={"y": "y", "z": "y"},
    )  # fmt: skip
    assert (row["n_sources"], row["n_origins"]) == (3, 1)


AREAS = {"city": ("province",), "quarter": ("city", "province")}


def test_a_city_and_its_province_differ_by_area_alone() -> None:
    held = holdings_on(claims("holds A 5 place province", "holds B 6 place city source t"), day(8))
    table = accord_on(held, areas=AREAS)
    assert table["difference"].tolist() == ["area", "area"]
    assert table["accord"].tolist() == ["single", "single"]
    (row,) = area_differences(held, AREAS).to_dict("records")
    assert (row["place_id"], row["holder"], row["area_id"], row["area_holder"]) == ("city", "B", "province", "A")


SAME_AREA = {
    "one source says both": ("holds A 5 place province", "holds B 6 place city"),
    "they name one holder": ("holds A 5 place province", "holds A 6 place city source t"),
    "the places are apart": ("holds A 5 place province", "holds B 6 place village source t"),
    "one is stale": ("holds A 5 place province", "holds B 300 place city source t"),
}


@pytest.mark.parametrize("lines", SAME_AREA.values(), ids=SAME_AREA.keys())
def test_no_difference_of_area(lines: tuple[str, ...]) -> None:
    assert len(area_differences(holdings_on(claims(*lines), day(301)), AREAS)) == 0


def test_silent_sources_are_named() -> None:
    held = holdings_on(claims("holds A 5", "holds B 300 source t", "holds B 300 source u place q"), day(301))
    assert silent_sources(held, "p", ["u", "t", "s", "v"]) == ["u", "s", "v"]


def test_nothing_gives_an_empty_table() -> None:
    assert len(accord_on(holdings_on(claims("holds A 5"), day(1)))) == 0
