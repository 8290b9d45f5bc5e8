"""The online geocoder's switch, and asking it for a name when somebody presses the button."""

from dataclasses import replace

import streamlit as st

from geo.errors import GeoError
from geo.geocoding import OnlineGazetteer, read_settings, write_settings
from geo.geocoding.settings import PROVIDERS
from geo.model import Candidate

ONLINE_ATTRIBUTION = {
    "nominatim": "OpenStreetMap contributors", "photon": "OpenStreetMap contributors", "geonames": "GeoNames",
}  # fmt: skip
PROVIDER_WORDS = {
    "nominatim": "Nominatim (OpenStreetMap)", "photon": "Photon (OpenStreetMap)", "geonames": "GeoNames",
}  # fmt: skip


def draw_online() -> None:
    """The settings, kept in the home folder; off until the switch is set."""
    kept = read_settings()
    st.caption(
        "A name is sent to a server on the Internet only when you press the button beside a search. Answers are kept, "
        "so that none is asked twice; at most one request a second over everything that runs on this machine. The "
        "command line asks with `geocode --online`."
    )
    left, middle, right = st.columns([1.2, 1.4, 1.4])
    provider = left.selectbox(
        "Provider", PROVIDERS, index=PROVIDERS.index(kept.provider), format_func=PROVIDER_WORDS.__getitem__
    )
    contact = middle.text_input("Contact, told to the server", value=kept.contact, placeholder="an address or a page")
    user = right.text_input("GeoNames user name", value=kept.username, disabled=provider != "geonames")
    enabled = st.toggle("Ask online where I press the button", value=kept.enabled)
    try:
        chosen = replace(kept, enabled=enabled, provider=provider, contact=contact.strip(), username=user.strip())
    except GeoError as error:
        st.error(str(error))
        return
    if chosen != kept:
        write_settings(chosen)
        st.rerun()


def online_answers(query: str, *, key: str) -> list[Candidate]:
    """What the online geocoder answers once the button is pressed; nothing while it is off, and no button."""
    settings = read_settings()
    if not settings.enabled or not st.button(f"Ask {PROVIDER_WORDS[settings.provider]}", key=f"online-{key}"):
        return []
    online = OnlineGazetteer(settings)
    found = online.candidates(query, limit=5)
    if online.last_error is not None:
        st.error(f"The online geocoder did not answer: {online.last_error}")
    elif not found:
        st.info(f"{PROVIDER_WORDS[settings.provider]} knows no {query!r}.")
    return found
