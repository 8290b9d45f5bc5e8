"""folium's TimestampedGeoJson and Timeline, and kepler.gl, on the same events in the same browser.

Their scripts come from npm into a cache folder on first use; nothing of them is kept in the repository.
"""

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import folium
import pandas as pd
import pyarrow as pa
from folium.plugins import Timeline, TimelineSlider, TimestampedGeoJson
from folium.utilities import JsCode
from playwright.sync_api import Browser, Page, Route

from benchmarks.scrub_kepler import SOFTWARE_WEBGL, kepler_result, measure_kepler
from tests.browser.map_server import CHROMIUM_ARGUMENTS, chromium_path

PACKAGES = {
    "jquery": ("jquery@3.7.1", "dist/jquery.min.js"),
    "iso8601": ("iso8601-js-period@0.2.1", "iso8601.js"),
    "leaflet.timedimension": ("leaflet-timedimension@1.1.1", "dist/leaflet.timedimension.min.js"),
    "moment": ("moment@2.30.1", "min/moment.min.js"),
    "leaflet.timeline": ("leaflet.timeline@1.6.0", "dist/leaflet.timeline.js"),
    "leaflet": ("leaflet@1.9.3", "dist/leaflet.js"),
}
_STEPS = 6


def package_files(cache: Path) -> dict[str, Path]:
    """The plugins' scripts, fetched from npm once. Raises RuntimeError where npm or the registry is missing."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is not installed")
    cache.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, (package, path) in PACKAGES.items():
        files[name] = cache / "node_modules" / package.rsplit("@", 1)[0] / path
    if not all(file.is_file() for file in files.values()):
        specs = [package for package, _ in PACKAGES.values()]
        done = subprocess.run(
            [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(cache), *specs],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"npm could not fetch the plugins: {done.stderr.strip()[-200:]}")
    return files


def measure_peers(browser: Browser, table: pa.Table, *, viewport: Mapping[str, int]) -> dict[str, Any]:
    """Each peer's time a step, with all kept (`up_to`) or for 30 days (`window`: Timeline)."""
    try:
        files = package_files(Path(tempfile.gettempdir()) / "dateline-benchmark-peers")
    except RuntimeError as error:
        return {"skipped": {"reason": str(error)}}
    frame = table.select(["longitude", "latitude", "date_end"]).to_pandas().dropna()
    days = frame["date_end"].astype("datetime64[s]")
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [round(float(lon), 4), round(float(lat), 4)]},
            "properties": {"time": stamp.isoformat(), "times": [stamp.isoformat()], "at": int(stamp.timestamp() * 1000),
                           "icon": "circle", "iconstyle": {"radius": 3, "weight": 0, "fillOpacity": 0.8}},
        }
        for lon, lat, stamp in zip(frame["longitude"], frame["latitude"], days, strict=True)
    ]  # fmt: skip
    collection = {"type": "FeatureCollection", "features": features}
    timestamped = _run(browser, _timestamped(collection), files, viewport, _TIMESTAMPED)
    timeline = _run(browser, _timeline(collection), files, viewport, _TIMELINE)
    return {
        "timestamped_geojson": {"mode": "up_to", **timestamped},
        "timeline": {"mode": "window", **timeline},
        "kepler.gl": _kepler(browser, frame, viewport),
    }


def _kepler(browser: Browser, frame: pd.DataFrame, viewport: Mapping[str, int]) -> dict[str, Any]:
    """kepler.gl's steps in the same program, allowed to draw WebGL in software; the reason where it does not run."""
    cache = Path(tempfile.gettempdir()) / "dateline-benchmark-kepler"
    other = browser.browser_type.launch(executable_path=chromium_path(), args=[*CHROMIUM_ARGUMENTS, *SOFTWARE_WEBGL])
    try:
        return kepler_result(measure_kepler(other, frame, cache=cache, viewport=viewport))
    except RuntimeError as error:
        return {"skipped": str(error)}
    finally:
        other.close()


