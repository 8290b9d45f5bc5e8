"""The outlets that the program knows by name: facts from `data/sources.csv`, and no judgement."""

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from geo.resources import data_path

UNKNOWN_SOURCE = "unknown"
"""The source_id of an article whose outlet nothing tells."""


@dataclass(frozen=True, slots=True)
class Outlet:
    """A known outlet: its source_id, name, other names and web domain (empty where it has none)."""

    source_id: str
    name: str
    other_names: tuple[str, ...] = ()
    domain: str = ""


def read_outlets(path: Path) -> tuple[Outlet, ...]:
    """The outlets of a CSV with the columns `source_id name other_names domain`; other names are split at `|`."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Outlet(
                row["source_id"],
                row["name"],
                tuple(name.strip() for name in row["other_names"].split("|") if name.strip()),
                row["domain"],
            )
            for row in csv.DictReader(file)
        )


@cache
def known_outlets() -> tuple[Outlet, ...]:
    """The outlets of `data/sources.csv`."""
    return read_outlets(data_path("sources.csv"))


def slug(name: str) -> str:
    """A source_id made of a name: ASCII letters and digits, words joined by hyphens.

    >>> slug("Asharq Al-Awsat")
    'asharq-al-awsat'
    """
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:40]


def _fold(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


@cache
def _by_name() -> dict[str, Outlet]:
    return {
        _fold(name): outlet
        for outlet in reversed(known_outlets())
        for name in (*outlet.other_names, outlet.name, outlet.source_id)
    }


def outlet_named(name: str) -> Outlet | None:
    """The known outlet of that id, name or other name, spelling and case aside; None where there is none."""
    return _by_name().get(_fold(name)) if name else None


def outlet_at(url: str) -> Outlet | None:
    """The known outlet that publishes at the URL's host, or None."""
    try:
        host = (urlsplit(url).hostname or "").lower()
    except ValueError:
        return None
    return next((o for o in known_outlets() if o.domain and (host == o.domain or host.endswith("." + o.domain))), None)


@cache
def _in_text() -> re.Pattern[str]:
    outlets = known_outlets()
    names = {name for outlet in outlets for name in (outlet.name, *outlet.other_names, outlet.domain) if name}
    # ids stand in the names of pictures and scripts; short ones are also words
    names |= {outlet.source_id for outlet in outlets if len(outlet.source_id) > 5}
    ordered = sorted(names, key=len, reverse=True)
    return re.compile(r"(?<![A-Za-z])(?:" + "|".join(map(re.escape, ordered)) + r")(?![A-Za-z])")


def outlets_in(text: str) -> list[Outlet]:
    """The known outlets whose names (as they are written in the table) or domains stand in the text, each once."""
    found = {}
    for match in _in_text().finditer(text):
        outlet = outlet_named(match.group()) or outlet_at("//" + match.group())
        if outlet:
            found[outlet.source_id] = outlet
    return list(found.values())
