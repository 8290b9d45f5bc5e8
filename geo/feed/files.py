"""Files of the map: its own modules, Leaflet from its wheel, the basemap."""

from importlib.util import find_spec
from os import PathLike, stat_result
from pathlib import Path, PurePath

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from geo.errors import UnknownRecord
from geo.resources import data_path

# Named here because the system's own table may be wrong (Windows registries often call .js text/plain,
# which browsers refuse as a module).
_MEDIA_TYPES = {
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
}


def media_type_of(path: str | PathLike[str]) -> str | None:
    """The media type of a file after its name, of the kinds that a page is made of; None of others."""
    return _MEDIA_TYPES.get(PurePath(path).suffix)


class ModuleFiles(StaticFiles):
    """Static files with sure media types; a browser asks again each time, or after `max_age_seconds`."""

    def __init__(self, *, directory: Path, max_age_seconds: int = 0) -> None:
        super().__init__(directory=directory, check_dir=False)
        self._cache_control = f"public, max-age={max_age_seconds}" if max_age_seconds else "no-cache"

    def file_response(
        self, full_path: str | PathLike[str], stat_result: stat_result, scope: Scope, status_code: int = 200
    ) -> Response:
        """The file, or 304 where the client has it."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        media_type = media_type_of(full_path)
        if media_type and "content-type" in response.headers:
            response.headers["Content-Type"] = media_type
        response.headers["Cache-Control"] = self._cache_control
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def leaflet_folder() -> Path:
    """The folder of the XStatic-Leaflet wheel that holds `leaflet.js`."""
    spec = find_spec("xstatic.pkg.leaflet")
    if spec is None or spec.origin is None:
        raise UnknownRecord("XStatic-Leaflet is not installed; run `python3 run.py` once more")
    return Path(spec.origin).parent / "data"


def basemap_file() -> Path:
    """The basemap as its build script wrote it, compressed or not; UnknownRecord where there is none."""
    for name in ("basemap.json.gz", "basemap.json"):
        path = data_path("basemap", name)
        if path.is_file():
            return path
    raise UnknownRecord("no basemap in data/basemap; its build script makes it")