def _timestamped(collection: dict[str, Any]) -> folium.Map:
    built = folium.Map([34.8, 39], zoom_start=7, tiles=None, prefer_canvas=True)
    TimestampedGeoJson(collection, period="P1M", auto_play=False, add_last_point=False).add_to(built)
    return built


def _timeline(collection: dict[str, Any]) -> folium.Map:
    built = folium.Map([34.8, 39], zoom_start=7, tiles=None, prefer_canvas=True)
    interval = JsCode("(feature) => ({start: feature.properties.at, end: feature.properties.at + 2592000000})")
    layer = Timeline(collection, get_interval=interval, point_to_layer=JsCode(
        "(feature, at) => L.circleMarker(at, {radius: 3, weight: 0, fillOpacity: 0.8})"))  # fmt: skip
    layer.add_to(built)
    TimelineSlider(auto_play=False, enable_playback=False).add_timelines(layer).add_to(built)
    return built


# A peer's step ends as ours does: what it left for the next frame is drawn at once, and a pixel of it is read back. Its
# marks are on a canvas (folium's default, SVG, is slower).
_WHOLE = """
  const whole = (map) => {
    const renderer = map._renderer;
    if (renderer._redrawRequest) {
      L.Util.cancelAnimFrame(renderer._redrawRequest);
      renderer._redraw();
    }
    renderer._ctx.getImageData(600, 300, 1, 1);
  };
"""

_TIMESTAMPED = f"""
async (steps) => {{
  {_WHOLE}
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const dimension = map.timeDimension;
  const all = dimension.getAvailableTimes();
  const times = [];
  for (let at = 1; at <= steps; at += 1) {{
    const target = all[Math.floor((all.length - 1) * (at / steps))];
    const begin = performance.now();
    dimension.setCurrentTime(target);
    whole(map);
    times.push(performance.now() - begin);
    if (dimension.getCurrentTime() !== target) throw new Error("the step was not taken at once");
    await new Promise(requestAnimationFrame);
  }}
  return times;
}}
"""

_TIMELINE = f"""
async (steps) => {{
  {_WHOLE}
  const map = Object.values(window).find((value) => value instanceof L.Map);
  const layer = Object.values(window).find((value) => value && value.setTime && value.times);
  const times = [];
  for (let at = 1; at <= steps; at += 1) {{
    const begin = performance.now();
    layer.setTime(layer.start + (layer.end - layer.start) * (at / steps) * 0.98);
    whole(map);
    times.push(performance.now() - begin);
    await new Promise(requestAnimationFrame);
  }}
  return times;
}}
"""


def _run(
    browser: Browser, built: folium.Map, files: Mapping[str, Path], viewport: Mapping[str, int], script: str
) -> dict[str, Any]:
    page = browser.new_page(viewport=dict(viewport))
    page.route("**/*", lambda route: _answer(route, files))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "peer.html"
        built.save(str(path))
        begin = time.monotonic()
        try:
            page.goto(path.as_uri(), wait_until="load", timeout=300_000)
            opened = time.monotonic() - begin
            times = _timed(page, script)
        except Exception as error:  # a peer that fails is a figure too
            return {"failed": str(error).splitlines()[0]}
        finally:
            page.close()
        size = path.stat().st_size
    return {
        "open_s": round(opened, 2),
        "page_mb": round(size / 1e6, 1),
        "median_ms": round(statistics.median(times), 1),
        "worst_ms": round(max(times), 1),
    }


def _timed(page: Page, script: str) -> list[float]:
    found: list[float] = page.evaluate(script, _STEPS)
    return found


def _answer(route: Route, files: Mapping[str, Path]) -> None:
    """The plugin's own script for an address of a CDN; nothing for styles and pictures."""
    url = route.request.url
    if url.startswith("file:"):
        route.continue_()
        return
    for name in sorted(files, key=len, reverse=True):
        if name in url and url.endswith(".js"):
            route.fulfill(path=files[name], content_type="text/javascript")
            return
    route.fulfill(status=200, body="")
