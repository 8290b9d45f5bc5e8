"""Article to reported events: frames of each sentence, with their places, parties, stance, source and days."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from geo.extraction.actors import ActorReader, article_country, sides_apart
from geo.extraction.anchoring import anchor_date
from geo.extraction.attribution import CitationReader, cited_for, mark_cited
from geo.extraction.camps import parties_named, two_camps, with_foes
from geo.extraction.carrying import LEAD_SENTENCES, Story
from geo.extraction.casualties import toll_of, with_casualties
from geo.extraction.cited_parties import CitedParties
from geo.extraction.citing_chains import Citation, speaker_of_quote
from geo.extraction.clauses import in_preposition
from geo.extraction.coreference import Discourse
from geo.extraction.date_mention import DateMention
from geo.extraction.dates import dates_of
from geo.extraction.denials import denies_the_last
from geo.extraction.departures import MOVES
from geo.extraction.frame import Frame
from geo.extraction.frame_kinds import kind_of
from geo.extraction.frames import lend_subjects, read_frames
from geo.extraction.inference import fill_parties
from geo.extraction.mentions import mentions_from_article
from geo.extraction.merging import merge_repeats
from geo.extraction.named_in_text import with_named_in_text
from geo.extraction.parties import CONTEXT_KINDS, PartyReader
from geo.extraction.peace import tells_of_peace
from geo.extraction.retelling import dated_by_retellings
from geo.extraction.sentences import Sentence, sentences_of
from geo.extraction.stance import stance_of
from geo.extraction.units import DATE, GROUND, PARTY, PLACE, Spans, Unit, units_of
from geo.extraction.verb_objects import SIDES_OF
from geo.gazetteer import Gazetteer
from geo.lexicon import Actor, Lexicon
from geo.model import PARTIAL_NOTE, Article, DateSpan, Kind, Mention, ReportedEvent, Role, Stance, WherePrec

_TOPICS = frozenset({Kind.CAPTURED, Kind.LOST, Kind.WITHDREW})
_STRIKES = frozenset({Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING})
_BESIDE = 4
"""Code points between a place and a date that is its own: " in ", " on "."""
_VAST = frozenset(
    {"territory", "territories", "swathes", "swaths", "swathe", "swath", "land", "countryside", "square", "vast"}
)
"""Ground too wide to lie at the place that the text is at."""
_PRONOUNS = frozenset({"they", "it", "he", "she", "them", "we", "group"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article's sentences and dates, as the readers of dates need them."""

    article: Article
    sentences: Sequence[Sentence]
    dates: Sequence[DateMention]


def events_from_article(
    article: Article,
    gazetteer: Gazetteer,
    lexicon: Lexicon,
    *,
    mentions: Sequence[Mention] | None = None,
    sentences: Sequence[Sentence] | None = None,
    dates: Sequence[DateMention] | None = None,
    anchors: dict[str, DateSpan] | None = None,
) -> list[ReportedEvent]:
    """The events that an article reports, in the order of their first telling, repeats merged.

    An event at a place that no gazetteer knows has no coordinates; one that nothing dates has no days. `anchors`,
    where given, is filled with the date span of each telling by event id: the words it rests on and its basis.
    """
    if mentions is None:
        mentions = mentions_from_article(article, gazetteer, lexicon)
    if sentences is None:
        sentences = sentences_of(article)
    if dates is None:
        dates = dates_of(article, sentences)
    reader = _ArticleReader(Evidence(article, sentences, dates), mentions, lexicon, gazetteer)
    events = list(reader.events())
    if anchors is not None:
        anchors.update(reader.anchors)
    speakers = reader.cited.speakers(events)
    sides = lexicon.sides
    told = fill_parties(events, home=reader.home, speakers=speakers, named=reader.by_others, aloof=sides.aloof)
    told = with_foes(told, two_camps(reader.named, reader.country, told, sides.bystanders))
    lead = sentences[min(LEAD_SENTENCES, len(sentences)) - 1].end if sentences else 0
    return merge_repeats(dated_by_retellings(told, reader.anchors, article.published_on, lead))


