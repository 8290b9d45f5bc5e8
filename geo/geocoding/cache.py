"""Answers of online geocoders, kept on disk so that no question is asked twice."""

import json
import sqlite3
import time
from pathlib import Path
from typing import Any

MAX_AGE_SECONDS = 180 * 86_400.0


class AnswerCache:
    """Answers by question, for half a year; empty answers too. A broken cache file is begun anew."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._create()
        except sqlite3.DatabaseError:
            path.unlink(missing_ok=True)
            self._create()

    def get(self, question: str) -> list[dict[str, Any]] | None:
        """The answer, [] for a known shrug, None where it was never asked or long ago."""
        with self._connect() as connection:
            row = connection.execute(
                "SELECT answer FROM answers WHERE question = ? AND asked_at > ?",
                (question, time.time() - MAX_AGE_SECONDS),
            ).fetchone()
        connection.close()
        if row is None:
            return None
        answer: list[dict[str, Any]] = json.loads(row[0])
        return answer

    def put(self, question: str, answer: list[dict[str, Any]]) -> None:
        """Keep an answer."""
        with self._connect() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)",
                (question, json.dumps(answer, ensure_ascii=False), time.time()),
            )
        connection.close()

    def _create(self) -> None:
        with self._connect() as connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answer TEXT, asked_at REAL)"
            )
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30)
