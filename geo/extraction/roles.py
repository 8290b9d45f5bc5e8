"""Which names of a sentence are persons, organisations or datelines, before anything is looked up."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from geo.extraction.evidence import Surroundings
from geo.extraction.names import Name
from geo.extraction.place_cues import PlaceCues
from geo.extraction.tokens import ARTICLES, Token

_LONGEST_BODY = 8
"""Words in which the name of an armed group or a body can begin before a name that is part of it."""
_DATELINE_MARKS = ("(", "-", "–", "—", ":", ",", "/", "|")
_AS_PLACES = frozenset(
    {
        "hospital",
        "university",
        "school",
        "mosque",
        "museum",
        "church",
        "cathedral",
        "college",
        "gallery",
        "hotel",
        "theatre",
    }
)
_BYLINE_STARTS = frozenset({"reporting", "editing", "additional", "writing", "compiled", "edited"})


@dataclass
class People:
    """The persons that an article has named so far; a surname alone is then a person too."""

    words: set[str] = field(default_factory=set)

    def add(self, tokens: Sequence[Token], cues: PlaceCues) -> None:
        """Remember the words of a person's name."""
        for token in tokens:
            word = token.low
            if len(word) > 3 and word not in cues.person_parts and word not in cues.never:
                self.words.add(word)
                if "-" in word:
                    self.words.add(word.split("-", 1)[1])

    def has(self, name: str) -> bool:
        """Whether a one-word name is part of a person's name in this article, lost apostrophes allowed for."""
        low = name.lower()
        return low in self.words or low + "s" in self.words or (low[-1] == "s" and low[:-1] in self.words)


def runs_of_names(tokens: Sequence[Token], names: Sequence[Name]) -> list[list[int]]:
    """Indexes of names that stand side by side in one run of capitals."""
    runs: list[list[int]] = []
    for k, name in enumerate(names):
        before = names[k - 1] if k else None
        joined = before is not None and before.last == name.first and not tokens[name.first].gap
        if joined and not tokens[name.first - 1].genitive:
            runs[-1].append(k)
        else:
            runs.append([k])
    return runs


def persons_in_run(
    tokens: Sequence[Token], run: Sequence[Name], around: Sequence[Surroundings], cues: PlaceCues
) -> tuple[int, int] | None:
    """The tokens `first:last` of a run of names that are a person's name, or None."""
    if around[-1].is_apposed:
        return None  # "Imam Gharbi, a village south of Mosul"
    first, last = run[0].first, run[-1].last
    titled = around[0].person >= 3
    for i in range(last - 1, first - 1, -1):
        if tokens[i].low in cues.person_titles and not tokens[i].genitive:
            first, titled = i + 1, True
            break
    while first < last and (tokens[first].low in cues.never or tokens[first].low in cues.demonyms):
        first += 1
    last = _person_end(tokens, first, last, cues)
    words = tokens[first:last]
    if not words:
        return None
    if titled and not _is_whole_place(run, around, first):
        return first, last
    is_named = len(words) > 1 and (words[0].low in cues.first_names or words[0].low in cues.person_parts)
    is_known_whole = words[0].low in cues.person_parts and any(
        name.known and (name.first, name.last) == (first, last) for name in run
    )  # "Abu Dhabi", "Abu Kamal"
    if is_named and not is_known_whole and not _is_whole_place(run, around, first):
        return first, last
    is_speaking = around[-1].person >= 1.5 and not run[-1].known and around[0].place < 2
    first_said = run[0].first if not any(name.known for name in run) else run[-1].first
    return (first_said, last) if is_speaking and first_said < last else None


def credited(tokens: Sequence[Token], run: Sequence[Name], cues: PlaceCues) -> tuple[int, int] | None:
    """The words of a picture's credit, "AP Photo Felipe Dana", that stand before or in a run; None without one."""
    first, last = run[0].first, run[-1].last
    for i in range(max(0, first - 2), last):
        if tokens[i].low in cues.agencies and tokens[i].text.isupper():
            begin = i + 1
            while begin < last and tokens[begin].low in {"photo", "photos", "images", "image", "file", "pool"}:
                begin += 1
            if begin < last and (begin > i + 1 or tokens[begin].low in cues.first_names):
                return begin, min(last, begin + 2)
    return None


def _person_end(tokens: Sequence[Token], first: int, last: int, cues: PlaceCues) -> int:
    """Where a person's name that begins at `first` ends: before a body, a kind of place, a people."""
    for i in range(first, last):
        low = tokens[i].low
        if low in ARTICLES:
            continue
        if low in cues.organisation_heads or low in cues.never or low in cues.demonyms:
            return i if i > first else first
    return last


def _is_whole_place(run: Sequence[Name], around: Sequence[Surroundings], first: int) -> bool:
    """Whether one known name fills the run from `first` on and the words before it make it a place ("in Abu Kamal")."""
    for k, name in enumerate(run):
        if name.first == first and name.known:
            fills = k == len(run) - 1 and name.last - name.first > 1
            return around[k].place >= (1.0 if fills else 2.5)
    return around[0].place >= 2.5 and first == run[0].first


def is_organisation(tokens: Sequence[Token], run: Sequence[Name], k: int, cues: PlaceCues) -> bool:
    """Whether a later word of the same run of capitals makes the name part of an organisation's."""
    end = run[k].first if run[k].known else run[k].last - 1
    before = range(max(run[0].first, end - _LONGEST_BODY), end)
    if any(tokens[i].low in cues.organisation_starters for i in before):
        return True
    for name in run[k + 1 :]:
        if name.known and name.last - name.first > 1:
            return False
        for token in tokens[name.first : name.last]:
            if token.low in cues.organisation_heads and token.low not in _AS_PLACES:
                return True
            if token.low in cues.kinds:
                return False
        if name.known:
            return False
    return False


def is_dateline(tokens: Sequence[Token], name: Name, cues: PlaceCues, *, first_of_paragraph: bool) -> bool:
    """Whether a name opens a paragraph as a dateline: "BEIRUT (Reuters) -", "Damascus, SANA -", "TEHRAN, Feb. 3"."""
    if not first_of_paragraph or name.first > 3 or name.last >= len(tokens):
        return False
    after = tokens[name.last]
    if not after.gap.startswith(_DATELINE_MARKS):
        return False
    if any(token.low in cues.agencies for token in tokens[name.last : name.last + 3]):
        return True
    return name.first == 0 and name.text.isupper() and len(name.text) > 3


def is_byline(tokens: Sequence[Token], cues: PlaceCues) -> bool:
    """Whether a sentence says who reported, wrote or edited the article."""
    return bool(tokens) and tokens[0].low in _BYLINE_STARTS and any(token.low == "by" for token in tokens[1:4])
