"""run.py speaks in clear words where something is missing, and installs once."""

import importlib.util
import socket
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    (tmp_path / ".venv").mkdir()
    return module


def answering(code: int, stderr: str = "") -> Any:
    calls: list[list[str]] = []

    def fake(command: list[Any], **_options: Any) -> "subprocess.CompletedProcess[str]":
        calls.append([str(part) for part in command])
        return subprocess.CompletedProcess(command, code, stdout="", stderr=stderr)

    fake.calls = calls  # type: ignore[attr-defined]
    return fake


def stopped(capsys: pytest.CaptureFixture[str], call: Any) -> str:
    with pytest.raises(SystemExit) as ended:
        call()
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_old_python(run: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 18))
    assert "Python 3.11 or newer" in stopped(capsys, run.main)


def test_venv_missing(run: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.subprocess, "run", answering(1, "No module named venv"))
    said = stopped(capsys, run.ensure_venv)
    assert "python3-venv" in said
    assert "No module named venv" in said


def test_no_network(run: ModuleType, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.subprocess, "run", answering(1, "NewConnectionError: Temporary failure in name resolution"))
    said = stopped(capsys, lambda: run.ensure_installed("requirements.txt"))
    assert "no network" in said
    assert not list(run.VENV.glob(".installed-*"))


def test_installs_once(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    pip = answering(0)
    monkeypatch.setattr(run.subprocess, "run", pip)
    run.ensure_installed("requirements.txt")
    run.ensure_installed("requirements.txt")
    assert len(pip.calls) == 1


def test_port_taken(run: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = stopped(capsys, lambda: run.start_app(port, browser=False))
    assert f"port {port} is taken" in said
    assert f"--port {port + 1}" in said


def test_help_names_the_commands() -> None:
    shown = subprocess.run([sys.executable, str(ROOT / "run.py"), "--help"], capture_output=True, text=True, check=True)
    assert "run.py test" in shown.stdout
    assert "--port" in shown.stdout
