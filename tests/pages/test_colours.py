"""Colours on both themes: the rule of the map's own modules."""

import pytest

from pages.parts.colours import for_theme


@pytest.mark.parametrize(
    ("colour", "dark", "expected"),
    [
        pytest.param("#23283a", True, "#d3d4d8", id="near-black turns near-white on dark"),
        pytest.param("#23283a", False, "#23283a", id="near-black stays on light"),
        pytest.param("#c4473a", True, "#d67e75", id="middle is lifted on dark"),
        pytest.param("#f0e68c", False, "#a8a162", id="pale is darkened on light"),
        pytest.param("", True, "", id="nothing"),
    ],
)
def test_for_theme(colour: str, *, dark: bool, expected: str) -> None:
    assert for_theme(colour, dark=dark) == expected
