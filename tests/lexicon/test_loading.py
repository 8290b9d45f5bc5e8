"""Lexicon files that a user may write: what is taken, and what is refused with file and key."""

from pathlib import Path

import pytest

from geo.errors import BadLexicon
from geo.lexicon import load_lexicon

GOOD = """
[conflict]
name = "Ruritania"
country = "RT"
[roles]
rebels = "Black Michael's men"
[words]
government = ["army"]
rebels = ["rebels"]
[[country]]
code = "RT"
name = "Ruritania"
demonyms = ["Ruritanian"]
[[actor]]
name = "Black Michael's men"
side = "michael"
colour = "#112233"
since = 1894
other_names = ["Six", { name = "the Blue Guard", since = 1895, until = 1896 }]
"""


def test_a_file_for_another_war_needs_no_code(tmp_path: Path) -> None:
    path = tmp_path / "ruritania.toml"
    path.write_text(GOOD, encoding="utf-8")
    lexicon = load_lexicon([path])
    found = [actor.name for _, _, actor in lexicon.find_actors("The Blue Guard met the Ruritanian army")]
    assert found == ["Black Michael's men", "Ruritanian government"]
    actor = lexicon.actor("Six")
    assert actor is not None
    assert (actor.country, actor.since, actor.names[1].until) == ("RT", 1894, 1896)
    assert lexicon.actor_in("rebels", "RT") == actor


def test_files_add_their_sides_to_each_other(tmp_path: Path) -> None:
    first, second = tmp_path / "ruritania.toml", tmp_path / "general.toml"
    first.write_text(GOOD + '[sides]\ninsurgents = ["michael"]\n', encoding="utf-8")
    second.write_text('[sides]\nstates = ["government"]\ninsurgents = ["rebels"]\n', encoding="utf-8")
    sides = load_lexicon([first, second]).sides
    assert (sides.states, sides.insurgents, sides.guests) == ({"government"}, {"michael", "rebels"}, frozenset())


BAD = [
    ("unknown group of sides", '[sides]\nheroes = ["michael"]', "unknown key 'sides.heroes'"),
    ("sides no list", '[sides]\nstates = "government"', "'sides.states' must be a list"),
    ("not toml", "= 3", "ruritania.toml"),
    ("unknown table", "[actors]\nname = 1", "unknown table 'actors'"),
    ("no name", '[[actor]]\nside = "x"', "no 'name'"),
    ("unknown key", '[[actor]]\nname = "A"\ncolor = "#112233"', "unknown key 'color'"),
    ("colour", '[[actor]]\nname = "A"\ncolour = "red"', "must be like #c4473a"),
    ("year", '[[actor]]\nname = "A"\nsince = "old"', "must be a year"),
    ("names", '[[actor]]\nname = "A"\nother_names = [3]', "other_names of 'A'"),
    ("role", '[roles]\npirates = "A"', "unknown role 'pirates'"),
    ("role's actor", '[roles]\nrebels = "Nobody"', "no actor of the lexicon"),
    ("words", '[words]\nrebels = "men"', "wrong type"),
    ("country", '[[country]]\ncode = "x"\nname = "X"', "two capitals"),
]


@pytest.mark.parametrize(("text", "message"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_what_breaks_the_form_is_refused_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "ruritania.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadLexicon, match=r"ruritania\.toml") as caught:
        load_lexicon([path])
    assert message in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match=r"absent\.toml"):
        load_lexicon([tmp_path / "absent.toml"])
