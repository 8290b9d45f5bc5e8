"""How fast, how large and how hungry the event feed is: `python benchmarks/feed.py --events 1000000 --json`.

Makes a seeded load, serves it from its own process (from the Parquet file, and with `--store` also from an SQLite
store) and measures over HTTP: the first request after the server's start (cold), later ones (warm), the answer 304,
one event, bytes on the wire, and the server's memory: at its peak, and what a second client adds.
With `--app` the server is the whole app (`uvicorn app:app`) instead of the routes
alone. The last line is one JSON object.
"""

import argparse
import contextlib
import gzip
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SERVER = """
import sys
sys.path.insert(0, {root!r})
from functools import lru_cache
import uvicorn
from starlette.applications import Starlette
from geo.feed import routes
from geo.store import open_store
uvicorn.run(Starlette(routes=routes(lru_cache(open_store))), host="127.0.0.1", port={port}, log_level="error")
"""
WARM_REQUESTS = 7


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def get(port: int, path: str, **headers: str) -> tuple[float, http.client.HTTPResponse, bytes]:
    """Seconds from sending the request to the last byte, the response and its body as it came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    started = time.perf_counter()
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", **headers})
    response = connection.getresponse()
    body = response.read()
    seconds = time.perf_counter() - started
    connection.close()
    if response.status not in (200, 304):
        raise SystemExit(f"{path}: {response.status} {body[:200]!r}")
    return seconds, response, body


def memory_mb(pid: int, field: str) -> float | None:
    """A field of /proc/PID/status in MB: VmHWM is the peak, RssAnon what the process cannot give back."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return None
    return next(round(int(line.split()[1]) / 1024, 1) for line in lines if line.startswith(field + ":"))


@contextlib.contextmanager
def server(home: Path, *, whole_app: bool):
    """A fresh server on the home folder; gives its port and process."""
    port = free_port()
    environment = {**os.environ, "DATELINE_HOME": str(home), "PYTHONPATH": str(ROOT)}
    environment.pop("DATELINE_STORE", None)
    words = [sys.executable, "-c", SERVER.format(root=str(ROOT), port=port)]
    if whole_app:
        words = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port), "--log-level", "error"]
    process = subprocess.Popen(words, cwd=ROOT, env=environment)
    try:
        for _ in range(600):
            try:
                get(port, "/leaflet/leaflet.css")
                break
            except OSError:
                if process.poll() is not None:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def measure(home: Path, path: str, *, whole_app: bool) -> dict:
    with server(home, whole_app=whole_app) as (port, process):
        before = memory_mb(process.pid, "VmRSS")
        cold, response, body = get(port, path)
        warm = [get(port, path)[0] for _ in range(WARM_REQUESTS)]
        one = memory_mb(process.pid, "RssAnon")
        get(port, path)
        second = memory_mb(process.pid, "RssAnon")
        unchanged = get(port, path, **{"If-None-Match": response.headers["ETag"]})[0]
        detail = "/feed/events/1" + ("?" + path.partition("?")[2] if "?" in path else "")
        events = [get(port, detail)[0] for _ in range(5)]
        return {
            "cold_s": round(cold, 3),
            "warm_ms": round(statistics.median(warm) * 1000, 1),
            "not_modified_ms": round(unchanged * 1000, 1),
            "one_event_ms": round(statistics.median(events) * 1000, 1),
            "bytes": len(gzip.decompress(body)),
            "bytes_gzip": len(body),
            "memory_before_mb": before,
            "memory_peak_mb": memory_mb(process.pid, "VmHWM"),
            "second_client_adds_mb": None if one is None or second is None else round(second - one, 1),
        }


def fill_store(home: Path, parquet: Path) -> dict:
    """Import the load into the store below `home`, as `python -m geo import` does."""
    from geo.interchange import read_file, take_in
    from geo.store import open_store

    started = time.perf_counter()
    store = open_store(f"sqlite:///{home / 'store.sqlite'}")
    take_in(store, read_file(parquet, "parquet"))
    imported = time.perf_counter() - started
    started = time.perf_counter()
    store.event_arrow(columns=("row",))
    columns = time.perf_counter() - started
    store.close()
    return {"import_s": round(imported, 2), "columns_file_s": round(columns, 2)}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--events", type=int, default=1_000_000)
    options.add_argument("--store", action="store_true", help="measure from an SQLite store too")
    options.add_argument("--app", action="store_true", help="serve the whole app, not the feed's routes alone")
    options.add_argument("--json", action="store_true", help="print only the JSON line")
    asked = options.parse_args()
    import pyarrow.parquet as pq

    from geo.synthetic import synthetic_events

    with tempfile.TemporaryDirectory(prefix="dateline-feed-") as folder:
        home = Path(folder)
        started = time.perf_counter()
        pq.write_table(synthetic_events(asked.events), home / "load.parquet", compression="zstd", row_group_size=50_000)
        result: dict = {"events": asked.events, "make_events_s": round(time.perf_counter() - started, 2)}
        result["parquet"] = measure(home, "/feed/events?parquet=load.parquet", whole_app=asked.app)
        if asked.store:
            result["store"] = fill_store(home, home / "load.parquet")
            result["store"] |= measure(home, "/feed/events", whole_app=asked.app)
            result["holdings"] = measure(home, "/feed/holdings", whole_app=asked.app)
    if not asked.json:
        for name, figures in result.items():
            print(f"{name}: {figures}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
