"""One place: who is said to hold it over time, every claim in order, its names."""

import streamlit as st
from streamlit_folium import st_folium

from geo.control import claims_from_events, disagreements, holding_spans
from geo.errors import UnknownPlace
from geo.mapping.point_map import MapPoint, point_map
from geo.store import EventFilter
from pages.parts.claims_list import draw_claims
from pages.parts.colours import is_dark
from pages.parts.flip_timeline import draw_timeline
from pages.parts.holdings_state import side_of
from pages.parts.place_search import pick_place
from pages.parts.resources import shared_gazetteer, shared_store
from pages.parts.words import as_day, counted, day_words, esc

store = shared_store()
place_id = pick_place()
if not place_id:
    st.stop()

events = store.event_arrow(EventFilter(place_ids=(place_id,)))
try:
    place = shared_gazetteer().place(place_id)
except UnknownPlace:
    place = None
name = place.name if place else (events["place_name"][0].as_py() if len(events) else place_id)
names = {source.source_id: source.name for source in store.sources()}
claims = claims_from_events(events)
spans = holding_spans(claims, side_of=side_of())
speaking = claims["source_id"].nunique()

day = as_day(st.query_params.get("day"))
st.html(f'<h1 class="dl-title" dir="auto">{esc(name)}</h1>')
about = [place.kind, *(shared_gazetteer().place(area).name for area in place.areas)] if place else []
st.html(
    f'<p class="dl-sub">{esc(", ".join(about))}{" · " if about else ""}{counted(len(events), "reported event")}, '
    f"{counted(len(claims), 'claim')} on who holds it, from {counted(speaking, 'source')}</p>"
)
dark = is_dark()
wide, side = st.columns([2.6, 1], gap="large")
with side:
    query = {"place": place_id, **({"day": day.isoformat()} if day else {})}
    with st.container(key="place-map"):
        label = f"Show on the map{f', {day_words(day)}' if day else ''}"
        st.page_link("map.py", label=label, icon=":material/map:", query_params=query, width="stretch")
    if place:
        others = ", ".join(place.other_names[:24])
        where = f"{place.lonlat.lat:.4f}, {place.lonlat.lon:.4f} · within {place.radius_m / 1000:,.1f} km"
        st.html(
            '<div class="dl-card"><h4>What the gazetteer knows</h4>'
            f'<p class="dl-note" dir="auto">{esc(others) or "No other names."}</p>'
            f'<p class="dl-note">{where} · layer {esc(place.layer)}</p></div>'
        )
        point = MapPoint(place.lonlat, place.name, radius_m=place.radius_m)
        st_folium(
            point_map([point], dark=dark), key=f"where-{place_id}-{dark}", height=240, use_container_width=True,
            returned_objects=[],
        )  # fmt: skip
with wide:
    if len(spans):
        draw_timeline(spans, events, disagreements(spans, side_of=side_of()), names, day)
    else:
        st.html('<p class="dl-note">No source says who holds it. What they report of it stands below.</p>')
    draw_claims(events, names)
