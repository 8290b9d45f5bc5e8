"""The map as one file: page, scripts, basemap and data together, opened from a disk without a server."""

import base64
import html
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from geo.errors import GeoError
from geo.mapping.event_map import script_json
from geo.mapping.linking import ASSETS, linked_script
from geo.mapping.state import MapState

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{leaflet_css}</style>
<style>{css}</style>
</head>
<body>
<div id="map"></div>
<script>{leaflet}</script>
<script>
{modules}
const map = L.map("map", {{zoomSnap: 0.25, zoomDelta: 0.5, wheelPxPerZoomLevel: 110, minZoom: 2, maxZoom: 16,
  worldCopyJump: true}}).setView([25, 20], 3);
dateline_modules["main.js"].start(L, map, {config});
</script>
</body>
</html>
"""


class StandaloneError(GeoError, RuntimeError):
    """The page cannot be made: Leaflet's files are not installed."""


def standalone_page(
    path: Path,
    *,
    events: bytes,
    holdings: Mapping[str, bytes],
    details: Mapping[int, Mapping[str, Any]],
    basemap: bytes,
    state: MapState | None = None,
    title: str = "Dateline",
    theme: str = "auto",
) -> int:
    """Write one self-contained HTML file that shows the map from `file://`; its size in bytes.

    `events`, `basemap` and `holdings` (by `happened` and `published`) are messages as the feed sends them
    (`geo.feed.encode_events`, `basemap_message`, `encode_holdings`), `details` the events whole by their row number, as
    `/feed/events/{row}` answers them. What is written holds every quote in `details`: leave out what must not be
    passed on. Raises StandaloneError where Leaflet is missing.
    """
    leaflet = _leaflet_folder()
    config = {
        "embedded": {
            "events": base64.b64encode(events).decode(),
            "holdings": {by: base64.b64encode(message).decode() for by, message in holdings.items()},
            "basemap": base64.b64encode(basemap).decode(),
            "details": {str(row): detail for row, detail in details.items()},
        },
        "state": (state or MapState()).to_browser(),
        "theme": theme,
    }
    page = _PAGE.format(
        title=html.escape(title),
        leaflet_css=_inline(leaflet / "leaflet.css"),
        css=_inline(ASSETS / "dateline.css"),
        leaflet=_inline(leaflet / "leaflet.js"),
        modules=linked_script(ASSETS, "main.js"),
        config=script_json(config),
    )
    content = page.encode()
    path.write_bytes(content)
    return len(content)


def _inline(file: Path) -> str:
    """A file's text as it may stand in a script or style element."""
    text = file.read_text(encoding="utf-8")
    # A source map's address would be asked for beside the page.
    lines = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL")]
    return "\n".join(lines).replace("</script", "<\\/script").replace("</style", "<\\/style")


def _leaflet_folder() -> Path:
    spec = find_spec("xstatic.pkg.leaflet")
    if spec is None or spec.origin is None:
        raise StandaloneError("Leaflet is not installed; run: pip install XStatic-Leaflet")
    return Path(spec.origin).parent / "data"
