"""Whether an event is told as having happened: by the scope of modals, conditions, denials, plans and failures."""

from collections.abc import Sequence

from geo.extraction.clauses import verb_group
from geo.extraction.denials import TALK, is_taken_back
from geo.extraction.frame import Frame
from geo.extraction.function_words import DETERMINERS, PREPOSITIONS, SUBORDINATORS, is_adverb, words
from geo.extraction.units import CITED, GROUND, HOLDER, NATION, PARTY, PLACE, WORD, Unit
from geo.lexicon.cues import StanceCues
from geo.model import Stance

_REACH = 9
_CAUSING = frozenset({"see", "let", "make", "help"})
"""Verbs in their base form that "X leave Y" can hang on."""
_CAUSING_REACH = 12
_TOWARDS = frozenset({"on", "for", "towards", "toward", "at", "about"})
"""Prepositions before an "-ing" verb that leave it a plan: "focused on capturing X"."""
_FINITE = frozenset({"is", "remains", "would", "will", "could", "means", "requires", "was"})
_RANKS = words("first second third fourth fifth sixth seventh latest last next only largest biggest final")
_CHANCES = words(
    "way ways chance chances phase phases stage step steps hope opportunity option route road attempts time"
)
"""What the first or the last of is no place: "the last chance to take the town"."""
_RANK_REACH = 7
_BECAME = frozenset({"was", "were", "became"})
_STARTING = frozenset({"began", "begun", "begins", "started", "starts", "commenced", "continues", "nears"})
_PAST_BE = frozenset({"was", "were", "had"})
_CHANGES = frozenset({"captured", "lost", "withdrew", "holds"})
_SUPPORT = words(
    """launch launched launching launches start started starting begin began begun beginning carry carried carrying
    conduct conducted conducting wage waged waging mount mounted mounting stage staged staging resume resumed resuming
    continue continued open opened undertake undertook perform performed commence commenced execute make made"""
)


def stance_of(frame: Frame, units: Sequence[Unit], cues: StanceCues) -> Stance:
    """The stance of the event that `frame` tells; `asserted` where nothing in its clause speaks against it."""
    found = _clause(frame, units, cues)
    if found is not None:
        return found
    found = (_verb if frame.group is not None else _noun)(frame, units, cues)
    if found is None and frame.trigger.kind in _CHANGES and is_taken_back(frame, units, cues):
        return Stance.DENIED
    return found or Stance.ASSERTED


def _clause(frame: Frame, units: Sequence[Unit], cues: StanceCues) -> Stance | None:
    opener = frame.start - 1
    opener = max(opener, 0)
    word = units[opener].low if units else ""
    if (word,) in cues.conditional and opener < frame.index:
        if word not in {"once", "until"}:
            return Stance.HYPOTHETICAL
        group = frame.group
        past = group is not None and (any(w in _PAST_BE for w in group.words) or units[frame.index].low.endswith("ed"))
        if not past and group is not None:
            return Stance.HYPOTHETICAL
    if word == "that":
        for k in range(opener - 1, max(-1, opener - 6), -1):
            said = units[k].low
            if units[k].tag == WORD and (said in cues.denial or said in cues.negation or said.endswith("n't")):
                return Stance.DENIED
            if said == "as" and k and units[k - 1].low in cues.denial:
                return Stance.DENIED  # "dismissed as lies reports that .."
            if units[k].tag == WORD and said in SUBORDINATORS:
                break
    elif opener < frame.index and word in cues.denial:
        return Stance.DENIED
    return None


def _verb(frame: Frame, units: Sequence[Unit], cues: StanceCues) -> Stance | None:
    index = frame.index
    shared = frame.passive and frame.group is not None and not frame.group.words
    if shared and index and units[index - 1].low in {"and", "or"}:
        return _joined_participle(index, units, cues)
    return verb_stance(index, units, cues, base=units[index].low == frame.trigger.first)


