"""Snapshots of an embedded store for readers in other processes: a hard-linked copy each, made in milliseconds.

A process that reads the live folder beside its writer meets half-written files; a snapshot stands still.
"""

from __future__ import annotations

import itertools
import shutil
import threading
from collections.abc import Callable, Collection
from pathlib import Path

from kb.errors import StoreError


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
