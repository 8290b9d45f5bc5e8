"""Whether and how online geocoders are asked: one small file in the home folder, `enabled` its one switch."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from geo.errors import BadQuery
from geo.resources import home_path

PROVIDERS = ("nominatim", "photon", "geonames")
LEAST_DELAY_SECONDS = 1.0
"""Nominatim's policy: one request a second over all users of an application."""


@dataclass(frozen=True, slots=True)
class OnlineSettings:
    """Off by default. `contact` (an address or a page) is told in the user agent; `username` is GeoNames' own.

    `domain` and `scheme` name another server of the same kind; "" is the provider's public one. `budget` is how many
    requests one run may make.
    """

    enabled: bool = False
    provider: str = "nominatim"
    domain: str = ""
    scheme: str = "https"
    username: str = ""
    contact: str = ""
    budget: int = 100
    timeout_seconds: float = 10.0
    min_delay_seconds: float = LEAST_DELAY_SECONDS

    def __post_init__(self) -> None:
        if self.provider not in PROVIDERS:
            raise BadQuery(f"{self.provider!r} is no online geocoder; known are {', '.join(PROVIDERS)}")
        if self.provider == "geonames" and self.enabled and not self.username:
            raise BadQuery("GeoNames needs a user name: set `username`")
        if not self.domain and self.min_delay_seconds < LEAST_DELAY_SECONDS:
            raise BadQuery(f"public geocoders are asked once in {LEAST_DELAY_SECONDS:.0f} s at most")

    @property
    def user_agent(self) -> str:
        """What requests say they come from."""
        return f"dateline/0.1.0 (event geocoding; {self.contact or 'no contact set'})"


def settings_path() -> Path:
    """Where the settings are kept."""
    return home_path("geocoding.json")


def read_settings(path: Path | None = None) -> OnlineSettings:
    """The settings as kept; the defaults (off) where there are none or they cannot be read."""
    try:
        kept = json.loads((path or settings_path()).read_text("utf-8"))
        return OnlineSettings(**kept)
    except (OSError, ValueError, TypeError):
        return OnlineSettings()


def write_settings(settings: OnlineSettings, path: Path | None = None) -> None:
    """Keep the settings for later runs."""
    target = path or settings_path()
    partial = target.with_name(f"{target.name}.{os.getpid()}.part")
    partial.write_text(json.dumps(asdict(settings), indent=1), "utf-8")
    partial.replace(target)
