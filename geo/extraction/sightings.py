"""Every capitalised name of an article with what its surroundings say, lists taken as one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.extraction.evidence import Surroundings
from geo.extraction.names import Name, NameFinder
from geo.extraction.place_cues import PlaceCues
from geo.extraction.roles import (
    People,
    credited,
    is_byline,
    is_dateline,
    is_organisation,
    persons_in_run,
    runs_of_names,
)
from geo.extraction.sentences import Sentence
from geo.extraction.surroundings import surroundings
from geo.extraction.tokens import ARTICLES, Token
from geo.model import Role

_LIST_WORDS = frozenset({"and", "or", "&", "plus"})
_LIST_GAPS = frozenset({"", ",", "/", ";", "&", "+", "("})
_DASHES = frozenset({"-", "–"})
_LIST_SHARE = 0.8
_CONTAINER_REACH = 6
_EXTENDED_KINDS = frozenset({"airbase", "base", "road", "river", "lake", "dam", "crossing", "camp", "mountain", "hill"})


@dataclass(slots=True, eq=False)
class Sighting:
    """A name at one spot, in the sentence of that number; `role` is set where the spot itself settles it.

    `base` is the name without a kind word that follows it. `container` is the index, among the article's
    sightings, of the name that the words say holds this one; `by_comma` where a comma alone says so.
    """

    name: Name
    sentence: int
    around: Surroundings
    base: str
    role: Role | None = None
    opens_sentence: bool = False
    container: int | None = None
    by_comma: bool = False


@dataclass(frozen=True, slots=True)
class Scan:
    """The sightings of an article, its persons, and the demonyms as `(start, end, country code)`."""

    sightings: tuple[Sighting, ...]
    people: People
    demonyms: tuple[tuple[int, int, str], ...]


def scan_sentences(sentences: Sequence[Sentence], finder: NameFinder, cues: PlaceCues) -> Scan:
    """The sightings of all sentences, in order."""
    people = People()
    sightings: list[Sighting] = []
    demonyms: list[tuple[int, int, str]] = []
    paragraph = -1
    for number, sentence in enumerate(sentences):
        tokens = finder.tokens(sentence.start, sentence.end)
        opens_paragraph, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        names = [kept for name in finder.names(tokens) if (kept := _trimmed(name, tokens, finder, cues)) is not None]
        peoples = [i for i, token in enumerate(tokens) if token.capital and token.low in cues.demonyms]
        if peoples:
            taken = {
                i for name in names if name.known and name.last - name.first > 1 for i in range(name.first, name.last)
            }
            demonyms += [
                (tokens[i].start, tokens[i].end, cues.demonyms[tokens[i].low]) for i in peoples if i not in taken
            ]
        if not names:
            continue
        around = [surroundings(name, tokens, cues) for name in names]
        _share_in_lists(names, around, tokens)
        roles = _roles(names, around, tokens, cues, people)
        if is_byline(tokens, cues):
            roles = [Role.BYLINE] * len(names)
        elif opens_paragraph and is_dateline(tokens, names[0], cues, first_of_paragraph=True):
            roles[0] = Role.BYLINE
        containers = _containers(names, around, tokens)
        base = len(sightings)
        for k, name in enumerate(names):
            container = containers[k]
            sightings.append(
                Sighting(
                    _extended(name, around[k], tokens, finder),
                    number,
                    around[k],
                    name.text,
                    roles[k],
                    opens_sentence=name.first == 0,
                    container=None if container is None else base + container,
                    by_comma=container is not None and _is_by_comma(name, names[container], tokens),
                )
            )
    return Scan(tuple(sightings), people, tuple(demonyms))


def _trimmed(name: Name, tokens: Sequence[Token], finder: NameFinder, cues: PlaceCues) -> Name | None:
    """An unknown stretch without the plain words at its ends; None where nothing is left."""
    if name.known:
        return name
    first, last = name.first, name.last
    while first < last and _is_plain(tokens[first], cues):
        first += 1
    while last > first and (_is_plain(tokens[last - 1], cues) or tokens[last - 1].low in cues.kinds):
        last -= 1
    while last > first and tokens[last - 1].low in ARTICLES:
        last -= 1
    if first >= last or (last - first == 1 and len(tokens[first].text) < 3):
        return None
    return finder.name(tokens, first, last, known=False)


def _is_plain(token: Token, cues: PlaceCues) -> bool:
    low = token.low
    if low in cues.strong_prepositions or low in cues.weak_prepositions:
        return True
    return low in cues.never or low in cues.demonyms or len(token.text) == 1


def _roles(
    names: Sequence[Name], around: Sequence[Surroundings], tokens: Sequence[Token], cues: PlaceCues, people: People
) -> list[Role | None]:
    roles: list[Role | None] = [None] * len(names)
    for indexes in runs_of_names(tokens, names):
        run = [names[k] for k in indexes]
        person = credited(tokens, run, cues) or persons_in_run(tokens, run, [around[k] for k in indexes], cues)
        if person is not None:
            people.add(tokens[person[0] : person[1]], cues)
        for place, k in enumerate(indexes):
            if person is not None and names[k].first < person[1] and names[k].last > person[0]:
                roles[k] = Role.PERSON
            elif (
                around[k].organisation
                or is_organisation(tokens, run, place, cues)
                or (not names[k].known and _has_head(tokens, names[k], cues))
            ):
                roles[k] = Role.ORGANISATION
    return roles


def _has_head(tokens: Sequence[Token], name: Name, cues: PlaceCues) -> bool:
    return any(token.low in cues.organisation_heads for token in tokens[name.first : name.last])


def _is_listed(before: Name, around: Surroundings, after: Name, tokens: Sequence[Token]) -> bool:
    """Whether two names stand in one list: "A, B", "A and B", "A B" where commas were lost, "A province and B"."""
    begin = max(before.last, around.kind_end or 0)
    between = tokens[begin : after.first]
    if tokens[before.last - 1].genitive or len(between) > 2:
        return False
    if between and (between[0].low not in _LIST_WORDS or (len(between) > 1 and between[1].low != "the")):
        return False
    return all(token.gap in _LIST_GAPS for token in (*between, tokens[after.first]))


def _share_in_lists(names: Sequence[Name], around: Sequence[Surroundings], tokens: Sequence[Token]) -> None:
    """Give what holds for a whole list to the surroundings of each of its names."""
    first = 0
    for k in range(1, len(names) + 1):
        if k < len(names) and _is_listed(names[k - 1], around[k - 1], names[k], tokens):
            continue
        if k - first > 1:
            _share(around[first:k])
        first = k


def _share(members: Sequence[Surroundings]) -> None:
    best = max(member.place for member in members)
    actor = max(member.actor for member in members)
    left = members[0].kind if members[0].shared_left else None
    right = members[-1].kind if members[-1].shared_right else None
    organisation_list = members[0].organisation_list
    for own in members:
        if own.person >= 1.5:
            continue
        if own.actor < 1.5:
            own.place = max(own.place, best if left or right else best * _LIST_SHARE)
        own.kind = own.kind or left or right
        own.actor = actor
        own.organisation = own.organisation or organisation_list


def _containers(names: Sequence[Name], around: Sequence[Surroundings], tokens: Sequence[Token]) -> list[int | None]:
    """For each name the index of the name that is said to hold it: "X in the Y region", "X, Y", "Y's X"."""
    containers: list[int | None] = [None] * len(names)
    for k in range(len(names) - 1, -1, -1):
        name = names[k]
        if k and tokens[names[k - 1].last - 1].genitive and name.first - names[k - 1].last <= 3:
            containers[k] = k - 1
        if k + 1 == len(names):
            continue
        after = names[k + 1]
        begin = max(name.last, around[k].kind_end or 0)
        between = tokens[begin : after.first]
        if len(between) > _CONTAINER_REACH or any(token.gap not in {"", ","} for token in between):
            continue
        words = [token.low for token in between]
        belongs = words == ["of"] and begin > name.last
        if (
            belongs
            or ("in" in words[-4:] and not set(words) & {"and", "from", "to", "that", "said"})
            or (not between and tokens[after.first].gap == "," and after.known)
        ):
            containers[k] = k + 1
        elif _is_listed(name, around[k], after, tokens) and containers[k + 1] is not None:
            containers[k] = containers[k + 1]
    return containers


def _is_by_comma(name: Name, container: Name, tokens: Sequence[Token]) -> bool:
    return container.first == name.last and tokens[container.first].gap == ","


def _extended(name: Name, around: Surroundings, tokens: Sequence[Token], finder: NameFinder) -> Name:
    """The name with the kind word after it where that belongs to the name: "Castello Road", "Hmeymim airbase"."""
    if around.kind_end is None or around.shared_right or tokens[name.first].gap in _DASHES:
        return name
    if around.kind not in _EXTENDED_KINDS and (around.kind != "other" or not tokens[around.kind_end - 1].capital):
        return name
    if tokens[name.last - 1].genitive or around.kind_end <= name.last:
        return name
    longer = finder.name(tokens, name.first, around.kind_end, known=name.known)
    return replace(longer, known=True) if finder.is_known(longer.text) else longer