class _ArticleReader:
    """Reads the sentences of one article in order, remembering what pronouns may stand for."""

    def __init__(self, evidence: Evidence, mentions: Sequence[Mention], lexicon: Lexicon, gazetteer: Gazetteer) -> None:
        self._evidence = evidence
        article = evidence.article
        self._story = Story(evidence.sentences, evidence.dates, article.published_on)
        lexicon = lexicon.in_year(article.published_on.year if article.published_on is not None else None)
        self._lexicon = lexicon
        offset = article.body_start
        phrases = lexicon.find_phrases(article.text[offset : article.body_end], offset=offset)
        if article.published_on is not None:
            year = article.published_on.year
            phrases = [phrase for phrase in phrases if phrase.since <= year]
        country = article_country(mentions, phrases)
        end = len(article.text) if article.body_end is None else article.body_end
        phrases = with_named_in_text(article.text, offset, end, phrases, lexicon=lexicon, country=country)
        self._spans = Spans(phrases, mentions, evidence.dates, country)
        self._actors = ActorReader(lexicon, country)
        self._citations = CitationReader(lexicon.citing, article.text)
        self.cited = CitedParties(lexicon, country, self._actors, phrases)
        self._gazetteer = gazetteer
        self._discourse = Discourse(seat_of=self._seat_of)
        self._parties = PartyReader(self._actors, self.cited, self._discourse)
        self._units: Sequence[Unit] = ()
        self._days_told: Sequence[int] = ()
        self._rows: Sequence[Sequence[Unit]] = ()
        self._peaceful: bool | None = None
        self.country = country
        self.named = parties_named(phrases, lexicon, country)
        self.anchors: dict[str, DateSpan] = {}
        self.by_others: set[str] = set()
        state = lexicon.actor_in("government", country)
        self.home = state.name if state is not None else None

    def _seat_of(self, province: Mention, unit: Unit) -> Mention | None:
        """The city that a province is called after, as a mention at `unit` ("the provincial capital")."""
        if province.place is None:
            return None
        name = province.place.name.removesuffix(" province").removesuffix(" governorate")
        found = self._gazetteer.candidates(name, within=province.place.place_id, limit=3, fuzzy=False)
        seat = next((one.place for one in found if one.place.kind in {"city", "town"}), None)
        if seat is None:
            return None
        where = (WherePrec.EXACT, seat.radius_m, seat.lonlat)
        return Mention(unit.text, unit.start, unit.end, Role.LOCATION, seat, *where)

    def events(self) -> Iterator[ReportedEvent]:
        """The events of all sentences in order."""
        sentences = self._evidence.sentences
        rows = [units_of(sentence, self._spans, self._lexicon) for sentence in sentences]
        cited = [self._citations.citations(units) for units in rows]
        self._rows = rows
        for number, (sentence, units) in enumerate(zip(sentences, rows, strict=True)):
            self._discourse.begin(number)
            citations = cited[number] or speaker_of_quote(number, sentences, cited)
            told = self._sentence_events(sentence, units, citations)
            goes_on = number + 1 < len(rows) and sentences[number + 1].paragraph == sentence.paragraph
            yield from self._denied_next(told, rows[number + 1]) if goes_on else told

    def _denied_next(self, events: Iterator[ReportedEvent], following: Sequence[Unit]) -> Iterator[ReportedEvent]:
        """`events` of a sentence, what somebody claims of ground as denied where the next sentence denies it."""
        for event in events:
            claimed = event.attributed_to and event.kind in _TOPICS and event.stance is Stance.ASSERTED
            if claimed and denies_the_last(following, self._lexicon.stance):
                yield replace(event, stance=Stance.DENIED)
            else:
                yield event

    def _sentence_events(
        self, sentence: Sentence, units: list[Unit], citations: Sequence[Citation]
    ) -> Iterator[ReportedEvent]:
        self._units = units
        self._days_told = [unit.start for unit in units if unit.tag == DATE]
        self._parties.begin(units, citations)
        self._discourse.resolve_ground(units)
        self._actors.note(unit for unit in units if unit.actor is not None and unit.tag == PARTY)
        mark_cited(units, citations)
        frames = read_frames(units, self._lexicon)
        lend_subjects(frames)
        acting = len(self._discourse.actors)
        told = [event for frame in frames for event in self._frame_events(frame, units, sentence, citations)]
        if len(self._discourse.actors) == acting:
            self._discourse.remember(self._parties.opening())
        yield from with_casualties(told)

    def _frame_events(
        self, frame: Frame, units: Sequence[Unit], sentence: Sentence, citations: Sequence[Citation]
    ) -> Iterator[ReportedEvent]:
        kind = kind_of(frame, units, self._lexicon.triggers)
        if kind in _TOPICS and self._is_peaceful():
            return
        subjects, opponents = self._sides(frame, kind, units, citations)
        if subjects:
            self._discourse.remember(subjects[:1])
        if frame.passive and frame.trigger.frame == "expels" and not opponents and "they" in frame.object_words:
            opponents = self._parties.behind_pronoun("they", frame, units, citations)
        if frame.trigger.frame == "follows":
            subjects, opponents = self._discourse.last_change()
            if not subjects:
                return
        places = self._places(frame, kind, units)
        if not places:
            return
        self._discourse.note_listed(places)
        if kind is Kind.CAPTURED:
            self._discourse.note_change(subjects, opponents)
        if kind in _STRIKES:
            self._discourse.note_strike(places[0], kind)
        elif kind is Kind.CLASH and frame.group is None and frame.trigger.attack:
            again = _is_told_again(frame, units)
            kind = (self._discourse.strike_at(places[0]) if again else self._discourse.bombed_here(places[0])) or kind
        stance = stance_of(frame, units, self._lexicon.stance)
        if kind in _TOPICS:
            self._discourse.note_topics(places[:1])
        telling = frame.told_in if frame.told_in is not None and stance is Stance.PLANNED else frame
        begin, end = units[telling.index].start, units[telling.last].end
        span = self._days(begin, end, sentence, stance)
        said_by = cited_for(citations, units[frame.index].start)
        said_by = self.cited.whole_name(said_by) if said_by else None
        told = _Told(frame, kind, stance, sentence, span, _joined(subjects), _joined(opponents[:1]), said_by)
        days = self._days_told
        for number, mention in enumerate(places):
            # "fell last year, among them Nyala in October and El Geneina in June": each has its own
            # "opened an attack on the 8th and took Palmyra on the 11th": the day right behind the event is its own
            between = bool(days) and any(end <= day < mention.start for day in days) and not number
            dated = bool(days) and any(
                (number and places[0].end <= day < mention.start)
                or (not between and end <= mention.start and mention.end < day <= mention.end + _BESIDE)
                for day in days
            )
            own = replace(told, span=self._days(mention.start, mention.end, sentence, stance)) if dated else told
            yield self._event(own, mention)

    def _sides(
        self, frame: Frame, kind: Kind, units: Sequence[Unit], citations: Sequence[Citation]
    ) -> tuple[list[Actor], list[Actor]]:
        """Who acts in a frame and against whom."""
        subjects = [] if frame.trigger.first == "die" else self._parties.named(frame.subjects)
        if not subjects and frame.pronoun in _PRONOUNS:
            subjects = self._parties.behind_pronoun(frame.pronoun, frame, units, citations)
        foes = self._parties.named(frame.opponents)
        if frame.subjects and subjects[:1] and subjects[0] in foes and self._parties.is_formation(frame.subjects[0]):
            subjects = []  # "the 98th Division pushed Ukrainian defenders out": not one of theirs
        opponents = [actor for actor in foes if actor not in subjects]
        return sides_apart(subjects, opponents, kind, self._lexicon.sides)

    def _is_peaceful(self) -> bool:
        """Whether the article is of a contest and nobody in it is armed: who took a state won it at the polls."""
        if self._peaceful is None:
            self._peaceful = tells_of_peace(self._rows, self._lexicon.triggers.peace)
        return self._peaceful

    def _places(self, frame: Frame, kind: Kind, units: Sequence[Unit]) -> list[Mention]:
        """The places that a frame names, else the one that its words and the text around them leave it."""
        found: list[Mention] = []
        for unit in frame.places:
            found.extend(mention for mention in unit.places if mention not in found)
        if found or {"province", "country", "governorate"} & set(frame.object_words):
            return found
        here = units[frame.index].start
        if frame.object_words[:1] == ("them",) and frame.trigger.frame in {"takes", "loses"}:
            return self._discourse.listed_places(before=here)
        place: Mention | None = None
        if frame.object_words[:1] == ("it",) or (frame.passive and "it" in frame.object_words):
            place = self._subject_place(frame.index) or self._discourse.last_topic()
            place = place or self._discourse.last_place(before=here, reach=3)
        elif (frame.partial or frame.trigger.frame == "expels") and not _is_vast(frame, units):
            first = units[frame.start].start if frame.group is None else units[max(0, frame.group.start - 1)].start
            half = frame.partial and frame.object_words[-1:] and frame.object_words[-1] in SIDES_OF
            place = self._discourse.last_city(before=first) if half else None
            place = place or self._discourse.last_place(before=first, reach=2, areas=True)
        elif kind is Kind.WITHDREW and frame.last + 1 < len(units) and units[frame.last + 1].low == "from":
            return []  # "withdrew from some positions"
        elif (kind is Kind.WITHDREW and frame.subjects and frame.trigger.first in MOVES) or (
            kind in CONTEXT_KINDS and _stands_alone(frame, units)
        ):
            place = self._discourse.last_place(before=here)
        return [place] if place is not None else []

    def _subject_place(self, index: int) -> Mention | None:
        """The place before unit `index` that nothing is located by: the first of "Fallujah, west of Baghdad, .. it"."""
        for k in range(index - 1, -1, -1):
            unit = self._units[k]
            if unit.tag in (PLACE, GROUND) and unit.actor is None and not in_preposition(self._units, k):
                return unit.places[0]
        return None

    def _days(self, start: int, end: int, sentence: Sentence, stance: Stance) -> DateSpan:
        article = self._evidence.article
        return anchor_date(
            start, end, sentence, self._story,
            text=article.text, not_before=article.not_before, not_after=article.not_after,
            past=stance in (Stance.ASSERTED, Stance.FAILED), quoted=sentence.is_quoted(start),
        )  # fmt: skip

    def _event(self, told: "_Told", mention: Mention) -> ReportedEvent:
        frame, sentence, span = told.frame, told.sentence, told.span
        article = self._evidence.article
        place = mention.place
        lonlat = mention.lonlat or (place.lonlat if place is not None else None)
        prec = mention.where_prec
        if frame.partial and prec is WherePrec.EXACT:
            prec = WherePrec.NEAR
        spot = place.place_id if place else mention.text.lower()
        key = f"{article.article_id}|{told.kind}|{told.stance}|{told.actor}|{spot}|{sentence.start}|{frame.index}"
        event_id = hashlib.sha256(key.encode()).hexdigest()[:16]
        self.anchors[event_id] = span
        if frame.by_other and told.kind is Kind.CAPTURED:
            self.by_others.add(event_id)
        return ReportedEvent(
            event_id=event_id,
            source_id=article.source_id,
            article_id=article.article_id,
            kind=told.kind,
            stance=told.stance,
            url=article.url,
            published_on=article.published_on,
            actor=told.actor,
            opponent=told.opponent,
            attributed_to=told.said_by,
            place_id=place.place_id if place else None,
            place_name=place.name if place else None,
            place_mention=mention.text,
            latitude=lonlat.lat if lonlat else None,
            longitude=lonlat.lon if lonlat else None,
            where_prec=prec,
            radius_m=mention.radius_m if mention.radius_m is not None else (place.radius_m if place else None),
            date_start=span.start,
            date_end=span.end,
            date_prec=span.prec,
            quote=sentence.text,
            char_start=sentence.start,
            char_end=sentence.end,
            rule=_rule(told),
            note=PARTIAL_NOTE if frame.partial else toll_of(frame, self._units) if told.kind is Kind.CASUALTIES else "",
        )


