"""Who holds a store's folder: one process writes alone, several may read while nobody writes.

The engine takes a POSIX record lock on its file LOCK for writing. Readers take a shared one on the same file,
which keeps a writer away that would change the files under them. A POSIX lock belongs to a process and is
lost when *any* descriptor of the file is closed in it; so this process remembers which folders it has open
and never touches their LOCK meanwhile.
"""

from __future__ import annotations

import fcntl
import os
import re
import struct
import sys
import threading
from pathlib import Path

from kb.errors import StoreLockedError

_held: set[str] = set()
_guard = threading.Lock()
#: struct flock of Linux on 64 bits: type, whence, start, length, process.
_FLOCK = "hhqqi"


class FolderLock:
    """Claims an engine's folder for this process. Raises StoreLockedError when it is taken.

    For writing (`shared` false) this only sees to it that the process opens it once: against other
    processes the engine locks by itself.
    """

    def __init__(self, engine: Path, *, shared: bool) -> None:
        self._name = str(engine.resolve())
        self._descriptor: int | None = None
        with _guard:
            if self._name in _held:
                raise StoreLockedError(f"the store {engine.parent} is open already in this process; "
                                       "use the one that is open, or close it first")
            if shared and (engine / "LOCK").exists():
                self._descriptor = _lock_shared(engine)
            _held.add(self._name)

    def release(self) -> None:
        with _guard:
            _held.discard(self._name)
            if self._descriptor is not None:
                os.close(self._descriptor)
                self._descriptor = None


def _lock_shared(engine: Path) -> int:
    descriptor = os.open(engine / "LOCK", os.O_RDONLY)
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(descriptor)
        raise StoreLockedError(locked_message(engine)) from error
    return descriptor


def locked_message(engine: Path) -> str:
    """The one line for a store that another process holds: which one, where that can be told, and what to do."""
    process = _holder(engine / "LOCK")
    command = _command(process) if process else ""
    who = f"process {process}" + (f" ({command[:80]})" if command else "") if process else "another process"
    if command and not _SERVES.search(command):
        return f"the store {engine.parent} is in use by {who}; wait until it is done, or stop it first"
    port = _PORT.search(command)
    return (f"the store {engine.parent} is in use by {who}; stop it first, or, if it is kb serve, read through it: "
            f"--store http://127.0.0.1:{port.group(1) if port else 8000}/sparql")


_SERVES = re.compile(r"\bserve\b|\bdemo\b")
_PORT = re.compile(r"--port[ =](\d+)")


def _holder(lock: Path) -> int | None:
    """The process that holds the lock against us, where the system says so (Linux)."""
    if sys.platform != "linux":
        return None
    try:
        with lock.open("rb") as file:
            question = struct.pack(_FLOCK, fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0)
            found, _, _, _, process = struct.unpack(_FLOCK, fcntl.fcntl(file, fcntl.F_GETLK, question))
    except OSError:
        return None
    return int(process) if found != fcntl.F_UNLCK and process > 0 else None


def _command(process: int) -> str:
    """What the process was started as; empty where that can't be read."""
    try:
        words = Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return ""
    text = " ".join(word.decode("utf-8", "replace") for word in words if word)
    return "".join(c if c.isprintable() else " " for c in text)
