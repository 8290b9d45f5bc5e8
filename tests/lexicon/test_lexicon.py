"""The lexicon shipped with the program, and the questions asked of it."""

import pytest

from geo.lexicon import Lexicon, Part, load_lexicon


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


NAMED = [
    ("The Syrian army captured it", "Syrian army", "Syrian government"),
    ("Syrias army captured it", "Syrias army", "Syrian government"),
    ("Hezbollah fighters left", "Hezbollah fighters", "Hezbollah"),
    ("US-backed Syrian Democratic Forces (SDF) said", "US-backed Syrian Democratic Forces (SDF)", "SDF/YPG"),
    ("Russian warplanes struck", "Russian warplanes", "Russia"),
    ("jihadists of IS fled", "IS", "ISIS"),
    ("Houthi rebels fought", "Houthi rebels", "Houthis"),
    ("Haftar's forces advanced", "Haftar's forces", "LNA"),
    ("Iraqi Kurdish Peshmerga advanced", "Iraqi Kurdish Peshmerga", "Peshmerga"),
    ("pro-Russian separatists held on", "pro-Russian separatists", "Pro-Russian separatists"),
    ("Malian soldiers fled", "Malian soldiers", "Mali government"),
    ("the Sudanese military said", "Sudanese military", "Sudanese army"),
    ("Kenyan troops crossed", "Kenyan troops", "Kenyan government"),
    ("Azeri troops crossed", "Azeri troops", "Azerbaijan"),
    ("Afghan commandos landed", "Afghan commandos", "Afghan government"),
]


@pytest.mark.parametrize(("text", "span", "name"), NAMED, ids=[row[1] for row in NAMED])
def test_find_actors_gives_the_phrase_and_the_party(lexicon: Lexicon, text: str, span: str, name: str) -> None:
    found = [(text[start:end], actor.name) for start, end, actor in lexicon.find_actors(text)]
    assert (span, name) in found


@pytest.mark.parametrize("text", ["what is known of us", "Syria and Damascus", "the Russian president", "a sham trial"])
def test_find_actors_leaves_other_words_alone(lexicon: Lexicon, text: str) -> None:
    assert lexicon.find_actors(text) == []


def test_a_holder_and_a_backer_are_not_the_actor(lexicon: Lexicon) -> None:
    text = "Turkish-backed rebels shelled the ISIS-held town"
    phrases = lexicon.find_phrases(text)
    assert [(text[p.start : p.end], p.part) for p in phrases] == [
        ("Turkish-backed rebels", Part.ACTOR),
        ("ISIS-held", Part.HOLDER),
    ]
    assert [actor.name for _, _, actor in lexicon.find_actors(text)] == ["Turkey-backed rebels"]


def test_a_general_word_keeps_its_role(lexicon: Lexicon) -> None:
    (match,) = lexicon.find_actors("the rebels advanced")
    assert match.actor.role == "rebels"
    names = {code: actor.name for code in ("SY", "YE", "AF", "UA") if (actor := lexicon.actor_in("rebels", code))}
    assert names == {
        "SY": "Syrian rebels", "YE": "Houthis", "AF": "Taliban", "UA": "Pro-Russian separatists"
    }  # fmt: skip


def test_actor_in_an_unlisted_war_is_named_after_its_country(lexicon: Lexicon) -> None:
    actor = lexicon.actor_in("rebels", "TD")
    assert actor is not None
    assert actor.name == "Chadian rebels"
    assert lexicon.actor_in("rebels", "") is None


def test_actor_answers_to_canonical_and_other_names(lexicon: Lexicon) -> None:
    for name in ("ISIS", "daesh", "Islamic State"):
        actor = lexicon.actor(name)
        assert actor is not None
        assert actor.name == "ISIS"
    assert lexicon.actor("nobody at all") is None


def test_offsets_survive_letters_that_grow_in_lower_case(lexicon: Lexicon) -> None:
    text = "İİİ the Taliban fled"
    (match,) = lexicon.find_actors(text)
    assert text[match.start : match.end] == "Taliban"


def test_every_named_actor_has_a_side_and_a_colour(lexicon: Lexicon) -> None:
    assert [actor.name for actor in lexicon.actors if not actor.side or not actor.colour] == []


@pytest.mark.parametrize(("year", "name"), [(2011, "Libyan government (Gaddafi)"), (2020, "GNA"), (None, "GNA")])
def test_the_government_is_who_governed_in_the_year_of_the_article(
    lexicon: Lexicon, year: int | None, name: str
) -> None:
    actor = lexicon.in_year(year).actor_in("government", "LY")
    assert actor is not None
    assert actor.name == name


def test_groups_of_sides_name_sides_and_actors_that_there_are(lexicon: Lexicon) -> None:
    known = {actor.side for actor in lexicon.actors}
    sides = lexicon.sides
    assert sides.states | sides.insurgents | sides.flightless | sides.guests | sides.never_militants <= known
    assert all(lexicon.actor(name) is not None for name in sides.aloof)
    assert not sides.states & sides.insurgents