def verb_stance(
    index: int, units: Sequence[Unit], cues: StanceCues, depth: int = 0, *, base: bool = False
) -> Stance | None:
    """What the words that govern the verb at `index` make of it; None where they leave it asserted."""
    group = verb_group(units, index)
    if any(word in cues.negation or word.endswith("n't") for word in group.words):
        return Stance.DENIED
    for word in group.words:
        if word in cues.modals:
            return Stance(cues.modals[word])
    if group.to and not units[index].low.endswith("ing"):
        return _infinitive(group.start, units, cues, depth)
    having = "having" in group.words  # "denies having lost the town"
    if having or (units[index].low.endswith("ing") and not group.be):
        return _gerund(group.start + 1 if group.to else group.start, units, cues, depth)
    if base and not group.words:
        return _bare_infinitive(index, units, cues, depth)
    # "demanded that the town be handed over"
    return Stance.PLANNED if group.words[:1] == ("be",) else None


def _bare_infinitive(index: int, units: Sequence[Unit], cues: StanceCues, depth: int) -> Stance | None:
    """The stance of a verb in its base form, which shares the "to" of one before it or hangs on "see", "let"."""
    if index and units[index - 1].low in {"and", "or", ","}:
        return _joined_infinitive(index, units, cues, depth)
    causing = _causing(index, units) if depth < 2 else None
    return verb_stance(causing, units, cues, depth + 1) if causing is not None else None


def _causing(index: int, units: Sequence[Unit]) -> int | None:
    """The verb that a bare infinitive hangs on: "see" in "a deal that will see the rebels leave the area"."""
    for k in range(index - 2, max(-1, index - _CAUSING_REACH), -1):
        if units[k].tag == WORD and units[k].low in _CAUSING:
            return k
        if units[k].tag == WORD and (units[k].low in SUBORDINATORS or units[k].low in {",", ";"}):
            return None
    return None


def _joined_participle(index: int, units: Sequence[Unit], cues: StanceCues) -> Stance | None:
    """The stance of "could be isolated within 30 days and taken within 90" for its second verb."""
    for k in range(index - 2, max(-1, index - 14), -1):
        if units[k].tag != WORD:
            continue
        if units[k].text in cues.modals:  # not the month of May
            return Stance(cues.modals[units[k].text])
        if units[k].low in SUBORDINATORS or units[k].low in _PAST_BE:
            break
    return None


def _joined_infinitive(index: int, units: Sequence[Unit], cues: StanceCues, depth: int) -> Stance | None:
    """The stance of "to encircle the city and relieve the villages" for its second verb."""
    for k in range(index - 2, max(-1, index - 18), -1):
        unit = units[k]
        if unit.tag != WORD:
            continue
        if unit.low in SUBORDINATORS:
            break
        if unit.low == "to" and _is_verb_like(units[k + 1]):
            return _infinitive(k, units, cues, depth)
        if unit.low in cues.modals:
            return Stance(cues.modals[unit.low])
    return None


def _infinitive(start: int, units: Sequence[Unit], cues: StanceCues, depth: int) -> Stance | None:
    """The stance of "to <verb>": that of its governor, planned where nothing known governs it."""
    k = start - 1
    rank = _rank(start, units, cues)
    if rank is not None:
        return _of_ranked(rank, units, cues)
    steps = 0
    while k >= 0 and steps < _REACH:
        unit = units[k]
        if unit.tag == WORD and not is_adverb(unit.low):
            low = unit.low
            if low in cues.negation:
                return Stance.DENIED
            if low in cues.governors and not (
                steps
                and low
                in {
                    "had",
                    "has",
                    "used",
                    "first",
                    "last",
                    "able",
                    "said",
                    "reported",
                    "went",
                    "came",
                    "began",
                    "started",
                }
            ):
                return _governed(k, units, cues, depth)
            if low in cues.plans:
                return Stance.PLANNED
            if low in SUBORDINATORS or low in {",", ";", "."}:
                break
            if steps == 0 and low in {"and", "or"}:
                return verb_stance(k - 1, units, cues, depth + 1) if depth < 3 and k else Stance.PLANNED
        k -= 1
        steps += 1
    return Stance.PLANNED


