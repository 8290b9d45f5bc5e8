"""The differences between two sets of sources: on the day, over the period; filtered, sorted, exported."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from pages.parts.colours import NOBODY_COLOUR, actor_colour, source_colours
from pages.parts.compare_moves import show_on_maps
from pages.parts.component import component
from pages.parts.words import as_day, counted, day_words, stretch_words

KEY = "differences"
KINDS = {
    "contradiction": ("contradiction", "Claims of the same days name other holders"),
    "date": ("date", "Both tell of one change and date it apart"),
    "age": ("age", "The holders differ, but one account is older"),
    "area": ("area", "One speaks of a place, the other says otherwise of the area around it"),
    "only_first": ("only left", "Only the left speaks"),
    "only_second": ("only right", "Only the right speaks"),
}
"""The kinds of difference: the word on screen, and what it means."""

TELLING = ("contradiction", "date", "age", "area")
SORTED_BY = ("place_name", "from", "days", "first", "second", "difference")
PAGE = 200
MOST_ROWS = 5000
"""So many rows are drawn at most; the export holds all."""
_NOBODY_WORDS = {"contested": "contested", "holds": "not named"}

_table = component("difference_table")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which differences are wanted and in which order: in the address `scope`, `differ`, `find`, `sort`."""

    scope: str = "day"
    kinds: tuple[str, ...] = TELLING
    text: str = ""
    by: str = "days"
    down: bool = True
    most: int = PAGE

    @classmethod
    def from_told(cls, told: Mapping[str, Any]) -> Self:
        """What the table in the browser asks for; whatever is missing or damaged keeps its default."""
        kinds = told.get("kinds", TELLING)
        most = told.get("most", PAGE)
        return cls(
            scope="period" if told.get("scope") == "period" else "day",
            kinds=tuple(kind for kind in KINDS if kind in kinds),
            text=str(told.get("text", ""))[:80],
            by=told["by"] if told.get("by") in SORTED_BY else "days",
            down=bool(told.get("down", True)),
            most=min(most, MOST_ROWS) if isinstance(most, int) and most > 0 else PAGE,
        )

    @classmethod
    def from_query(cls, query: Mapping[str, str]) -> Self:
        """What an address asks for."""
        told: dict[str, Any] = {
            name: query[given] for name, given in (("scope", "scope"), ("text", "find")) if given in query
        }
        if "differ" in query:
            told["kinds"] = query["differ"].split(",")
        if "sort" in query:
            told |= {"by": query["sort"].removeprefix("-"), "down": query["sort"].startswith("-")}
        return cls.from_told(told)

    def to_query(self) -> dict[str, str]:
        """The names of an address, those alone that differ from the defaults."""
        query = {"scope": self.scope, "find": self.text, "differ": ",".join(self.kinds) or "none"}
        query["sort"] = f"{'-' if self.down else ''}{self.by}"
        plain = {"scope": "day", "find": "", "differ": ",".join(TELLING), "sort": "-days"}
        return {name: value for name, value in query.items() if value != plain[name]}


def rows_asked(found: pd.DataFrame, asked: Asked, day: dt.date) -> tuple[pd.DataFrame, dict[str, int]]:
    """The differences asked for in their order, and how many of each kind the day and the search leave."""
    shown = found
    if asked.scope == "day":
        stamp = pd.Timestamp(day)
        shown = shown[(shown["from"] <= stamp) & (shown["to"].isna() | (shown["to"] >= stamp))]
    if asked.text:
        shown = shown[shown["place_name"].str.contains(asked.text, case=False, regex=False, na=False)]
    counts = shown["difference"].value_counts()
    shown = shown[shown["difference"].isin(asked.kinds)]
    shown = shown.sort_values([asked.by, "from"], ascending=[not asked.down, True], kind="stable")
    return shown, {kind: int(counts.get(kind, 0)) for kind in KINDS}


