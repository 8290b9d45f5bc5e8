"""A table to fill in: the columns of the events table with two rows that show how each is written."""

import csv
import io

from geo.model import EVENT_COLUMNS

_ROWS = (
    {
        "event_id": "example-1", "source_id": "my-outlet", "published_on": "2016-12-12", "kind": "captured",
        "stance": "asserted", "actor": "ISIS", "opponent": "Syrian government", "attributed_to": "SOHR",
        "place_name": "Palmyra", "latitude": "34.5610", "longitude": "38.2810", "where_prec": "1", "radius_m": "3000",
        "date_start": "2016-12-11", "date_end": "2016-12-11", "date_prec": "1",
        "quote": "ISIS recaptured Palmyra on Sunday, SOHR said.", "note": "replace these two rows by your own",
    },
    {
        "event_id": "example-2", "source_id": "my-outlet", "kind": "airstrike", "place_name": "Idlib province",
        "where_prec": "4", "date_start": "2016-12-01", "date_end": "2016-12-31", "date_prec": "4",
        "quote": "Air strikes hit Idlib province in December.", "note": "a month and a province: never a made-up day",
    },
)  # fmt: skip


def pattern_csv() -> str:
    """A CSV with every column of the events table; a place or a day that nobody knows stays an empty cell.

    >>> pattern_csv().splitlines()[0].startswith("event_id,source_id,article_id")
    True
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, EVENT_COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(_ROWS)
    return out.getvalue()
