"""The state of a comparison, and the folium map and commands that it makes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.mapping import CompareCommand, CompareState, MapState, compare_map

NAMES = {"reuters": "Reuters", "tass": "TASS", "sana": "SANA"}
FULL = CompareState(
    shared=MapState(day=dt.date(2016, 12, 11), mode="upto", lat=34.5, lon=38.25, zoom=7.5),
    left=("reuters",),
    right=("tass", "sana"),
    view="swipe",
    swipe=0.25,
)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({}, CompareState(), id="nothing"),
        pytest.param({"left": "a,b", "right": "none"}, CompareState(left=("a", "b")), id="two sets, one empty"),
        pytest.param({"left": "a,,b,a"}, CompareState(left=("a", "b")), id="each source once"),
        pytest.param({"left": ["a,b"]}, CompareState(left=("a", "b")), id="repeated parameters"),
        pytest.param({"layout": "swipe", "split": "0.1"}, CompareState(view="swipe", swipe=0.1), id="swipe"),
        pytest.param({"layout": "diagonal", "split": "1.1"}, CompareState(), id="damaged layout and split"),
        pytest.param({"split": "nan"}, CompareState(), id="split is no number"),
        pytest.param({"view": "swipe"}, CompareState(), id="view is the page's own"),
        pytest.param({"mode": "day"}, CompareState(shared=MapState(mode="day")), id="what both maps share"),
    ],
)
def test_from_query(query: dict[str, object], expected: CompareState) -> None:
    assert CompareState.from_query(query) == expected


def test_to_query_names_both_sets_and_else_what_differs() -> None:
    assert FULL.to_query() == {
        "day": "2016-12-11",
        "mode": "upto",
        "lat": "34.5",
        "lon": "38.25",
        "zoom": "7.5",
        "left": "reuters",
        "right": "tass,sana",
        "layout": "swipe",
        "split": "0.25",
    }
    assert CompareState().to_query() == {"left": "none", "right": "none"}


ids = st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True).filter("none".__ne__), unique=True, max_size=5)


@given(left=ids.map(tuple), right=ids.map(tuple), swipe=st.integers(0, 1000), view=st.sampled_from(["side", "swipe"]))
def test_a_url_brings_the_same_state_back(left: tuple[str, ...], right: tuple[str, ...], swipe: int, view: str) -> None:
    state = replace(FULL, left=left, right=right, swipe=swipe / 1000, view=view)  # type: ignore[arg-type]
    assert CompareState.from_query(state.to_query()) == state


def test_the_browser_moves_the_state_but_not_the_sets() -> None:
    told = {"day": "2016-12-13", "sources": None, "lat": 35.0, "compare": {"view": "side", "swipe": 0.75}, "serial": 3}
    moved = FULL.from_component(told)
    assert (moved.left, moved.right) == (FULL.left, FULL.right)
    assert (moved.shared.day, moved.shared.lat) == (dt.date(2016, 12, 13), 35.0)
    assert (moved.view, moved.swipe) == ("side", 0.75)


@pytest.mark.parametrize("told", [None, {}, {"day": None}], ids=["nothing", "empty", "before the map is ready"])
def test_a_silent_browser_moves_nothing(told: dict[str, object] | None) -> None:
    assert FULL.from_component(told) == FULL


def test_a_report_without_a_comparison_keeps_the_layout() -> None:
    moved = FULL.from_component({"day": "2016-12-13", "compare": "broken"})
    assert (moved.view, moved.swipe) == ("swipe", 0.25)


def test_labels_name_the_sources() -> None:
    beside = FULL.beside(NAMES)
    assert (beside.left_name, beside.right_name) == ("Left: Reuters", "Right: TASS, SANA")
    assert CompareState().beside().left_name == "Left: no source"
    assert CompareState(right=tuple("abcde")).beside().right_name == "Right: a, b, c and 2 more"


def test_the_map_is_the_same_text_for_the_same_state() -> None:
    def script() -> str:
        built = compare_map(FULL, names=NAMES)
        return str(built.get_root().render()).replace(built.get_name(), "map")

    assert script().count("Right: TASS, SANA") == 1
    assert '"swipe": 0.25' in script()


def test_a_command_changes_only_what_it_names() -> None:
    sets = CompareCommand(serial=4, sets=FULL, names=NAMES, state={"sources": None}).command
    assert '"view"' not in sets
    assert '"day"' not in sets
    assert '"Left: Reuters"' in sets
    move = CompareCommand(serial=5, state={"day": "2016-12-13", "place": "</script>"}).command
    assert '"compare"' not in move
    assert "</script>" not in move
