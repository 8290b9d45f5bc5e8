"""Whether what a sentence tells has happened: modals, conditions, denials, plans, failures."""

import csv
import io

import pytest

from geo.extraction.frames import read_frames
from geo.extraction.sentences import split_sentences
from geo.extraction.stance import stance_of
from geo.extraction.units import PLACE, Spans, units_of
from geo.lexicon import Lexicon, load_lexicon
from geo.model import LonLat, Mention, Place, Role

CASES = """
asserted | The army captured Homs.
asserted | The army managed to capture Homs.
asserted | The army was able to capture Homs.
asserted | The rebels were forced to withdraw from Homs.
asserted | The army succeeded in capturing Homs.
asserted | After capturing Homs, the army rested.
asserted | The army helped the militia to capture Homs.
asserted | The fall of Homs was a blow to the rebels.
asserted | It had been quiet until the army captured Homs.
planned | The army will capture Homs.
planned | The army launched an attack to capture Homs.
planned | The army plans to capture Homs.
planned | The army vowed to capture Homs.
planned | The army is trying to capture Homs.
planned | The army is about to capture Homs.
planned | The army ordered the militia to withdraw from Homs.
planned | The army prepared for the capture of Homs.
planned | The campaign is aimed at capturing Homs.
planned | The president called for the liberation of Homs.
planned | The rebels agreed to leave Homs.
planned | The planned withdrawal from Homs was delayed.
planned | Liberating Homs is essential to the army.
planned | The army wants to surround the rebels and capture Homs.
hypothetical | If the army captures Homs, the war is over.
hypothetical | Unless the army captures Homs, the road stays shut.
hypothetical | The army could capture Homs within days.
hypothetical | The army may have captured Homs.
hypothetical | The army came close to capturing Homs.
hypothetical | The possible fall of Homs worried the army.
hypothetical | It is not known whether the army captured Homs.
denied | The army did not capture Homs.
denied | The army has never captured Homs.
denied | The ministry denied that the army had captured Homs.
denied | The ministry dismissed reports that the army had captured Homs.
denied | The army didn't capture Homs.
failed | The army failed to capture Homs.
failed | The army tried to capture Homs but was beaten.
failed | The army was unable to capture Homs.
failed | The rebels prevented the army from capturing Homs.
failed | The failed capture of Homs cost the army dear.
"""
ROWS = [(stance.strip(), text.strip()) for stance, text in csv.reader(io.StringIO(CASES.strip()), delimiter="|")]


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(("stance", "text"), ROWS, ids=[f"{stance}-{text[:45]}" for stance, text in ROWS])
def test_stance_of_the_change(lexicon: Lexicon, stance: str, text: str) -> None:
    (sentence,) = split_sentences(text)
    at = text.index("Homs")
    point = LonLat(36.7, 34.7)
    homs = Mention("Homs", at, at + 4, Role.LOCATION, Place("homs", "Homs", point, "city", country="SY"), lonlat=point)
    units = units_of(sentence, Spans(lexicon.find_phrases(text), [homs], [], "SY"), lexicon)
    frames = [
        frame
        for frame in read_frames(units, lexicon)
        if frame.trigger.kind in {"captured", "withdrew", "lost", "repelled"}
        and any(unit.tag == PLACE for unit in frame.places)
    ]
    assert frames, "no frame at the place"
    assert stance in {stance_of(frame, units, lexicon.stance) for frame in frames}
    if stance != "asserted":
        kinds = {frame.trigger.kind for frame in frames if stance_of(frame, units, lexicon.stance) == "asserted"}
        assert kinds <= {"repelled"}
