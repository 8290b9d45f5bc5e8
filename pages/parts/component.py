"""Components of our own on a page: a script and a style sheet of one name each, plain JavaScript."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

_FOLDER = Path(__file__).parent / "components"


def component(name: str) -> Callable[..., Any]:
    """The mounting function of `<name>.js` and `<name>.css`; the script may use what `element.js` defines."""
    script = "\n".join((_FOLDER / file).read_text(encoding="utf-8") for file in ("element.js", f"{name}.js"))
    mount: Callable[..., Any] = st.components.v2.component(
        f"dateline_{name}", js=script, css=(_FOLDER / f"{name}.css").read_text(encoding="utf-8")
    )
    return mount
