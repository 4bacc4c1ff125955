"""What Wikidata answered before, on disk, so that nothing is asked twice and a broken run goes on where it was.

Kept by name and by item, not by question: batches are cut differently each time. A file that is broken is emptied;
it holds nothing that can't be asked again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from kb.errors import LinkingError

#: How long an answer is good for, in seconds.
GOOD_FOR = 30 * 24 * 3600
_TABLES = """CREATE TABLE IF NOT EXISTS answer (endpoint TEXT, kind TEXT, subject TEXT, answer TEXT, asked REAL,
PRIMARY KEY (endpoint, kind, subject)) WITHOUT ROWID"""


def default_memory() -> Path:
    """Where answers are kept unless told otherwise: below XDG_CACHE_HOME, else ~/.cache."""
    root = os.environ.get("XDG_CACHE_HOME")
    return (Path(root) if root else Path.home() / ".cache") / "event-timeline" / "wikidata.sqlite"


class Memory:
    """Answers of one endpoint by kind and subject. Without a path it forgets everything when it is closed."""

    def __init__(self, endpoint: str, path: Path | None = None) -> None:
        self.endpoint = endpoint
        try:
            if path:
                path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _open(path)
        except (OSError, sqlite3.OperationalError) as error:
            raise LinkingError(f"{path}: answers can't be kept there ({error}); name another file with --cache"
                               ) from error

    def recall(self, kind: str, subjects: Iterable[str]) -> dict[str, Any]:
        """The answers that are known and not too old."""
        oldest, found = time.time() - GOOD_FOR, {}
        for subject in subjects:
            row = self._connection.execute(
                "SELECT answer FROM answer WHERE endpoint = ? AND kind = ? AND subject = ? AND asked > ?",
                (self.endpoint, kind, subject, oldest)).fetchone()
            if row:
                found[subject] = json.loads(row[0])
        return found

    def keep(self, kind: str, answers: Mapping[str, Any]) -> None:
        """Keeps answers (plain JSON values); "nothing known" is one too."""
        now = time.time()
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?)",
                [(self.endpoint, kind, subject, json.dumps(answer), now) for subject, answer in answers.items()])

    def close(self) -> None:
        self._connection.close()


def _open(path: Path | None) -> sqlite3.Connection:
    for attempt in (1, 2):
        connection = sqlite3.connect(path or ":memory:", timeout=30)
        try:
            connection.execute(_TABLES)
            return connection
        except sqlite3.OperationalError:
            connection.close()
            raise
        except sqlite3.DatabaseError:
            connection.close()
            if attempt == 2 or path is None:
                raise
            with suppress(OSError):
                path.unlink()
    raise AssertionError("unreachable")
