"""Which events are claims, and that every form of table gives the same ones."""

import datetime as dt

import pandas as pd
import pyarrow as pa
import pytest

from geo.control import claims_from_events, holding_spans
from geo.control.claims import CLAIM_COLUMNS
from geo.errors import BadQuery, BadTable
from geo.store import table_from_events
from geo.synthetic import synthetic_events
from tests.control.histories import claims, day, events

LINES = ("captured A<B 3-5 by SANA", "holds B 9 source t pub 12", "besieged C 11", "withdrew A 20 pub ?")


def as_dates(table: pd.DataFrame) -> pd.DataFrame:
    return table


def as_datetimes(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(**{name: pd.to_datetime(table[name]) for name in ("date_start", "date_end", "published_on")})


def as_nanoseconds(table: pd.DataFrame) -> pd.DataFrame:
    names = ("date_start", "date_end", "published_on")
    return table.assign(**{name: pd.to_datetime(table[name]).astype("datetime64[ns]") for name in names})


def as_texts(table: pd.DataFrame) -> pd.DataFrame:
    names = ("date_start", "date_end", "published_on")
    texts = {name: table[name].map(lambda value: value.isoformat(), na_action="ignore") for name in names}
    return table.assign(**texts)


def as_arrow(table: pd.DataFrame) -> pa.Table:
    return pa.Table.from_pandas(table.drop(columns=["reviewer", "reviewed_at", "note"]), preserve_index=False)


def as_encoded_arrow(table: pd.DataFrame) -> pa.Table:
    arrow = as_arrow(table)
    for name in ("source_id", "kind", "stance", "status", "actor", "opponent", "place_id"):
        number = arrow.column_names.index(name)
        arrow = arrow.set_column(number, name, arrow[name].cast(pa.string()).dictionary_encode())
    return arrow


def as_geodataframe(table: pd.DataFrame) -> pd.DataFrame:
    import geopandas

    points = geopandas.points_from_xy(table["longitude"], table["latitude"])
    return geopandas.GeoDataFrame(table, geometry=points, crs="EPSG:4326")


FORMS = [as_dates, as_datetimes, as_nanoseconds, as_texts, as_arrow, as_encoded_arrow, as_geodataframe]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_of_table_gives_the_same_claims(form) -> None:
    expected = claims_from_events(events(*LINES))
    found = claims_from_events(form(events(*LINES)))
    assert list(found.columns) == list(CLAIM_COLUMNS)
    coded = expected.select_dtypes("category").columns
    pd.testing.assert_frame_equal(
        found.astype(dict.fromkeys(coded, object)), expected.astype(dict.fromkeys(coded, object)), check_dtype=False
    )
    assert found["date_start"].iloc[0] == pd.Timestamp(day(3))


def test_a_table_of_the_store_and_of_made_up_load_are_read() -> None:
    table = synthetic_events(3000, seed=4)
    encoded, plain = claims_from_events(table), claims_from_events(table.to_pandas(date_as_object=True))
    assert len(encoded) == len(plain) > 100
    assert holding_spans(encoded)["state"].astype(str).tolist() == holding_spans(plain)["state"].astype(str).tolist()
    assert len(claims_from_events(table_from_events([]))) == 0


def test_no_claims_give_no_spans() -> None:
    spans = holding_spans(claims_from_events(events("clash A<B 3")))
    assert len(spans) == 0
    assert {"from", "to", "certain_from", "certain_to", "event_ids"} <= set(spans.columns)


def test_what_is_missing_is_named() -> None:
    with pytest.raises(BadTable, match="date_end"):
        claims_from_events(events("holds A 3").drop(columns=["date_end"]))


def test_what_is_no_day_is_named() -> None:
    with pytest.raises(BadTable, match="date_start"):
        claims_from_events(events("holds A 3").assign(date_start="in spring"))


def test_days_in_the_wrong_order_are_put_in_order() -> None:
    table = claims_from_events(events("captured A 3").assign(date_start=day(9), date_end=day(3)))
    assert table["date_start"].iloc[0] == pd.Timestamp(day(3))
    assert table["date_end"].iloc[0] == pd.Timestamp(day(9))


def test_unplaced_claims_are_left_out() -> None:
    assert len(claims_from_events(events("captured A 3").assign(place_id=None))) == 0
    assert len(claims_from_events(events("captured A 3").assign(place_id=""))) == 0


@pytest.mark.parametrize(("precision", "count"), [(1, 1), (4, 1), (5, 1), (6, 0), (7, 0), (None, 1)])
def test_what_is_placed_in_a_country_as_a_whole_is_left_out(precision: int | None, count: int) -> None:
    assert len(claims_from_events(events("captured A 3").assign(where_prec=precision))) == count


@pytest.mark.parametrize(
    ("precision", "at", "opened"),
    [(4, 7, 8), (1, 7, 11), (4, 9, 11)],
    ids=["area", "another place", "another sentence"],
)
def test_an_offensive_in_an_area_opens_the_capture_of_its_sentence(precision: int, at: int, opened: int) -> None:
    table = events("offensive B<A 8 place province article x at 7", f"captured B 11 article x at {at}")
    table.loc[0, "where_prec"] = precision
    assert claims_from_events(table)["opened_on"].tolist() == [pd.Timestamp(day(opened))]


SETTINGS = {
    "all": ({}, ["A", "B", "C"]),
    "to the week": ({"min_date_prec": 3}, ["A", "C"]),
    "to the day": ({"min_date_prec": 1}, ["A"]),
    "reviewed": ({"reviewed_only": True}, ["B", "C"]),
    "without a source": ({"without": ["t"]}, ["A", "B"]),
}


@pytest.mark.parametrize(("settings", "holders"), SETTINGS.values(), ids=SETTINGS.keys())
def test_assumptions_choose_what_counts(settings, holders) -> None:
    table = claims(
        "holds A 3 place p prec 1", "holds B 4 place q prec 4 status accepted",
        "holds C 5 place r prec 3 source t status edited",
    )  # fmt: skip
    assert holding_spans(table, **settings)["holder"].tolist() == holders


def test_a_claim_without_a_date_precision_is_left_out_where_one_is_asked_for() -> None:
    table = claims_from_events(events("holds A 3").assign(date_prec=None))
    assert len(holding_spans(table)) == 1
    assert len(holding_spans(table, min_date_prec=5)) == 0


def test_an_unknown_view_is_refused() -> None:
    with pytest.raises(BadQuery, match="retrieved"):
        holding_spans(claims("holds A 3"), by="retrieved")


def test_days_before_1970_and_far_apart() -> None:
    table = events("captured A 3", "captured B 9")
    table["date_start"] = table["date_end"] = [dt.date(1916, 2, 21), dt.date(2916, 12, 15)]
    spans = holding_spans(claims_from_events(table))
    assert spans["from"].dt.date.tolist() == [dt.date(1916, 2, 21), dt.date(2916, 12, 15)]
    assert spans["to"].iloc[0].date() == dt.date(2916, 12, 14)


def test_a_part_of_a_place_is_no_claim_on_the_whole() -> None:
    from geo.model import PARTIAL_NOTE

    table = pd.DataFrame([
        {"event_id": name, "source_id": "wire", "kind": "captured", "stance": "asserted", "actor": "ISIS",
         "place_id": "aleppo", "date_start": dt.date(2016, 1, 1), "date_end": dt.date(2016, 1, 1), "note": note}
        for name, note in (("streets", PARTIAL_NOTE), ("whole", ""), ("unsaid", None))
    ])  # fmt: skip
    assert list(claims_from_events(table)["event_id"]) == ["whole", "unsaid"]
