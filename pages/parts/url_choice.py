"""A choice that lives in the URL: the address of the page is the view, and a link to another view is obeyed."""

from collections.abc import Mapping

import streamlit as st


def url_choice(name: str, options: Mapping[str, str], *, label: str) -> str:
    """A row of buttons; the chosen option's key, kept in the URL as `name` unless it is the first.

    Streamlit's own binding writes the words on the buttons into the URL; links must outlive a change of words.
    """
    default = next(iter(options))
    asked = st.query_params.get(name, default)
    if asked not in options:
        asked = default
    if st.session_state.get(f"url-{name}") != asked:
        st.session_state[name] = asked
    chosen = st.segmented_control(
        label, list(options), format_func=options.__getitem__, key=name, required=True, label_visibility="collapsed"
    )
    chosen = chosen or default
    st.session_state[f"url-{name}"] = chosen
    if chosen != default:
        st.query_params[name] = chosen
    elif name in st.query_params:
        del st.query_params[name]
    return str(chosen)
