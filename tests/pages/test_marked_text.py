"""Marks in a text: nested, crossing, escaped, and never changing what the text says."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.parts.marked_text import Mark, marked_html


def plain(marked: str) -> str:
    inner = marked.removeprefix('<div class="dl-text" dir="auto">').removesuffix("</div>")
    return html.unescape(re.sub(r"</?mark[^>]*>", "", inner))


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        pytest.param("a <b> c", [], "a &lt;b&gt; c", id="escaped"),
        pytest.param("in Homs", [Mark(3, 7, "p", 'x"y')], 'in <mark class="p" title="x&quot;y">Homs</mark>', id="one"),
        pytest.param(
            "in Homs now", [Mark(0, 11, "e", order=0), Mark(3, 7, "p", order=1)],
            '<mark class="e" title="">in <mark class="p" title="">Homs</mark> now</mark>', id="nested",
        ),
        pytest.param(
            "abcdef", [Mark(0, 4, "e", order=0), Mark(2, 6, "p", order=1)],
            '<mark class="e" title="">ab<mark class="p" title="">cd</mark></mark><mark class="p" title="">ef</mark>',
            id="crossing",
        ),
        pytest.param("ab", [Mark(1, 9, "e"), Mark(-1, 1, "e")], "ab", id="outside the text"),
    ],
)  # fmt: skip
def test_marks(text: str, marks: list[Mark], expected: str) -> None:
    assert marked_html(text, marks) == f'<div class="dl-text" dir="auto">{expected}</div>'


@given(
    text=st.text(max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(0, 2)), max_size=8),
)
def test_marks_never_change_the_text(text: str, spans: list[tuple[int, int, int]]) -> None:
    out = marked_html(text, [Mark(a, b, "x", order=o) for a, b, o in spans])
    assert plain(out) == text
    assert out.count("<mark") == out.count("</mark>")