@dataclass(slots=True)
class _Told:
    """What one frame tells, before its places."""

    frame: Frame
    kind: Kind
    stance: Stance
    sentence: Sentence
    span: DateSpan
    actor: str | None
    opponent: str | None
    said_by: str | None


def _is_vast(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether the ground is too wide to lie where the text is: "retreat from swathes of land"."""
    behind = (unit.low for unit in units[frame.last + 1 : frame.last + 4])
    return not _VAST.isdisjoint(frame.object_words) or (
        frame.trigger.frame == "expels" and not _VAST.isdisjoint(behind)
    )


def _stands_alone(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether an event without a place of its own is told fully enough to be put where the text is."""
    if frame.trigger.frame == "kills":
        return frame.group is not None and bool(toll_of(frame, units) or frame.opponents)
    return True


def _is_told_again(frame: Frame, units: Sequence[Unit]) -> bool:
    """Whether the words point back to an attack told before: "the attack", "these raids"."""
    before = units[frame.index - 1].low if frame.index else ""
    return frame.trigger.attack and frame.group is None and before in {"the", "this", "these", "that", "those"}


def _rule(told: _Told) -> str:
    """The name of the rule: kind, frame, voice and the words of the lexicon that it met."""
    frame = told.frame
    voice = "noun" if frame.group is None else "passive" if frame.passive else "active"
    return f"{told.kind}:{frame.trigger.frame}:{voice} '{frame.trigger.name}'"


def _joined(actors: Sequence[Actor]) -> str | None:
    return " and ".join(actor.name for actor in actors[:2]) or None
