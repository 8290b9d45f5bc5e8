"""Claims that the words after them take back: "a claim the army denied", "is baseless", "The ministry denied this."."""

from collections.abc import Sequence

from geo.extraction.frame import Frame
from geo.extraction.function_words import BE, STOPS, words
from geo.extraction.units import WORD, Unit
from geo.lexicon.cues import StanceCues

TALK = words(
    """claim claims report reports rumour rumours rumor rumors allegation allegations news talk suggestions
    assertion assertions statement statements story stories"""
)
"""What somebody has said, as a noun."""
_FALSE = words(
    """baseless false untrue unfounded wrong nonsense lie lies fabricated fake groundless fabrication fabrications
    invention propaganda laughable misinformation disinformation incorrect inaccurate"""
)
_POINTING = frozenset({"it", "this", "that"})
_ENDING = frozenset({".", ",", ";", "and", "but", "by", "as", "saying", '"', "”", ")", "on", "in"})
_DISPUTING = words("contested contradicted contradicts")
_FINDING = words("found saw")
_CONTRASTS = words("but though although however yet")
_HELD = words("hands control held holding")
_REACH = 16
_OPENING = 3


def is_taken_back(frame: Frame, units: Sequence[Unit], cues: StanceCues) -> bool:
    """Whether the rest of the sentence denies what `frame` tells, or calls the talk of it false."""
    after = units[frame.last + 1 :]
    lows = [unit.low if unit.tag == WORD else "" for unit in after]
    for k, low in enumerate(lows):
        if (
            low in _FALSE
            and _is_talk(frame, units)
            and any(w in BE or w == "as" for w in lows[max(0, k - _REACH // 3) : k])
        ):
            return True
        if low == "basis" and lows[k - 1 : k] == ["no"] and _is_talk(frame, units):
            return True
        if low in _FINDING and _found_held(lows, k):
            return True
        if low in cues.denial or low in _DISPUTING:
            lead = lows[max(0, k - _REACH) : k]
            told = "which" in lead or "but" in lead or not TALK.isdisjoint(lead)
            if told and _points_back(lows, k + 1):
                return True
    return False


def _found_held(lows: Sequence[str], k: int) -> bool:
    """Whether somebody saw otherwise: "said X had been taken, but reporters found it in government hands"."""
    contrasted = not _CONTRASTS.isdisjoint(lows[max(0, k - _REACH) : k])
    pointed = lows[k + 1 : k + 2] != [] and lows[k + 1] in _POINTING | {"the"}
    return contrasted and pointed and not _HELD.isdisjoint(lows[k : k + _REACH // 2])


def denies_the_last(units: Sequence[Unit], cues: StanceCues) -> bool:
    """Whether a sentence denies the one before it: "The ministry denied this and said ..", "The report was denied"."""
    lows = [unit.low if unit.tag == WORD else "" for unit in units[:_REACH]]
    for k, low in enumerate(lows):
        if low in STOPS:
            return False
        if low not in cues.denial and low not in _DISPUTING:
            continue
        if not TALK.isdisjoint(lows[:_OPENING]) and any(word in BE for word in lows[max(0, k - 2) : k]):
            return True
        if lows[k + 1 : k + 2] and (lows[k + 1] in _POINTING or TALK.intersection(lows[k + 1 : k + 4])):
            return _points_back(lows, k + 1)
    return False


def _is_talk(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether what `frame` tells is what a claim or a report says: "the claim that Y had been taken"."""
    for unit in reversed(units[max(0, frame.index - _REACH) : frame.index]):
        if unit.tag == WORD and unit.low in STOPS:
            return False
        if unit.tag == WORD and unit.low in TALK:
            return True
    return False


def _points_back(lows: Sequence[str], k: int) -> bool:
    """Whether a denial has for its object what was said before it: nothing, "it", "the claim"."""
    if k < len(lows) and lows[k] in _POINTING:
        k += 1
    elif k + 1 < len(lows) and lows[k] in {"the", "these", "those", "such", "any"} and lows[k + 1] in TALK:
        k += 2
    return k >= len(lows) or lows[k] in _ENDING
