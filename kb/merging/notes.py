"""What merging knows of the articles so far: a SQLite database, in memory or in a file beside the store.

Every table is looked up by key, so that one article more reads and writes only what it touches, however many
there are. It is derived from the store and can be thrown away and made again at any time. Articles and mentions go by
numbers that are hashes of their names: what is put in order by them stands so in whatever order it came.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kb.errors import StoreError

_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE article (number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, day INTEGER NOT NULL, words TEXT NOT NULL,
    weights BLOB NOT NULL, keys BLOB NOT NULL, digest TEXT, runs BLOB NOT NULL, context TEXT, context_weights BLOB,
    input TEXT, told TEXT NOT NULL DEFAULT '', said TEXT NOT NULL DEFAULT '[]');
CREATE TABLE mention (number INTEGER PRIMARY KEY, article INTEGER NOT NULL, name TEXT NOT NULL, day INTEGER NOT NULL,
    keys BLOB NOT NULL, event TEXT);
CREATE INDEX mention_article ON mention (article);
CREATE TABLE mention_block (key INTEGER, day INTEGER, item INTEGER, PRIMARY KEY (key, day, item)) WITHOUT ROWID;
CREATE TABLE article_block (key INTEGER, day INTEGER, item INTEGER, PRIMARY KEY (key, day, item)) WITHOUT ROWID;
CREATE TABLE mention_block_large (key INTEGER PRIMARY KEY);
CREATE TABLE article_block_large (key INTEGER PRIMARY KEY);
CREATE TABLE near (article INTEGER, other INTEGER, likeness REAL, PRIMARY KEY (article, other)) WITHOUT ROWID;
CREATE INDEX near_other ON near (other);
CREATE TABLE run (run INTEGER, article INTEGER, PRIMARY KEY (run, article)) WITHOUT ROWID;
CREATE TABLE copy (article INTEGER, other INTEGER, PRIMARY KEY (article, other)) WITHOUT ROWID;
CREATE TABLE partner (mention INTEGER, other INTEGER, shared INTEGER NOT NULL, tie INTEGER,
    PRIMARY KEY (mention, other)) WITHOUT ROWID;
CREATE TABLE event (id TEXT PRIMARY KEY, articles INTEGER NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX event_articles ON event (articles);
CREATE TABLE dated (article INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE named (entity TEXT, what TEXT, value TEXT, count INTEGER NOT NULL, PRIMARY KEY (entity, what, value))
    WITHOUT ROWID;
CREATE INDEX named_within ON named (value) WHERE what = 'within';
"""


def number_of(*names: str) -> int:
    """A 64-bit number for a name, the same on every machine."""
    return int.from_bytes(blake2b("\0".join(names).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big",
                          signed=True)


@cache
def rules() -> int:
    """Changes with whatever decides which mentions are compared and merged, which is the program text of this room:
    notes that were made by other rules are thrown away, and all articles merged again."""
    texts = (file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))
    return int.from_bytes(blake2b(b"\0".join(texts), digest_size=4).digest(), "big") >> 1


class Notes:
    """The tables, and the transaction that they change in."""

    def __init__(self, path: Path | str = ":memory:") -> None:
        """A file that is broken or was made by other rules is emptied. Raises StoreError when it can't be opened or
        written."""
        self.path = path
        try:
            self._connection = _opened(path)
        except sqlite3.OperationalError as error:
            raise StoreError(f"{path}: merging's notes can't be opened ({error}); check the rights and the free space "
                             "of its folder") from error
        except sqlite3.DatabaseError:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{path}{suffix}").unlink(missing_ok=True)
            self._connection = _opened(path)
        self.execute = self._connection.execute
        self.executemany = self._connection.executemany

    def rows(self, sql: str, *values: Any) -> list[Any]:
        """All rows of a query."""
        return self.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first column of the first row, None where there is none."""
        row = self.execute(sql, values).fetchone()
        return row[0] if row else None

    def column(self, sql: str, *values: Any) -> list[Any]:
        """The first column of all rows."""
        return [row[0] for row in self.execute(sql, values)]

    def __getitem__(self, key: str) -> str | None:
        """A single fact that is kept beside the tables."""
        return self.one("SELECT value FROM meta WHERE key = ?", key)  # type: ignore[no-any-return]

    def __setitem__(self, key: str, value: str | None) -> None:
        self.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is noted inside stays, or nothing of it."""
        self.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self.execute("ROLLBACK")
            raise
        self.execute("COMMIT")

    def clear(self) -> None:
        """Forgets everything."""
        for table in self.column("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"):
            self.execute(f"DELETE FROM {table}")

    def close(self) -> None:
        self._connection.close()


def _opened(path: Path | str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, check_same_thread=False, isolation_level=None, timeout=30, cached_statements=500)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")  # what a power cut breaks is made again
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute(f"PRAGMA mmap_size = {2 ** 32}")
        (made_by,) = connection.execute("PRAGMA user_version").fetchone()
        if made_by != rules():
            for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").fetchall():
                connection.execute(f"DROP TABLE {name}")
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {rules()}; COMMIT;")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection
