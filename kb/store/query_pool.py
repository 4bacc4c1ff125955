"""Public queries in processes of their own: one that takes too long, too much memory or too many rows is ended
with its process, and the others don't notice.

The engine can neither be interrupted nor held to a limit from inside, and a text that is nested deeply enough
overflows its stack. So each query runs in a worker process (`kb/store/query_worker.py`) on a snapshot of the
store; the worker that is killed is replaced at once.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from kb.errors import QuerySizeError, QueryTimeError, StoreBusyError, StoreError
from kb.graph import PREFIXES
from kb.store.asking import Question
from kb.store.functions import FUNCTION_IRIS
from kb.store.limits import QueryLimits
from kb.store.result import query_problem
from kb.store.snapshots import Snapshots

_WORKER = Path(__file__).with_name("query_worker.py")
#: Answers up to this many bytes stay in memory, longer ones go to a temporary file.
IN_MEMORY = 1 << 22
#: Seconds between two looks at a worker's memory; what it can grow in this time is not caught.
_LOOK = 0.05
#: Seconds that a new worker may take to come up.
_START = 60.0
#: Seconds after which a query gives way to others: its process runs on with what they leave of the processor.
_PATIENCE = 2.0
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class QueryPool:
    """Answers questions in worker processes, within limits."""

    def __init__(self, snapshots: Snapshots, limits: QueryLimits) -> None:
        self._snapshots = snapshots
        self.limits = limits
        self._changing = threading.Condition()
        self._idle: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._waiting = 0
        self._closed = False

    def warm(self) -> None:
        """Starts the workers, which otherwise start as they are needed."""
        with self._changing:
            while len(self._idle) + len(self._busy) < self.limits.workers:
                self._idle.append(_Worker(self.limits))

    def answer(self, question: Question) -> IO[bytes]:
        """The answer, from its beginning. Raises QueryError (QueryTimeError, QuerySizeError where a limit is
        passed), StoreBusyError when all workers stay busy, StoreError."""
        with self._worker() as worker:
            snapshot = self._snapshots.current(self._snapshots_in_use)
            return worker.answer(question, snapshot)

    @property
    def processes(self) -> list[int]:
        """The process ids of the workers, for those who watch over them."""
        with self._changing:
            return sorted(worker.process.pid for worker in (*self._idle, *self._busy))

    def close(self) -> None:
        with self._changing:
            self._closed = True
            for worker in (*self._idle, *self._busy):
                worker.end()
            self._idle.clear()
            self._changing.notify_all()
        self._snapshots.close()

    @contextlib.contextmanager
    def _worker(self) -> Iterator[_Worker]:
        worker = self._take()
        try:
            yield worker
        finally:
            with self._changing:
                self._busy.discard(worker)
                if self._closed:
                    worker.end()
                else:
                    worker.let_go_if_spent()
                    with contextlib.suppress(StoreError):  # the next query tries again, and says why it can't
                        self._idle.append(worker if worker.alive else _Worker(self.limits))
                self._changing.notify()

    def _take(self) -> _Worker:
        limit, queue = self.limits.workers, self.limits.waiting
        deadline = time.monotonic() + self.limits.seconds
        with self._changing:
            if len(self._busy) >= limit and self._waiting >= queue:
                raise StoreBusyError(f"{limit} queries are running and {queue} are waiting; try again in a moment")
            self._waiting += 1
            try:
                while len(self._busy) >= limit and not self._closed:
                    if not self._changing.wait(deadline - time.monotonic()):
                        raise StoreBusyError(f"{limit} queries have been running for {self.limits.seconds:g} seconds; "
                                             "try again in a moment")
            finally:
                self._waiting -= 1
            if self._closed:
                raise StoreError("the store is closed")
            worker = self._idle.pop() if self._idle else _Worker(self.limits)
            self._busy.add(worker)
            return worker

    def _snapshots_in_use(self) -> set[Path]:
        with self._changing:
            return {worker.snapshot for worker in (*self._idle, *self._busy) if worker.snapshot}


class _Worker:
    """One worker process, seen from here. Used by one thread at a time."""

    def __init__(self, limits: QueryLimits) -> None:
        """Raises StoreError where the system has no process to give."""
        self._limits = limits
        #: What it has open, or is about to open.
        self.snapshot: Path | None = None
        self._ready = False
        self._slowed = False
        try:
            ours, theirs = socket.socketpair()
            with ours, theirs:
                self.process = subprocess.Popen([sys.executable, "-P", str(_WORKER), str(theirs.fileno())],
                                                pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
                self._connection = Connection(ours.detach())
        except OSError as error:
            raise StoreError(f"no process for queries could be started: {error.strerror}; end other programs, or give "
                             "this one more processes, files or memory") from error
        config = {"path": [entry or str(Path.cwd()) for entry in sys.path], "prefixes": dict(PREFIXES),
                  "functions": FUNCTION_IRIS, "network": bool(limits.service_allow)}
        with contextlib.suppress(OSError):  # it ended at once: the first question says so
            self._connection.send_bytes(json.dumps(config).encode())

    @property
    def alive(self) -> bool:
        return self.process.returncode is None

    def answer(self, question: Question, snapshot: Path) -> IO[bytes]:
        """Puts the question and gathers the answer; ends the process where it goes too far."""
        self.snapshot = snapshot
        output: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the caller closes it
        try:
            if not self._ready:
                self._until_ready()
            message = asdict(question) | {"snapshot": str(snapshot)}
            self._connection.send_bytes(json.dumps(message).encode())
            deadline = time.monotonic() + self._limits.seconds
            for piece in self._pieces(deadline):
                output.write(piece)
        except (EOFError, OSError) as error:
            output.close()
            if self.alive:
                self.end()
            raise QuerySizeError("the query ended the process that ran it: it is nested too deeply or needs more "
                                 "memory than there is; ask for less at a time") from error
        except BaseException:
            output.close()
            raise
        output.seek(0)
        return output

    def _until_ready(self) -> None:
        if not self._connection.poll(_START):
            self.end()
            raise StoreError(f"a query process did not start within {_START:.0f} seconds; is the machine overloaded?")
        self._connection.recv_bytes()
        self._ready = True

    def _pieces(self, deadline: float) -> Iterator[bytes]:
        begun = looked = time.monotonic()
        while True:
            arrived = self._connection.poll(max(0.0, min(_LOOK, deadline - time.monotonic())))
            now = time.monotonic()
            if now > deadline:
                self.end()
                raise QueryTimeError(f"the query took longer than {self._limits.seconds:g} seconds and was ended; "
                                     "ask for less, with LIMIT or a narrower pattern")
            if now - begun > _PATIENCE and not self._slowed:
                self._give_way()
            if now - looked > _LOOK:
                looked = now
                self._check_memory()
            if not arrived:
                continue
            message = self._connection.recv_bytes()
            if message[:1] == b"d":
                yield message[1:]
                continue
            end = json.loads(message[1:])
            if end:
                raise self._problem(end)
            return

    def _problem(self, end: dict[str, Any]) -> Exception:
        if end["problem"] == "rows":
            return QuerySizeError(f"the answer has more than {self._limits.rows:,} rows; ask for fewer with LIMIT, "
                                  "and for the rest with OFFSET")
        if end["problem"] == "memory":
            return self._too_much_memory()
        return query_problem(end)

    def _check_memory(self) -> None:
        if self._memory() > self._limits.memory << 20:
            self.end()
            raise self._too_much_memory()

    def let_go_if_spent(self) -> None:
        """Ends the process where the next query would pay for the last one: it runs with less of the processor, which
        can't be given back, or keeps much memory."""
        if self.alive and (self._slowed or self._memory() > self._limits.memory << 19):
            self.end()

    def _give_way(self) -> None:
        """Lets the process run with what others leave of the processor."""
        self._slowed = True
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, self.process.pid, 10)

    def _memory(self) -> int:
        """Bytes that the process holds; 0 where the system does not tell (it is not Linux) or the process is gone."""
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * _PAGE
        except (OSError, IndexError, ValueError):
            return 0

    def _too_much_memory(self) -> QuerySizeError:
        return QuerySizeError(f"the query needed more than {self._limits.memory} MB of memory and was ended; ask for "
                              "less at a time, without sorting or grouping everything")

    def end(self) -> None:
        """Kills the process and waits until it is gone."""
        self.process.kill()
        self.process.wait()
        self._connection.close()
