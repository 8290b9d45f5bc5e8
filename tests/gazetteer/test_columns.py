import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.gazetteer.columns import ColumnFile, write_columns
from geo.gazetteer.keys import KeyTable, key_table, name_key, skeleton_key


def test_columns_come_back(tmp_path):
    path = tmp_path / "a.bin"
    write_columns(path, {"answer": 42}, {"lon": ("d", b"\0" * 16), "text": ("B", b"abc"), "n": ("I", b"\1\0\0\0")})
    file = ColumnFile(path)
    assert file.header["answer"] == 42
    assert list(file["lon"]) == [0.0, 0.0]
    assert bytes(file["text"]) == b"abc"
    assert list(file["n"]) == [1]


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "empty"), (b"not an index at all", "not an index"), (None, "cut short")]
)
def test_what_is_no_index_is_refused(tmp_path, content, words):
    path = tmp_path / "a.bin"
    if content is None:
        write_columns(path, {}, {"text": ("B", b"x" * 100)})
        path.write_bytes(path.read_bytes()[:-60])
    else:
        path.write_bytes(content)
    with pytest.raises(ValueError, match=words):
        ColumnFile(path)


@given(st.lists(st.tuples(st.integers(0, 2**64 - 1), st.integers(0, 2**32 - 1)), max_size=200))
def test_a_key_table_finds_what_was_put_in_and_nothing_else(rows):
    columns = key_table([key for key, _ in rows], [place for _, place in rows])
    table = KeyTable(*(memoryview(columns[name][1]).cast(columns[name][0]) for name in ("keys", "places", "starts")))
    expected: dict[int, set[int]] = {}
    for key, place in rows:
        expected.setdefault(key, set()).add(place)
    for key, places in expected.items():
        assert set(table.places(key)) == places
        assert key in table
    absent = next(key for key in range(1000) if key not in expected)
    assert absent not in table
    assert table.places(absent) == []
    assert set(table.places_of_any([*sorted(expected), absent] if expected else [absent])) == {
        place for places in expected.values() for place in places
    }


def test_keys_spread_over_64_bits():
    chance = random.Random(1)
    names = {name_key(str(chance.random())) for _ in range(1000)}
    assert len(names) == 1000
    assert len({skeleton_key(number) >> 48 for number in range(1000)}) > 900
