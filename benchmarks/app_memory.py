"""How much memory the app takes with many events: `python benchmarks/app_memory.py --events 1000000 --json`.

Fills a store, starts the app as a user does (`streamlit run app.py`), opens the map in a Chromium, then a second
visitor's map, then every other page, each by a visitor of its own, and reads the server's memory after each has
settled. `rss_mb` is what the process holds (VmRSS), `adds_mb` what it grew by; files that are mapped and can be given
back (RssFile) stand apart. The last line is one JSON object.
"""

import argparse
import gc
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from playwright.sync_api import Browser, sync_playwright

from benchmarks.feed import fill_store
from tests.browser.map_server import chromium_path
from tests.browser.running_app import CHROMIUM_FLAGS, running_app, visiting

PAGES = ("compare", "place", "data", "articles", "articles?view=review", "method")
SETTLE_S = 4.0


def server_pid(address: str) -> int:
    """The process that listens on the address's port, looked up in /proc."""
    port = f":{int(address.rsplit(':', 1)[1]):04X}"
    inodes = {
        line.split()[9]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[1].endswith(port) and line.split()[3] == "0A"
    }
    sockets = {f"socket:[{inode}]" for inode in inodes}
    for folder in Path("/proc").glob("[0-9]*/fd"):
        try:
            if any(str(link.readlink()) in sockets for link in folder.iterdir()):
                return int(folder.parent.name)
        except OSError:
            continue
    raise RuntimeError("no process listens on the app's port")


def memory_of(pid: int) -> dict[str, float]:
    """VmRSS, RssAnon, RssFile and VmHWM of a process in MB."""
    fields = dict(line.split(":", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines())
    return {name: round(int(fields[name].split()[0]) / 1024, 1) for name in ("VmRSS", "RssAnon", "RssFile", "VmHWM")}


@contextmanager
def visitor(browser: Browser, address: str, path: str, *, has_map: bool) -> Iterator[tuple[float, list[str]]]:
    """A visitor on a page: seconds until it has settled, and what went wrong; it stays until the block ends."""
    with visiting(browser, address) as visit:
        visit.page.set_default_timeout(300_000)
        started = time.perf_counter()
        visit.page.goto(f"{address}/{path}")
        visit.page.wait_for_selector("[data-testid=stMainBlockContainer]")
        if has_map:
            handle = visit.page.wait_for_selector("iframe[title*=st_folium]")
            frame = handle.content_frame() if handle else None
            if frame is not None:
                frame.wait_for_selector(".dl-root[data-ready]", timeout=300_000)
        visit.page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')", timeout=300_000)
        seconds = time.perf_counter() - started
        time.sleep(SETTLE_S)
        yield round(seconds, 2), visit.errors


def measure(folder: Path, store: str) -> dict[str, Any]:
    """The server's memory after each visitor, in the order of the visits."""
    result: dict[str, Any] = {}
    with running_app(store, folder) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=CHROMIUM_FLAGS)
        pid = server_pid(address)
        before = memory_of(pid)
        result["started"] = {"rss_mb": before["VmRSS"]}

        def told(name: str, seconds: float, errors: list[str]) -> None:
            nonlocal before
            now = memory_of(pid)
            result[name] = {
                "rss_mb": now["VmRSS"], "adds_mb": round(now["RssAnon"] - before["RssAnon"], 1),
                "of_files_mb": now["RssFile"], "seconds": seconds, **({"errors": errors} if errors else {}),
            }  # fmt: skip
            before = now

        with visitor(browser, address, "", has_map=True) as (seconds, errors):
            told("map", seconds, errors)
            with visitor(browser, address, "", has_map=True) as (again, more):
                told("second_session", again, more)
            for path in PAGES:
                with visitor(browser, address, path, has_map=path == "compare") as (took, wrong):
                    told(path, took, wrong)
        result["peak_mb"] = memory_of(pid)["VmHWM"]
        browser.close()
    return result


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--home", type=Path, help="a home folder to keep: its store is used again where there is one")
    options.add_argument("--json", action="store_true", help="print only the JSON line")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="dateline-memory-") as temporary:
        home = asked.home or Path(temporary)
        home.mkdir(parents=True, exist_ok=True)
        os.environ["DATELINE_HOME"] = str(home)
        if not (home / "store.sqlite").exists():
            import pyarrow.parquet as pq

            from geo.synthetic import synthetic_events

            pq.write_table(synthetic_events(asked.events), home / "load.parquet", compression="zstd")
            fill_store(home, home / "load.parquet")
            gc.collect()
        result = {"events": asked.events, **measure(home, f"sqlite:///{home / 'store.sqlite'}")}
    if not asked.json:
        for name, figures in result.items():
            print(f"{name}: {figures}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
