"""Snapshots of an embedded store for readers in other processes: a hard-linked copy each, made in milliseconds.

A process that reads the live folder beside its writer meets half-written files; a snapshot stands still.

The engine's own way to make one (a checkpoint) first writes what is in memory to new files and waits for the disk some
fifty times. While nobody writes, `link_folder` does without: finished files are linked, and the log of the last
writes is copied, which readers replay.
"""

from __future__ import annotations

import itertools
import os
import shutil
import threading
from collections.abc import Callable, Collection
from pathlib import Path

from kb.errors import StoreError

#: Bytes of logs that are copied at most. The engine keeps old ones to write over them.
_MOST_LOGS = 1 << 25
#: Attempts to find the folder at rest: the engine tidies up in the background.
_ATTEMPTS = 3


class Snapshots:
    """Makes a snapshot when there was a write since the last one, and throws away those that nobody reads."""

    def __init__(self, folder: Path, writes: Callable[[], int], copy_to: Callable[[Path], None]) -> None:
        """`folder` is ours alone (what lies there is left over from a process that was killed); `writes` counts the
        writes so far; `copy_to` makes a copy of the store in a folder that is not there yet."""
        self._folder = folder
        self._writes = writes
        self._copy_to = copy_to
        self._making = threading.Lock()
        self._numbers = itertools.count(1)
        self._made: set[Path] = set()
        self._current: Path | None = None
        self._seen = -1
        shutil.rmtree(folder, ignore_errors=True)

    def current(self, in_use: Callable[[], Collection[Path]]) -> Path:
        """A snapshot with every write that was finished before the call. `in_use` names those to keep.
        Raises StoreError."""
        with self._making:
            writes = self._writes()
            if self._current is None or writes != self._seen:
                self._current = self._make()
                self._seen = writes
                for old in self._made - {self._current} - set(in_use()):
                    shutil.rmtree(old, ignore_errors=True)
                    self._made.discard(old)
            return self._current

    def _make(self) -> Path:
        path = self._folder / str(next(self._numbers))
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._copy_to(path)
        except OSError as error:
            raise StoreError(f"no snapshot could be made in {self._folder}: {error.strerror or error}; queries need "
                             "one, so make room there or give this process the right to write") from error
        self._made.add(path)
        return path

    def close(self) -> None:
        """Throws all of them away."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._made.clear()
        self._current = None


def link_folder(engine: Path, target: Path) -> bool:
    """Makes a copy of an engine's folder while nobody writes, and tells whether it could: not where the logs are long,
    the engine is at work in the background, or the file system has no hard links.

    Files of data (.sst) never change once they are written, and the manifest names those that count. So a copy is whole
    when neither the manifest nor the set of files changed while it was made. Raises OSError.
    """
    for _ in range(_ATTEMPTS):
        try:
            before = _files(engine)
            if sum(size for name, size in before.items() if name.endswith(".log")) > _MOST_LOGS:
                return False
            target.mkdir(parents=True)
            for name in before:
                if name.endswith(".sst"):
                    os.link(engine / name, target / name)
                elif name != "LOCK":
                    shutil.copyfile(engine / name, target / name)
            if _files(engine) == before:
                return True
        except FileNotFoundError:  # tidied away
            pass
        except OSError:
            shutil.rmtree(target, ignore_errors=True)
            return False
        shutil.rmtree(target, ignore_errors=True)
    return False


def _files(engine: Path) -> dict[str, int]:
    """The files that make up the store, with their bytes where these tell of a change."""
    with os.scandir(engine) as entries:
        return {entry.name: 0 if entry.name.endswith(".sst") else entry.stat().st_size for entry in entries
                if entry.is_file() and not entry.name.startswith("LOG")}
