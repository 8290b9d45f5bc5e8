"""What the map shows, as a value: from a page's URL and back into it, and to the modules in the browser."""

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal, Self

Mode = Literal["day", "window", "upto"]
By = Literal["happened", "published"]
ColourBy = Literal["actor", "source"]

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "mode": ("day", "window", "upto"),
    "by": ("happened", "published"),
    "colour_by": ("actor", "source"),
}
_RANGES: Mapping[str, tuple[float, float]] = {
    "lat": (-90, 90),
    "lon": (-540, 540),
    "zoom": (0, 22),
    "carry": (1, 36_500),
    "speed": (0.1, 3_650),
    "minprec": (1, 5),
}
_WHOLE = frozenset({"carry", "minprec"})
_NO_NAMES = "none"


@dataclass(frozen=True, slots=True)
class MapState:
    """Everything that makes up a view of the map.

    `start`/`end` are the window, both included (`from` and `to` in URLs and in the browser). `sources` and `kinds`
    are the ids that are shown, None for all of them. `carry` is in days, `speed` in days a second. `minprec` is the
    coarsest `date_prec` that still counts (5: any). `lat`, `lon` and `zoom` are None until a user or a URL sets them;
    the browser then shows where the events are.
    """

    day: dt.date | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    mode: Mode = "window"
    by: By = "happened"
    sources: tuple[str, ...] | None = None
    kinds: tuple[str, ...] | None = None
    colour_by: ColourBy = "actor"
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    zoom: float | None = None
    carry: int = 180
    speed: float = 30
    minprec: int = 5
    reviewed: bool = False

    @classmethod
    def from_query(cls, params: Mapping[str, Any]) -> Self:
        """The state that a URL's parameters ask for; whatever is missing or damaged keeps its default.

        Lists hold commas; `none` is an empty list. Unknown names are passed over.

        >>> MapState.from_query({"day": "2016-12-11", "sources": "sana,reuters", "zoom": "huge"}).sources
        ('sana', 'reuters')
        """
        return cls._from_texts({name: _first(value) for name, value in params.items()})

    @classmethod
    def from_component(cls, value: Mapping[str, Any] | None) -> Self:
        """The state that the map in the browser handed back; defaults where it handed back nothing."""
        texts: dict[str, str] = {}
        for name, part in (value or {}).items():
            if isinstance(part, list):
                texts[name] = ",".join(str(member) for member in part) or _NO_NAMES
            elif isinstance(part, bool):
                texts[name] = "1" if part else "0"
            elif part is not None:
                texts[name] = str(part)
        return cls._from_texts(texts)

    @classmethod
    def _from_texts(cls, texts: Mapping[str, str]) -> Self:
        values: dict[str, Any] = {}
        for field in fields(cls):
            text = texts.get(_outside(field.name))
            if text is None or text == "":
                continue
            value = _parsed(field.name, text)
            if value is not None:
                values[field.name] = value
        return cls(**values)

    def to_query(self) -> dict[str, str]:
        """The URL parameters of this state: only what differs from the defaults, so that addresses stay short.

        >>> MapState(mode="day", sources=()).to_query()
        {'mode': 'day', 'sources': 'none'}
        """
        defaults = type(self)()
        return {
            _outside(field.name): _written(getattr(self, field.name))
            for field in fields(self)
            if getattr(self, field.name) != getattr(defaults, field.name)
        }

    def to_browser(self) -> dict[str, Any]:
        """The state as the browser's modules read it: JSON values, days as ISO text; unset ones left out."""
        known = {field.name: getattr(self, field.name) for field in fields(self)}
        return {
            _outside(name): _for_browser(value)
            for name, value in known.items()
            if value is not None or name in ("sources", "kinds", "place")
        }

    def on_day(self, day: dt.date) -> Self:
        """The same view on another day; the window moves along."""
        if self.day is None or self.start is None or self.end is None:
            return replace(self, day=day)
        moved = day - self.day
        return replace(self, day=day, start=self.start + moved, end=self.end + moved)


def _outside(name: str) -> str:
    return {"start": "from", "end": "to"}.get(name, name)


def _first(value: Any) -> str:
    if isinstance(value, (list, tuple)):
        return str(value[0]) if value else ""
    return str(value)


def _parsed(name: str, text: str) -> Any:
    """The value that a text means for a field; None where it means nothing."""
    if name in ("day", "start", "end"):
        return _day(text)
    if name in _CHOICES:
        return text if text in _CHOICES[name] else None
    if name in ("sources", "kinds"):
        return () if text == _NO_NAMES else tuple(part for part in text.split(",") if part) or None
    if name == "reviewed":
        return text in ("1", "true", "True")
    if name in _RANGES:
        return _number(name, text)
    return text[:200]


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _number(name: str, text: str) -> float | int | None:
    try:
        number = float(text)
    except ValueError:
        return None
    low, high = _RANGES[name]
    if not math.isfinite(number) or not low <= number <= high:
        return None
    return round(number) if name in _WHOLE else number


def _for_browser(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _written(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value) or _NO_NAMES
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, dt.date):
        return value.isoformat()
    return f"{value:.10g}" if isinstance(value, float) else str(value)
