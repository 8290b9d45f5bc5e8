#!/usr/bin/env python3
"""Start Dateline, or check it; needs Python 3.11 or newer and nothing else.

python3 run.py [--port N] [--no-browser]    make .venv, install what is pinned, open the app
python3 run.py test [ARGS]                  install the test tools too, then run every check; ARGS go to pytest
python3 run.py geo ARGS                     the command line, `python -m geo`, in that same .venv
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DEFAULT_PORT = 8501
OFFLINE_SIGNS = ("NewConnectionError", "Temporary failure in name resolution", "ConnectTimeout", "getaddrinfo failed")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


def stop(message: str) -> NoReturn:
    """End with a message fit for a newcomer, and exit code 2."""
    print(f"run.py: {message}", file=sys.stderr)
    raise SystemExit(2)


def ensure_venv() -> None:
    """Make `.venv` where it is missing or broken."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    print("Making a virtual environment in .venv ...", flush=True)
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True)
    if made.returncode != 0:
        stop(
            "this Python cannot make a virtual environment (its venv module or pip is missing). On Debian or Ubuntu: "
            "`sudo apt install python3-venv`, then start again.\n" + (made.stderr or made.stdout).strip()
        )


def ensure_installed(requirements: str) -> None:
    """Install a requirements file into `.venv`, once per content of it."""
    files = [ROOT / "requirements.txt", ROOT / requirements]
    wanted = hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()
    mark = VENV / f".installed-{requirements}"
    if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
        return
    print(f"Installing {requirements} (the first time this takes a minute or two) ...", flush=True)
    command = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "-q", "-r", str(ROOT / requirements)]
    installed = subprocess.run(command, capture_output=True, text=True)
    if installed.returncode != 0:
        said = installed.stderr.strip()
        offline = any(sign in said for sign in OFFLINE_SIGNS)
        stop(
            ("the packages could not be fetched: there seems to be no network. The first install needs one; later "
             "starts do not." if offline else "pip could not install the packages.")
            + "\n" + "\n".join(said.splitlines()[-8:])
        )  # fmt: skip
    mark.write_text(wanted, encoding="utf-8")


def is_free(port: int) -> bool:
    """Whether nothing on this machine listens on the port."""
    with socket.socket() as probe:
        probe.settimeout(0.5)
        return probe.connect_ex(("127.0.0.1", port)) != 0


def open_when_up(url: str) -> None:
    """Open the browser as soon as the server answers."""
    for _ in range(240):
        with contextlib.suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1).close()
            webbrowser.open(url)
            return
        time.sleep(0.25)


def start_app(port: int, *, browser: bool) -> int:
    """Serve the app until it is interrupted; the server's exit code."""
    if not is_free(port):
        stop(f"port {port} is taken by another program. Choose another one: python3 run.py --port {port + 1}")
    url = f"http://localhost:{port}"
    print(f"Dateline is starting at {url}  (Ctrl+C stops it)", flush=True)
    if browser:
        threading.Thread(target=open_when_up, args=(url,), daemon=True).start()
    # 127.0.0.1: a pile of unpublished articles is nobody else's business until the user says so.
    command = [PYTHON, "-m", "streamlit", "run", str(ROOT / "app.py"), "--server.port", str(port),
               "--server.address", "127.0.0.1"]  # fmt: skip
    try:
        return subprocess.run(command, cwd=ROOT).returncode
    except KeyboardInterrupt:
        return 0


def find_chromium() -> str | None:
    """The path of a Chromium that can be driven: named by DATELINE_CHROMIUM, installed, or Playwright's own."""
    named = os.environ.get("DATELINE_CHROMIUM")
    if named and Path(named).exists():
        return named
    for name in CHROMIUM_NAMES:
        if path := shutil.which(name):
            return path
    script = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    asked = subprocess.run([PYTHON, "-c", script], capture_output=True, text=True)
    path = asked.stdout.strip()
    return path if path and Path(path).exists() else None


def ensure_chromium() -> str | None:
    """A Chromium for the browser tests; installs Playwright's, or the system's package where this is root."""
    if found := find_chromium():
        return found
    print("No Chromium here; trying Playwright's own ...", flush=True)
    subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"], capture_output=True)
    if found := find_chromium():
        return found
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Trying the system's package of Chromium ...", flush=True)
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], capture_output=True, env=quiet)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], capture_output=True, env=quiet)
    return find_chromium()


def run_checks(arguments: list[str]) -> int:
    """Lint, types, import contract, then all tests; 0 when everything passed."""
    chromium = ensure_chromium()
    environment = {**os.environ, "PYTHONUTF8": "1"}
    if chromium:
        environment["DATELINE_CHROMIUM"] = chromium
    else:
        print("No Chromium could be found or installed: the browser tests will be skipped, and say so.", flush=True)
    checks = [
        ("lint", ["-m", "ruff", "check", "."]),
        ("types", ["-m", "mypy"]),
        ("imports", ["-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]),
        ("tests", ["-m", "pytest", "-n", "2", "--dist", "loadgroup", "-q", *arguments]),
    ]
    failed = []
    for name, command in checks:
        began = time.monotonic()
        print(f"--- {name}", flush=True)
        code = subprocess.run([PYTHON, *command], cwd=ROOT, env=environment).returncode
        print(f"--- {name}: {'passed' if code == 0 else 'FAILED'} in {time.monotonic() - began:.0f} s", flush=True)
        if code != 0:
            failed.append(name)
    if failed:
        print(f"run.py: failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def main() -> int:
    """Read the command and carry it out."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file is started by whatever python3 is at hand
        stop(f"Dateline needs Python 3.11 or newer; this is {sys.version.split()[0]}. Try: python3.11 run.py")
    if sys.argv[1:2] == ["test"]:
        ensure_venv()
        ensure_installed("requirements-dev.txt")
        return run_checks(sys.argv[2:])
    if sys.argv[1:2] == ["geo"]:
        ensure_venv()
        ensure_installed("requirements.txt")
        return subprocess.run([PYTHON, "-m", "geo", *sys.argv[2:]], cwd=ROOT).returncode
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args()
    ensure_venv()
    ensure_installed("requirements.txt")
    return start_app(options.port, browser=not options.no_browser)


if __name__ == "__main__":
    raise SystemExit(main())