def _rank(start: int, units: Sequence[Unit], cues: StanceCues) -> int | None:
    """Where "first" or "only" stands in "the first city to fall", "only to fall", whose "to" is at `start`."""
    if start and units[start - 1].low == "only":
        return start - 1
    for k in range(start - 1, max(-1, start - _RANK_REACH), -1):
        unit = units[k]
        if unit.tag == WORD and unit.low in _RANKS and k and units[k - 1].low in DETERMINERS:
            return k
        other = unit.low in SUBORDINATORS or unit.low in PREPOSITIONS - {"of", "in"} or unit.low in _CHANCES
        if unit.tag == WORD and (other or unit.low in cues.plans):
            return None
    return None


def _of_ranked(rank: int, units: Sequence[Unit], cues: StanceCues) -> Stance | None:
    """What is told of "the first city to fall", "only to fall": asserted of what is or was, planned of the next one."""
    said = [unit.low for unit in units[max(0, rank - _RANK_REACH) : rank] if unit.tag == WORD]
    modal = next((word for word in said if word in cues.modals), None)
    if modal is not None:
        return Stance(cues.modals[modal])
    if any(word in cues.negation for word in said):
        return Stance.DENIED
    is_open = units[rank].low == "next" and _BECAME.isdisjoint(said)
    return Stance.PLANNED if is_open or not cues.plans.isdisjoint(said) else None


def _governed(k: int, units: Sequence[Unit], cues: StanceCues, depth: int) -> Stance | None:
    stance = Stance(cues.governors[units[k].low])
    if stance is not Stance.ASSERTED:
        return stance
    return verb_stance(k, units, cues, depth + 1) if depth < 3 else None


def _gerund(start: int, units: Sequence[Unit], cues: StanceCues, depth: int) -> Stance | None:
    """The stance of an "-ing" verb by what stands before it: "aimed at capturing", "from capturing"."""
    opener = units[start - 1].low if start else ","
    opens = opener in {",", '"', "“"} or opener in SUBORDINATORS or units[start - 1].tag == CITED
    if opens and _is_subject(start, units):
        return Stance.PLANNED
    if _is_denied_talk(start, units, cues):
        return Stance.DENIED
    before = tuple(unit.low for unit in units[max(0, start - 3) : start] if unit.tag == WORD)
    for length in (3, 2, 1):
        found = cues.unreal.get(before[-length:]) if len(before) >= length else None
        if found is not None:
            return Stance(found)
    last = before[-1] if before else ""
    if last == "and" and depth < 2:
        verbs = [k for k in range(max(0, start - 16), start - 1) if _is_gerund(units[k])]
        return _gerund(verbs[-1], units, cues, depth + 1) if verbs else None
    return Stance.FAILED if last == "from" else Stance.PLANNED if last in cues.plans or last in _TOWARDS else None


def _is_denied_talk(start: int, units: Sequence[Unit], cues: StanceCues) -> bool:
    """Whether what begins at `start` is talk that somebody denies: "refuted claims about", "denied reports of"."""
    talked = False
    for k in range(start - 1, max(-1, start - _REACH), -1):
        unit = units[k]
        if unit.tag != WORD:
            continue
        if unit.low in cues.denial:
            return talked
        if unit.low == "as" and k and units[k - 1].low in cues.denial:
            return talked
        if unit.low in SUBORDINATORS or unit.low in {",", ";"}:
            return False
        talked = talked or unit.low in TALK
    return False


def _is_gerund(unit: Unit) -> bool:
    return unit.tag == WORD and unit.low.endswith("ing")


