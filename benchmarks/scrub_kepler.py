"""kepler.gl on the same events: its bundle from npm, without a basemap or a token, on a software renderer.

Chromium must be allowed to draw WebGL without a GPU, so it runs in a browser of its own, the same program with
`SOFTWARE_WEBGL` added.
"""

import shutil
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd
from playwright.sync_api import Browser, Error, Route

SOFTWARE_WEBGL = ("--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
PACKAGES = {
    "react": ("react@18.3.1", "umd/react.production.min.js"),
    "react-dom": ("react-dom@18.3.1", "umd/react-dom.production.min.js"),
    "redux": ("redux@4.2.1", "dist/redux.min.js"),
    "react-redux": ("react-redux@8.1.3", "dist/react-redux.min.js"),
    "styled-components": ("styled-components@6.1.8", "dist/styled-components.min.js"),
    "kepler": ("kepler.gl@3.2.6", "umd/keplergl.min.js"),
}
_ADDRESS = "http://peer.test/"
_STEPS = 12

_OPEN = """
async (rows) => {
  const kepler = window.KeplerGl;
  const uiState = { readOnly: true, currentModal: null, activeSidePanel: null };
  const settled = { uiState, mapStyle: { styleType: "no_map" } };
  const store = Redux.createStore(
    Redux.combineReducers({ keplerGl: kepler.keplerGlReducer.initialState(settled) }), {},
    Redux.applyMiddleware(...kepler.enhanceReduxMiddleware([])),
  );
  const map = React.createElement(kepler.KeplerGl, {
    id: "map", width: innerWidth, height: innerHeight, mapboxApiAccessToken: "none",
  });
  ReactDOM.createRoot(document.getElementById("app")).render(React.createElement(ReactRedux.Provider, { store }, map));
  const send = (action) => store.dispatch(kepler.wrapTo("map", action));
  const state = () => store.getState().keplerGl.map?.visState;
  const until = async (holds) => { while (!holds()) await new Promise(requestAnimationFrame); };
  await until(state);
  const fields = [
    { name: "longitude", type: "real", format: "" }, { name: "latitude", type: "real", format: "" },
    { name: "at", type: "timestamp", format: "x", analyzerType: "DATETIME" },
  ];
  send(kepler.addDataToMap({
    datasets: { info: { id: "events", label: "events" }, data: { fields, rows } },
    options: { centerMap: true, readOnly: true, autoCreateLayers: true },
  }));
  await until(() => state().layers.length > 0);
  send(kepler.addFilter("events"));
  send(kepler.setFilter(0, "name", "at"));
  await until(() => state().filters[0]?.domain);
  await new Promise((done) => setTimeout(done, 3000));
  window.peer = { send, state };
}
"""

_SCRUB = """
async (steps) => {
  const { send, state } = window.peer;
  const [low, high] = state().filters[0].domain;
  const canvas = [...document.querySelectorAll("canvas")].sort((a, b) => b.width * b.height - a.width * a.height)[0];
  const gl = canvas.getContext("webgl2");
  const times = [];
  for (let at = 1; at <= steps; at += 1) {
    const begin = performance.now();
    send(window.KeplerGl.setFilter(0, "value", [low, low + (high - low) * at / steps]));
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    gl.finish();
    times.push(performance.now() - begin);
  }
  return times;
}
"""


def kepler_files(cache: Path) -> dict[str, Path]:
    """The scripts by name; the packages alone, not what they depend on: the bundle holds that. RuntimeError."""
    npm = shutil.which("npm")
    if npm is None:
        raise RuntimeError("npm is not installed")
    cache.mkdir(parents=True, exist_ok=True)
    files = {}
    for name, (package, path) in PACKAGES.items():
        folder = cache / name
        files[name] = folder / "package" / path
        if files[name].is_file():
            continue
        packed = subprocess.run(
            [npm, "pack", package, "--silent", "--pack-destination", str(cache)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        if packed.returncode:
            raise RuntimeError(f"npm could not fetch {package}: {packed.stderr.strip()[-200:]}")
        with tarfile.open(cache / packed.stdout.strip().splitlines()[-1]) as archive:
            archive.extractall(folder, filter="data")
    return files


def measure_kepler(browser: Browser, frame: pd.DataFrame, *, cache: Path, viewport: Mapping[str, int]) -> list[float]:
    """Milliseconds of each step of the time filter with all kept, to the end of the drawing. RuntimeError.

    `frame` has `longitude latitude date_end`.
    """
    files = kepler_files(cache)
    stamps = frame["date_end"].astype("datetime64[ms]").astype("int64")
    columns = zip(frame["longitude"].round(4), frame["latitude"].round(4), stamps, strict=True)
    rows = [[float(lon), float(lat), int(at)] for lon, lat, at in columns]
    scripts = "".join(f'<script src="{name}.js"></script>' for name in files)
    html = f'<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="app"></div>{scripts}</body>'

    def answer(route: Route) -> None:
        name = route.request.url.removeprefix(_ADDRESS).removesuffix(".js")
        if name == "":
            route.fulfill(body=html, content_type="text/html")
        elif name in files:
            route.fulfill(path=files[name], content_type="text/javascript")
        else:
            route.abort()

    page = browser.new_page(viewport=dict(viewport))
    page.set_default_timeout(180_000)
    page.route("**/*", answer)
    try:
        page.goto(_ADDRESS)
        page.wait_for_function("window.KeplerGl")
        page.evaluate(_OPEN, rows)
        times: list[float] = page.evaluate(_SCRUB, _STEPS)
    except Error as error:
        raise RuntimeError(f"kepler.gl did not run: {str(error).splitlines()[0][:200]}") from error
    finally:
        page.close()
    return times


def kepler_result(times: list[float]) -> dict[str, Any]:
    """Its steps as the other peers' are told."""
    ordered = sorted(times)
    return {"mode": "up_to", "median_ms": round(ordered[len(ordered) // 2], 1), "worst_ms": round(ordered[-1], 1)}
