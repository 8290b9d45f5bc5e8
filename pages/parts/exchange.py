"""Import with a preview, and export with its notes."""

import tempfile
from dataclasses import replace
from pathlib import Path

import streamlit as st

from geo.control import Assumptions
from geo.errors import GeoError
from geo.feed.page import write_page
from geo.interchange import EXPORT_FORMATS, IMPORT_FORMATS, export_events, pattern_csv, read_file, take_in
from geo.interchange.notes import ACLED_RULE
from geo.model import CONTROL_KINDS, FIGHTING_KINDS, Kind, Status
from geo.store import EventFilter
from pages.parts.resources import shared_lexicon, shared_store
from pages.parts.words import counted

FORMAT_WORDS = {
    "auto": "look at the file", "csv": "CSV (our columns)", "geojson": "GeoJSON", "parquet": "GeoParquet",
    "acled": "ACLED's columns", "ucdp": "UCDP GED's columns", "lpf": "Linked Places (GeoJSON-LD)",
    "html": "the map as one page (HTML)",
}  # fmt: skip
ENDINGS = {
    "csv": ".csv",
    "geojson": ".geojson",
    "parquet": ".parquet",
    "acled": ".csv",
    "ucdp": ".csv",
    "lpf": ".json",
    "html": ".html",
}
STEMS = {"acled": "dateline-acled", "ucdp": "dateline-ucdp", "lpf": "dateline-linked-places", "html": "dateline-map"}
"""Names of files by format, where not only the ending tells them apart."""
KIND_GROUPS = {
    "everything": (), "control of places": tuple(sorted(k.value for k in CONTROL_KINDS)),
    "fighting": tuple(sorted(k.value for k in FIGHTING_KINDS)),
    "people": (Kind.CASUALTIES.value, Kind.DISPLACEMENT.value, Kind.EVACUATION.value),
}  # fmt: skip
SHOWN_PROBLEMS = 50


def draw_import() -> None:
    """A file of events: what was understood, row by row what was not, and the button that takes it in."""
    st.html(
        '<p class="dl-sub">Events from another program: our CSV, GeoJSON or Parquet, UCDP GED, your own ACLED file. '
        "Nothing goes in before you have seen what was understood. Articles go in on the Articles page.</p>"
    )
    left, middle, right = st.columns([2, 1, 1])
    uploaded = left.file_uploader("File", type=["csv", "geojson", "json", "parquet"], label_visibility="collapsed")
    form = middle.selectbox("Format", ["auto", *IMPORT_FORMATS], format_func=FORMAT_WORDS.__getitem__)
    order = right.selectbox(
        "Numeric days", [None, "dmy", "mdy"],
        format_func=lambda o: {None: "as the file shows", "dmy": "day first", "mdy": "month first"}[o],
    )  # fmt: skip
    if uploaded is None:
        st.html(
            '<p class="dl-note">A table of your own needs <code>event_id</code>, <code>source_id</code> and '
            "<code>kind</code>; every other column may be missing or empty. The pattern has them all, with two rows "
            "that show how they are written.</p>"
        )
        st.download_button(
            "Pattern to fill in (CSV)", pattern_csv(), file_name="dateline-pattern.csv", mime="text/csv",
            on_click="ignore", icon=":material/download:",
        )  # fmt: skip
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(uploaded.name).name
        path.write_bytes(uploaded.getvalue())
        try:
            preview = read_file(path, form, lexicon=shared_lexicon(), order=order)
        except GeoError as error:
            st.error(f"{uploaded.name} was not understood: {str(error).replace(str(path), uploaded.name)}")
            return
    good = preview.table.num_rows
    st.markdown(f"**{counted(good, 'event')} understood** of {counted(preview.rows_read, 'row')}.")
    for note in preview.notes:
        st.caption(note)
    st.dataframe(preview.table.slice(0, 200).to_pandas(), height=260, hide_index=True)
    if preview.problems:
        st.warning(f"{counted(len(preview.problems), 'row')} cannot be understood; the first of them:")
        st.code("\n".join(str(problem) for problem in preview.problems[:SHOWN_PROBLEMS]), language=None)
    skip = bool(preview.problems) and st.checkbox("Leave those rows out and take the rest")
    if st.button(f"Import {counted(good, 'event')}", type="primary", disabled=bool(preview.problems) and not skip):
        try:
            written = take_in(shared_store(), preview, skip_problems=skip)
        except GeoError as error:
            st.error(str(error))
            return
        st.success(f"{counted(written, 'event')} from {uploaded.name} are in the store and on the map.")


def draw_export() -> None:
    """A choice of events as a file, with its notes on origin, terms and settings."""
    store = shared_store()
    names = {source.source_id: source.name for source in store.sources()}
    left, right = st.columns(2)
    form = left.selectbox(
        "Format", [*EXPORT_FORMATS, "html"], format_func=FORMAT_WORDS.__getitem__, key="export-format"
    )
    kinds = right.selectbox("Kinds", list(KIND_GROUPS), key="export-kinds")
    sources = left.multiselect("Sources", list(names), format_func=names.__getitem__, placeholder="all sources")
    reviewed = right.selectbox("Review", ["all but rejected", "accepted and edited only", "all"], key="export-review")
    acled = st.checkbox("With what came from an ACLED file (its terms forbid passing it on)")
    statuses = {
        "all": (), "all but rejected": tuple(s.value for s in Status if s is not Status.REJECTED),
        "accepted and edited only": (Status.ACCEPTED.value, Status.EDITED.value),
    }[reviewed]  # fmt: skip
    chosen = EventFilter(sources=tuple(sources), kinds=KIND_GROUPS[kinds], statuses=statuses)
    if not st.button("Prepare the file", type="primary"):
        return
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / f"{STEMS.get(form, 'dateline-events')}{ENDINGS[form]}"
        try:
            if form == "html":
                without = () if acled else (ACLED_RULE,)
                write_page(store, out, replace(chosen, without_rules=without))
            else:
                assumed = st.session_state.get("assumed", Assumptions())
                settings = {"assumptions": assumed.words()}
                export_events(store, out, form, chosen, with_acled=acled, settings=settings)
        except GeoError as error:
            st.error(str(error))
            return
        files = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    st.caption("Undated and unplaced events are in it too; notes on origin and terms lie in the file or beside it.")
    for name, content in files.items():
        st.download_button(f"Download {name}", content, file_name=name, on_click="ignore", key=f"get-{name}")