def _is_subject(start: int, units: Sequence[Unit]) -> bool:
    """Whether an "-ing" phrase is the subject of a verb: "liberating the area is essential"."""
    inserted = False
    for k in range(start + 1, min(start + 18, len(units))):
        unit = units[k]
        if unit.tag == WORD and unit.low == "," and units[k - 1].tag in (PLACE, GROUND):
            inserted = any(later.low == "," for later in units[k + 1 : k + 12])
            if not inserted:
                return False
        elif unit.tag == WORD and unit.low == "," and inserted:
            inserted = False
        elif inserted:
            continue
        elif unit.tag == PARTY or (unit.tag == WORD and (unit.low == "," or unit.low in SUBORDINATORS)):
            return False
        elif unit.tag == WORD and unit.low in _FINITE:
            return True
    return False


def _noun(frame: Frame, units: Sequence[Unit], cues: StanceCues) -> Stance | None:
    index = frame.index
    for k in range(max(0, index - 4), index):
        unit = units[k]
        if unit.tag == WORD and unit.low in cues.adjectives and not _breaks(units, k + 1, index):
            return Stance(cues.adjectives[unit.low])
    found = _before_noun(index, units, cues)
    if found is None and _is_denied_talk(index, units, cues):
        found = Stance.DENIED
    if found is None and frame.trigger.of:
        found = _supposed(frame, units, cues)
    if found is None and index and units[index - 1].low == "any":
        found = Stance.HYPOTHETICAL
    if found is not None:
        return found
    for k in range(index - 1, frame.start - 1, -1):
        unit = units[k]
        if unit.tag != WORD:
            continue
        if unit.low in cues.modals and not (k and units[k - 1].low in DETERMINERS):
            return Stance(cues.modals[unit.low])
        if unit.low == "to" and k + 1 < index and _is_verb_like(units[k + 1]):
            return _infinitive(k, units, cues, 0)
        if unit.low in _SUPPORT:
            return verb_stance(k, units, cues)
    return None


def _supposed(frame: Frame, units: Sequence[Unit], cues: StanceCues) -> Stance | None:
    """What the verb after a noun makes of it: "the fall of the city would ..", "the liberation of X will, began"."""
    for unit in units[frame.last + 1 : frame.last + 9]:
        if unit.tag == WORD and unit.low in cues.modals:
            return Stance(cues.modals[unit.low])
        if unit.tag == WORD and unit.low in _STARTING:
            return Stance.PLANNED
        if unit.tag == WORD and (unit.low in {",", "and"} or unit.low in SUBORDINATORS):
            return None
    return None


def _before_noun(index: int, units: Sequence[Unit], cues: StanceCues) -> Stance | None:
    """The cue right before the noun phrase: "called for the withdrawal", "prevent the fall", "no fighting"."""
    k = index - 1
    steps = 0
    while k >= 0 and steps < 6:
        unit = units[k]
        if unit.tag == WORD:
            pair = (units[k - 1].low, unit.low) if k else ("", unit.low)
            if k > 1 and (triple := (units[k - 2].low, *pair)) in cues.unreal:
                return Stance(cues.unreal[triple])
            if pair in cues.unreal:
                return Stance(cues.unreal[pair])
            if (unit.low,) in cues.unreal:
                return Stance(cues.unreal[(unit.low,)])
            if unit.low in PREPOSITIONS or unit.low in SUBORDINATORS or unit.low in {",", "and", "or", "to"}:
                return None
        elif unit.tag not in (PARTY, NATION, HOLDER, PLACE, GROUND):
            return None
        k -= 1
        steps += 1
    return None


def _breaks(units: Sequence[Unit], start: int, stop: int) -> bool:
    return any(
        unit.tag == WORD and (unit.low in PREPOSITIONS or unit.low in {",", "and"}) for unit in units[start:stop]
    )


def _is_verb_like(unit: Unit) -> bool:
    return unit.tag == WORD and unit.low not in DETERMINERS and unit.low not in PREPOSITIONS and unit.text[:1].islower()
