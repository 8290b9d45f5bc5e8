"""The nouns of the field as frozen dataclasses, and the schema of the events table.

Coordinates are EPSG:4326 and written `(lon, lat)`. Days are `datetime.date`, spans include both ends.
"""

import datetime as dt
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import NamedTuple


class LonLat(NamedTuple):
    """A point in EPSG:4326, degrees."""

    lon: float
    lat: float


class Kind(StrEnum):
    """What a report says happened."""

    CAPTURED = "captured"
    LOST = "lost"
    WITHDREW = "withdrew"
    HOLDS = "holds"
    CONTESTED = "contested"
    BESIEGED = "besieged"
    SIEGE_LIFTED = "siege_lifted"
    REPELLED = "repelled"
    AIRSTRIKE = "airstrike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    CLASH = "clash"
    OFFENSIVE = "offensive"
    CASUALTIES = "casualties"
    DISPLACEMENT = "displacement"
    EVACUATION = "evacuation"
    CEASEFIRE = "ceasefire"
    OTHER = "other"


CONTROL_KINDS = frozenset(
    {
        Kind.CAPTURED, Kind.LOST, Kind.WITHDREW, Kind.HOLDS, Kind.CONTESTED,
        Kind.BESIEGED, Kind.SIEGE_LIFTED, Kind.REPELLED,
    }
)  # fmt: skip
FIGHTING_KINDS = frozenset({Kind.AIRSTRIKE, Kind.SHELLING, Kind.BOMBING, Kind.CLASH, Kind.OFFENSIVE})


class Stance(StrEnum):
    """How a report presents it; only `asserted` ever changes a holder."""

    ASSERTED = "asserted"
    DENIED = "denied"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    FAILED = "failed"


class Status(StrEnum):
    """Where an event stands in review."""

    UNREVIEWED = "unreviewed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"


class Role(StrEnum):
    """The part that a place name plays where it stands. Only `location` is placed."""

    LOCATION = "location"
    ACTOR = "actor"
    ORGANISATION = "organisation"
    DEMONYM = "demonym"
    PERSON = "person"
    BYLINE = "byline"


class WherePrec(IntEnum):
    """UCDP GED's `where_prec`."""

    EXACT = 1
    NEAR = 2
    SECOND_ORDER_AREA = 3
    FIRST_ORDER_AREA = 4
    VAGUE_AREA = 5
    COUNTRY = 6
    WATER_OR_AIR = 7


class DatePrec(IntEnum):
    """UCDP GED's `date_prec`."""

    DAY = 1
    FEW_DAYS = 2
    WEEK = 3
    MONTH = 4
    YEAR = 5


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet that published. `group` and `colour` are the user's own; the program judges nobody."""

    source_id: str
    name: str
    group: str | None = None
    colour: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One published text of one source.

    `text` is what offsets count in (Unicode code points). `published_on` is None where nothing in the
    article says it; then `not_before`/`not_after` bound it by what the text proves. The article proper is
    `text[body_start:body_end]` without the `excluded` spans inside it (datelines, captions, boxes of links):
    what lies outside yields no mention, no date and no event.
    """

    article_id: str
    source_id: str
    text: str
    title: str = ""
    url: str = ""
    published_on: dt.date | None = None
    language: str = "en"
    not_before: dt.date | None = None
    not_after: dt.date | None = None
    retrieved_at: dt.datetime | None = None
    sha256: str = ""
    source_name: str = ""
    origin: str = ""
    body_start: int = 0
    body_end: int | None = None
    excluded: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A gazetteer entry.

    `kind` is one of city town village district province region country airbase base river road crossing
    camp hill dam quarter mountain lake border other. `areas` are the place_ids of the areas that hold it,
    smallest first. `radius_m` is how far from the point something "in" it may lie.
    """

    place_id: str
    name: str
    lonlat: LonLat
    kind: str
    country: str = ""
    admin1: str = ""
    areas: tuple[str, ...] = ()
    other_names: tuple[str, ...] = ()
    population: int = 0
    layer: str = ""
    radius_m: float = 1000.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean: score in 0..1, the method that found it, and the evidence in words."""

    place: Place
    score: float
    method: str
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The earliest and the latest day of something, both included; None is an open end.

    `text` are the words it rests on, `rule` the name of the pattern, `basis` one of explicit relative
    publication_default bounded none.
    """

    start: dt.date | None
    end: dt.date | None
    prec: DatePrec | None = None
    text: str = ""
    rule: str = ""
    basis: str = "none"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place name at `start:end` of an article's text, with its role there and, for locations, its place."""

    text: str
    start: int
    end: int
    role: Role = Role.LOCATION
    place: Place | None = None
    where_prec: WherePrec | None = None
    radius_m: float | None = None
    lonlat: LonLat | None = None
    candidates: tuple[Candidate, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportedEvent:
    """One thing that an article reports. Field names are the columns of the events table."""

    event_id: str
    source_id: str
    article_id: str
    kind: Kind
    stance: Stance = Stance.ASSERTED
    url: str = ""
    published_on: dt.date | None = None
    actor: str | None = None
    opponent: str | None = None
    attributed_to: str | None = None
    place_id: str | None = None
    place_name: str | None = None
    place_mention: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    where_prec: WherePrec | None = None
    radius_m: float | None = None
    date_start: dt.date | None = None
    date_end: dt.date | None = None
    date_prec: DatePrec | None = None
    quote: str = ""
    char_start: int = 0
    char_end: int = 0
    rule: str = ""
    status: Status = Status.UNREVIEWED
    reviewer: str | None = None
    reviewed_at: dt.datetime | None = None
    note: str = ""
    more_quotes: tuple[tuple[int, int], ...] = field(default=())


PARTIAL_NOTE = "a part of the place"
"""How the note of an event begins that concerns a part of its place only: it says nothing of who holds the whole."""

EVENT_COLUMNS = (
    "event_id", "source_id", "article_id", "url", "published_on", "kind", "stance", "actor", "opponent",
    "attributed_to", "place_id", "place_name", "place_mention", "latitude", "longitude", "where_prec",
    "radius_m", "date_start", "date_end", "date_prec", "quote", "char_start", "char_end", "rule", "status",
    "reviewer", "reviewed_at", "note",
)  # fmt: skip
"""The columns of the events table and of every CSV, GeoJSON and Parquet that goes out, in this order."""