def draw_differences(found: pd.DataFrame, names: Mapping[str, str], day: dt.date, *, assumed: str) -> None:
    """The table with its filters; a row that is chosen is shown on both maps. `assumed` is printed in the export."""
    kept = st.session_state
    told = kept.get(KEY)
    asked = (
        Asked.from_told(told["asked"]) if told and told.get("asked") else Asked.from_query(st.query_params.to_dict())
    )
    shown, counts = rows_asked(found, asked, day)
    part = shown.head(asked.most)
    colours = source_colours()
    rows = [table_row(row, names, colours, day) for row in part.to_dict("records")]
    kept["difference-rows"] = {
        row["id"]: {
            "place": str(place), "lat": lat, "lon": lon,
            # The day that is shown is one of the difference's own days already, or its first one is gone to.
            "day": None if asked.scope == "day" else as_day(first),
        }
        for row, place, lat, lon, first in zip(
            rows, *(part[name] for name in ("place_id", "lat", "lon", "from")), strict=True
        )
    }  # fmt: skip
    _table(
        key=KEY,
        data={
            "asked": asdict(asked), "day": f"on {day_words(day)}", "rows": rows, "total": len(shown), "most": MOST_ROWS,
            "kinds": [
                {"id": kind, "words": words, "help": meaning, "count": counts[kind]}
                for kind, (words, meaning) in KINDS.items()
            ],
            "chosen": kept.get("difference-chosen"), "left": "Left says", "right": "Right says",
            "empty": _empty_words(asked, counts),
        },
        default={"asked": asdict(asked)}, on_asked_change=_remember, on_opened_change=_open,
    )  # fmt: skip
    if len(shown):
        # Made at once: a file made on request is lost where the page runs again meanwhile, as while its map opens.
        st.download_button(
            f"Export {counted(len(shown), 'difference')} as CSV", differences_csv(shown, names, assumed),
            file_name="dateline-differences.csv", mime="text/csv", on_click="ignore", icon=":material/download:",
        )  # fmt: skip


def table_row(
    row: Mapping[str, Any], names: Mapping[str, str], colours: Mapping[str, str], day: dt.date
) -> dict[str, Any]:
    """A difference as the table in the browser draws it."""

    def said(answers: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        return [
            {
                "holder": answer["holder"] or _NOBODY_WORDS.get(answer["state"], answer["state"]),
                "colour": actor_colour(answer["holder"]), "origins": answer["n_origins"],
                "sources": [
                    {"name": names.get(source, source), "colour": colours.get(source, NOBODY_COLOUR)}
                    for source in answer["sources"]
                ],
            }
            for answer in answers
        ]  # fmt: skip

    area = row["area_name"]
    return {
        "id": f"{row['place_id']}|{as_day(row['from'])}|{row['difference']}|{row['area_id'] or ''}",
        "place": str(row["place_name"]),
        "link": f"place?{urlencode({'place': row['place_id'], 'day': day.isoformat()})}",
        "days": stretch_words(row["from"], row["to"]),
        "length": counted(int(row["days"]), "day"),
        "first": said(row["first_says"]),
        "second": said(row["second_says"]),
        "kind": row["difference"],
        "note": f"against {area}" if isinstance(area, str) else "",
    }


def differences_csv(shown: pd.DataFrame, names: Mapping[str, str], assumed: str) -> bytes:
    """The differences as CSV: days in ISO, both answers in words, the events they rest on, the assumptions made."""

    def named(answers: Sequence[Mapping[str, Any]]) -> str:
        return "; ".join(
            f"{answer['holder'] or answer['state']} ({', '.join(names.get(s, s) for s in answer['sources'])})"
            for answer in answers
        )

    table = shown[["place_id", "place_name", "lat", "lon", "from", "to", "days", "difference"]].assign(
        left_says=shown["first_says"].map(named),
        right_says=shown["second_says"].map(named),
        area=shown["area_name"],
        event_ids=shown["event_ids"].map(" ".join),
        assumptions=assumed,
    )
    return table.to_csv(index=False, date_format="%Y-%m-%d").encode()


def _empty_words(asked: Asked, counts: Mapping[str, int]) -> str:
    others = sum(counts.values())
    if others:
        return f"None of these kinds{' on this day' if asked.scope == 'day' else ''}; {others:,} of other kinds."
    if asked.text:
        return f'No difference at a place whose name holds "{asked.text}".'
    if asked.scope == "day":
        return (
            "On this day the two sides say nothing different of any place. Look at the whole period, or press n on the "
            "map for the next day on which they differ."
        )
    return "The two sides never speak of one place on one day, or never differ."


def _remember() -> None:
    """Keep what is asked for in the address."""
    asked = Asked.from_told(st.session_state[KEY].asked)
    for name in ("scope", "find", "differ", "sort"):
        if name in st.query_params:
            del st.query_params[name]
    st.query_params.update(asked.to_query())


def _open() -> None:
    """Take the maps to the row that was chosen."""
    chosen = st.session_state[KEY].opened
    row = st.session_state.get("difference-rows", {}).get(chosen)
    if row is None:
        return
    st.session_state["difference-chosen"] = chosen
    day = row["day"]
    show_on_maps(row["place"], day=day.isoformat() if day else None, lat=row["lat"], lon=row["lon"])
