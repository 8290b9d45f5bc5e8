"""A choice that lives in the URL: the address of the page is the view, and a link to another view is obeyed."""

from collections.abc import Mapping

import streamlit as st


def url_choice(name: str, options: Mapping[str, str], *, label: str) -> str:
    """A row of buttons; the chosen option's key, kept in the URL as `name` unless it is the first.

    Streamlit's own binding writes the words on the buttons into the URL; links must outlive a change of words. A run
    that was asked for before the browser took on a new address brings the old one: no link that somebody followed.
    """
    kept, before = st.session_state, f"url-{name}-before"
    default = next(iter(options))
    asked = st.query_params.get(name, default)
    if asked not in options:
        asked = default
    if kept.get(f"url-{name}") == asked:
        kept.pop(before, None)
    elif kept.get(before) != asked:
        kept[name] = asked
    chosen = st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=name, required=True, label_visibility="collapsed"
    )
    chosen = chosen or default
    if chosen != asked:
        kept[before] = asked
    kept[f"url-{name}"] = chosen
    if chosen != default:
        st.query_params[name] = chosen
    elif name in st.query_params:
        del st.query_params[name]
    return str(chosen)
