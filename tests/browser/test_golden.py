"""Every symbol and every kind of ring against a kept picture; DATELINE_UPDATE_GOLDEN=1 writes the pictures anew."""

import base64
import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright", reason="playwright is not installed")

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

GOLDEN = Path(__file__).parent / "golden"
UPDATE_GOLDEN = os.environ.get("DATELINE_UPDATE_GOLDEN") == "1"
FAMILIES = ("takeover", "hold", "siege", "strike", "clash", "people", "calm", "other")


@pytest.fixture(scope="module")
def page(browser: Browser, map_address: str) -> Iterator[Page]:
    opened = browser.new_page()
    opened.goto(map_address)
    yield opened
    opened.close()


@pytest.mark.parametrize("hollow", [False, True], ids=["full", "hollow"])
@pytest.mark.parametrize("family", range(len(FAMILIES)), ids=FAMILIES)
def test_golden_symbol(page: Page, family: int, hollow: bool) -> None:
    name = f"{FAMILIES[family]}_{'hollow' if hollow else 'full'}.png"
    script = "paintSymbol(context, family, { r: 14, colour: '#c4473a', rim: '#f7f4ec', hollow })"
    drawn = _picture(page, "symbols.js", script, {"family": family, "hollow": hollow})
    _compare(drawn, GOLDEN / name)


RINGS = {
    "agree": "[arc('#c4473a')]",
    "split": "[arc('#c4473a'), arc('#23283a', { pattern: 1 }), arc('#2a8f7a', { pattern: 2 })]",
    "stale": "[arc('#c4473a', { stale: true }), arc('#2a8f7a')]",
    "changing": "[arc('#c4473a', { changing: true })]",
    "contested": "[arc('#c4473a', { contested: true })]",
}


@pytest.mark.parametrize("name", RINGS)
def test_golden_ring(page: Page, name: str) -> None:
    script = f"""const arc = (colour, more) => ({{ colour, pattern: 0, ...more }});
      paintRing(context, {RINGS[name]}, {{ r: 12, width: 6, theme: themeNamed("light"), siege: null }})"""
    _compare(_picture(page, "ring_sprites.js", script, {}), GOLDEN / f"ring_{name}.png")


def _picture(page: Page, module: str, script: str, values: dict[str, Any]) -> Image.Image:
    encoded = page.evaluate(
        f"""async ({{ {", ".join(values)} }}) => {{
          const {{ paintSymbol, paintRing }} = await import("/assets/{module}");
          const {{ themeNamed }} = await import("/assets/theme.js");
          const canvas = document.createElement("canvas");
          canvas.width = canvas.height = 48;
          const context = canvas.getContext("2d");
          context.translate(24, 24);
          {script};
          return canvas.toDataURL("image/png").split(",")[1];
        }}""",
        values,
    )
    return Image.open(io.BytesIO(base64.b64decode(encoded))).convert("RGBA")


def _compare(drawn: Image.Image, path: Path) -> None:
    """Against the kept picture; edges may differ a little between versions of Chromium."""
    if UPDATE_GOLDEN:
        path.parent.mkdir(exist_ok=True)
        drawn.save(path)
    kept = Image.open(path).convert("RGBA")
    assert kept.size == drawn.size
    over = [Image.alpha_composite(Image.new("RGBA", drawn.size, "white"), image) for image in (drawn, kept)]
    difference = ImageChops.difference(*over).convert("L")
    assert sum(difference.tobytes()) / len(difference.tobytes()) < 2.0, f"{path.name} has changed"
