"""A local server that speaks the wire forms of Nominatim, Photon, GeoNames and GeoNames' download folder."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

NOMINATIM = [
    {"place_id": 1, "osm_type": "node", "osm_id": 42, "lat": "35.80", "lon": "36.70", "display_name": "Tall Lost, SY",
     "name": "Tall Lost", "addresstype": "village", "type": "village"},
    {"place_id": 2, "osm_type": "way", "osm_id": 43, "lat": "34.00", "lon": "36.00", "display_name": "Other, Syria",
     "name": "Other", "addresstype": "suburb"},
]  # fmt: skip
PHOTON = {
    "type": "FeatureCollection",
    "features": [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [36.70, 35.80]},
         "properties": {"osm_type": "N", "osm_id": 42, "name": "Tall Lost", "osm_value": "village",
                        "countrycode": "SY"}}
    ],
}  # fmt: skip
GEONAMES = {
    "totalResultsCount": 1,
    "geonames": [
        {"geonameId": 99, "name": "Tall Lost", "lat": "35.80", "lng": "36.70", "fcl": "P", "fcode": "PPL",
         "countryCode": "SY", "countryName": "Syria", "adminName1": "Idlib", "population": 120}
    ],
}  # fmt: skip


class Server:
    """What it was asked, and how it answers: `mode` is well, empty, garbage, html, 429, 503, slow or wrong."""

    def __init__(self):
        self.mode = "well"
        self.asked = []
        self.file = b""
        self.cut_at = None
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append((time.monotonic(), self.path, dict(self.headers)))
                outer.answer(self)

            def log_message(self, *words):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.http.daemon_threads = True
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def domain(self):
        return f"127.0.0.1:{self.http.server_port}"

    def query(self, number=-1):
        return {key: values[0] for key, values in parse_qs(urlsplit(self.asked[number][1]).query).items()}

    def answer(self, handler):
        path = urlsplit(handler.path).path
        if path.endswith(".zip"):
            return self._send_file(handler)
        if self.mode in {"429", "503"}:
            return self._send(handler, int(self.mode), b"slow down", "text/plain")
        if self.mode == "slow":
            time.sleep(0.9)
        well = {"/search": NOMINATIM, "/api": PHOTON, "/searchJSON": GEONAMES}[path]
        empty = {"/search": [], "/api": {"features": []}, "/searchJSON": {"geonames": [], "totalResultsCount": 0}}[path]
        body = {
            "empty": json.dumps(empty), "garbage": "{not json", "html": "<html>maintenance</html>",
            "wrong": json.dumps([{"lat": "north", "lon": "x"}]),
        }.get(self.mode, json.dumps(well))  # fmt: skip
        return self._send(handler, 200, body.encode(), "application/json")

    def _send(self, handler, status, body, kind, **headers):
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        with contextlib.suppress(OSError):  # the client may have given up
            handler.wfile.write(body if self.cut_at is None else body[: self.cut_at])

    def _send_file(self, handler):
        if not self.file:
            return self._send(handler, 404, b"", "text/plain")
        start = handler.headers.get("Range", "").removeprefix("bytes=").rstrip("-")
        if start and int(start) >= len(self.file):
            return self._send(handler, 416, b"", "text/plain")
        return self._send(handler, 206 if start else 200, self.file[int(start or 0) :], "application/zip")


@pytest.fixture
def server():
    server = Server()
    yield server
    server.http.shutdown()
    server.http.server_close()


@pytest.fixture(scope="session")
def layers(tmp_path_factory):
    from geo.gazetteer import open_gazetteer

    folder = tmp_path_factory.mktemp("gazetteer")
    return open_gazetteer(folder, layers=["curated", "outlines"], on_progress=lambda _: None)
