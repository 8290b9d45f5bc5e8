"""What each outlet calls whom: "terrorists", "rebels", "opposition" for the same actor."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.lexicon import Lexicon

WORDING_COLUMNS = ("actor", "source_id", "wording", "n", "share", "n_articles", "quote", "event_id")
"""The columns of a table of wordings."""

_STATE_WORDS = frozenset({"government", "forces"})


def wordings(events: pd.DataFrame, lexicon: Lexicon, *, countries: Mapping[str, str] | None = None) -> pd.DataFrame:
    """How often each source calls each actor what, by the quotes of its events (`WORDING_COLUMNS`).

    A name of an actor is counted for it. A general word ("militants") is counted for the actor or the opponent of
    the event, where that is the only one it can mean; else not at all. Words are given in lower case without their
    article, singular and plural together as the form that is more frequent. `share` is of all that the source calls
    the actor, `quote` the first sentence that says so, the one of `event_id`. A sentence that makes several events
    counts once. `countries` maps the event's `place_id` to the ISO code of its country, which decides between actors
    of one name.
    """
    counts: dict[tuple[str, str, str], dict[str, Any]] = {}
    seen: set[tuple[str, str, str]] = set()
    names = ("event_id", "source_id", "article_id", "actor", "opponent", "quote", "place_id")
    for event, source, article, actor, opponent, quote, place in zip(
        *(events[name].astype(object) for name in names), strict=True
    ):
        if not isinstance(quote, str):
            continue
        parties = [name for name in (actor, opponent) if isinstance(name, str)]
        country = (countries or {}).get(place, "")
        for wording, meant, start in _called(quote, parties, lexicon, country):
            if (article, quote, f"{start}:{meant}") in seen:
                continue
            seen.add((article, quote, f"{start}:{meant}"))
            told = counts.setdefault(
                (meant, source, _singular(wording)),
                {"forms": Counter(), "articles": set(), "quote": quote, "event_id": event},
            )
            told["forms"][wording] += 1
            told["articles"].add(article)
    rows = [
        (meant, source, told["forms"].most_common(1)[0][0], told["forms"].total(), 0.0, len(told["articles"]),
         told["quote"], told["event_id"])
        for (meant, source, _), told in counts.items()
    ]  # fmt: skip
    table = pd.DataFrame(rows, columns=list(WORDING_COLUMNS))
    table["share"] = (table["n"] / table.groupby(["actor", "source_id"])["n"].transform("sum")).round(4)
    order = ["actor", "source_id", "n", "wording"]
    return table.sort_values(order, ascending=[True, True, False, True], ignore_index=True)


def _called(quote: str, parties: list[str], lexicon: Lexicon, country: str) -> list[tuple[str, str, int]]:
    """The words for parties in a quote: as written, the actor meant, and where they stand."""
    matches = lexicon.find_actors(quote, country=country)
    named = {match.actor.name for match in matches if not match.actor.role}
    found = []
    for match in matches:
        meant = match.actor.name
        if match.actor.role:
            meant = _meant_by(match.actor.role, [party for party in parties if party not in named], lexicon)
        if meant:
            found.append((_folded(quote[match.start : match.end]), meant, match.start))
    return found


def _meant_by(role: str, parties: list[str], lexicon: Lexicon) -> str:
    """The party that a general word stands for, empty where it may be either or none."""
    of_state = role in _STATE_WORDS
    sides = {name: actor.side for name in parties if (actor := lexicon.actor(name)) is not None}
    fitting = [name for name in parties if (sides.get(name) == "government") == of_state]
    return fitting[0] if len(fitting) == 1 else ""


def _folded(words: str) -> str:
    text = " ".join(words.casefold().replace("’", "'").split())
    for article in ("the ", "a ", "an "):
        text = text.removeprefix(article)
    return text.removesuffix("'s").removesuffix("'")


def _singular(words: str) -> str:
    return words.removesuffix("s") if len(words) > 4 and not words.endswith("ss") else words
