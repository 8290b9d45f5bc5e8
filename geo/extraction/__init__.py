"""An article's mentions, dates and events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from geo.extraction.date_mention import DateMention
from geo.extraction.dates import dates_of, find_dates
from geo.extraction.events import events_from_article
from geo.extraction.mentions import mentions_from_article
from geo.extraction.sentences import Sentence, sentences_of, split_sentences
from geo.gazetteer import Gazetteer, LayeredGazetteer
from geo.lexicon import Lexicon
from geo.model import Article, DateSpan, Mention, ReportedEvent

__all__ = [
    "DateMention", "Extraction", "Sentence", "events_from_article", "extract", "find_dates", "mentions_from_article",
    "split_sentences",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Extraction:
    """What was read out of an article, each in the order of the text; `anchors` date the events by their ids."""

    article: Article
    mentions: Sequence[Mention]
    dates: Sequence[DateMention]
    events: Sequence[ReportedEvent]
    anchors: Mapping[str, DateSpan] = field(default_factory=dict)


def extract(article: Article, gazetteer: Gazetteer, lexicon: Lexicon) -> Extraction:
    """The mentions, dates and events of an article. Needs no network and no store; never raises on any text.

    Places that a user picked by hand for this article, its source or always lead, where `gazetteer` holds them.
    """
    if isinstance(gazetteer, LayeredGazetteer):
        gazetteer = gazetteer.for_article(article.article_id, article.source_id)
    sentences = sentences_of(article)
    # what is excluded holds no events, and yet its names tell of which places the text speaks
    mentions = mentions_from_article(article, gazetteer, lexicon, sentences=None if article.excluded else sentences)
    dates = dates_of(article, sentences)
    anchors: dict[str, DateSpan] = {}
    events = events_from_article(
        article, gazetteer, lexicon, mentions=mentions, sentences=sentences, dates=dates, anchors=anchors
    )
    return Extraction(article, tuple(mentions), tuple(dates), tuple(events), anchors)
