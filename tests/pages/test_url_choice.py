"""A choice kept in the address: links are obeyed, an address that comes late undoes nothing."""

from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from pages.parts.url_choice import url_choice

    st.text(url_choice("view", {"list": "List", "lanes": "Lanes", "figures": "Figures"}, label="View"))


def shown(app: AppTest, asked: str | None) -> tuple[str, str | None]:
    """What is shown in a run that brings an address, and what the address says afterwards."""
    if asked is None:
        app.query_params.pop("view", None)
    else:
        app.query_params["view"] = asked
    app.run()
    assert not app.exception
    said = app.query_params.get("view")
    return app.text[0].value, said[0] if isinstance(said, list) else said


def test_a_link_is_obeyed_and_the_first_choice_has_none() -> None:
    app = AppTest.from_function(page)
    assert shown(app, None) == ("list", None)
    assert shown(app, "figures") == ("figures", "figures")
    assert shown(app, "lanes") == ("lanes", "lanes")
    assert shown(app, "nowhere") == ("list", None)


def test_an_address_that_comes_late_undoes_no_choice() -> None:
    app = AppTest.from_function(page)
    assert shown(app, None) == ("list", None)
    app.session_state["view"] = "figures"
    assert shown(app, None) == ("figures", "figures")
    # The browser had not taken the new address on when it asked for this run.
    assert shown(app, None) == ("figures", "figures")
    assert shown(app, "figures") == ("figures", "figures")
    # Now it had: going back is a wish.
    assert shown(app, None) == ("list", None)
