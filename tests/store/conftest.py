import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

POSTGRES_FOLDERS = ("/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/usr/local/pgsql")


def find_program(name):
    found = shutil.which(name)
    if found:
        return found
    for folder in POSTGRES_FOLDERS:
        for path in sorted(Path(folder).glob(f"**/bin/{name}"), reverse=True):
            return str(path)
    return None


def unprivileged_user():
    """The server refuses to run as root; then it runs as one of these."""
    if not hasattr(os, "getuid") or os.getuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    return None


@pytest.fixture(scope="session")
def postgresql_server():
    """The address of a PostgreSQL server that lives as long as the tests; skips where there is none."""
    pytest.importorskip("psycopg", reason="psycopg is not installed, so the store is not tested on PostgreSQL")
    initdb, postgres = find_program("initdb"), find_program("postgres")
    if initdb is None or postgres is None:
        pytest.skip("no PostgreSQL server (initdb, postgres) on this machine; the store is tested on SQLite only")
    user = unprivileged_user()
    folder = Path(tempfile.mkdtemp(prefix="dateline-pg-", dir="/tmp"))
    if user:
        shutil.chown(folder, user)
    who = {"user": user} if user else {}
    made = subprocess.run(
        [initdb, "-D", str(folder / "data"), "-U", "tester", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"],
        capture_output=True, text=True, check=False, cwd=folder, **who,
    )  # fmt: skip
    if made.returncode:
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"PostgreSQL cannot be set up here: {made.stderr.strip().splitlines()[-1]}")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["-c", "fsync=off", "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=30"]
    server = subprocess.Popen(
        [postgres, "-D", str(folder / "data"), "-p", str(port), "-k", str(folder), *options],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, **who,
    )  # fmt: skip
    address = f"postgresql+psycopg://tester@127.0.0.1:{port}"
    try:
        wait_for(f"{address}/postgres")
        yield address
    finally:
        server.send_signal(signal.SIGINT)  # the fast way down: it does not wait for open connections
        server.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def wait_for(url):
    engine = create_engine(url)
    for attempt in range(100):
        try:
            with engine.connect():
                break
        except Exception:
            if attempt == 99:
                raise
            time.sleep(0.1)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request, tmp_path, monkeypatch):
    """An empty database of each kind that a store can live in."""
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path))
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite'}"
        return
    address = request.getfixturevalue("postgresql_server")
    name = f"store_{uuid.uuid4().hex[:12]}"
    engine = create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    yield f"{address}/{name}"
