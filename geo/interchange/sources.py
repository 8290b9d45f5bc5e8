"""Names of outlets and parties in other people's files, as the program knows them."""

import re
from collections.abc import Callable
from typing import Any

import pandas as pd

from geo.lexicon import Lexicon
from geo.reading.outlets import UNKNOWN_SOURCE, outlet_named, slug

ActorNames = Callable[[str], str]

_GOVERNMENT = re.compile(r"Government of ([^,(]+?)(?: \(.*\))?")


def named_sources(names: "pd.Series[Any]") -> tuple["pd.Series[Any]", dict[str, str]]:
    """The source_id for every name, and the name to show for each: a known outlet's, else the file's own."""
    ids: dict[str, str] = {}
    shown: dict[str, str] = {}
    for name in sorted({str(name) for name in names.dropna()}):
        outlet = outlet_named(name)
        source_id = outlet.source_id if outlet else slug(name) or UNKNOWN_SOURCE
        ids[name] = source_id
        shown.setdefault(source_id, outlet.name if outlet else name)
    return names.map(ids), shown


def lexicon_names(lexicon: Lexicon) -> ActorNames:
    """A function from a party's name to its canonical name, where the lexicon knows it.

    `Government of X`, as UCDP writes it, is the government of the country X.
    """
    codes = {country.name.lower(): code for code, country in lexicon.countries.items()}

    def named(name: str) -> str:
        actor = lexicon.actor(name)
        if actor is None and (state := _GOVERNMENT.fullmatch(name)) and state[1].lower() in codes:
            actor = lexicon.actor_in("government", codes[state[1].lower()])
        return actor.name if actor is not None and not actor.role else name

    return named
