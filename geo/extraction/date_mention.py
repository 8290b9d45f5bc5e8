"""A word or phrase of a text that says when."""

from dataclasses import dataclass

from geo.model import DateSpan


@dataclass(frozen=True, slots=True)
class DateMention:
    """What stands at `start:end` of a text, and the days that it means there.

    `role` is one of `point` (a day, a week, a year), `range_start` and `range_end` (the two ends of "from .. to .."),
    `since`, `until`, `window` ("in the last three weeks"), `duration` ("for six months"), `recurring` ("daily") or
    `offset` ("two days after" what follows), `offset_from` (the date that an offset counts from) or `vague`
    ("now"). `value` is the TIMEX3 value (ISO 8601, with `PRESENT_REF` and the like), exact to the day.
    `reporting` is True where the phrase dates the saying ("the ministry said on Friday") and not what is told.
    `quoted` is True inside quotation marks.
    """

    start: int
    end: int
    span: DateSpan
    role: str = "point"
    value: str = ""
    reporting: bool = False
    quoted: bool = False
