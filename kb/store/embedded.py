"""The store that comes along: oxigraph on a folder of this machine, for one process at a time."""

from __future__ import annotations

import contextlib
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, cast
from uuid import uuid4

import pyoxigraph as ox

from kb.errors import StoreError, StoreLockedError
from kb.graph import PREFIXES
from kb.store import folder_lock
from kb.store.asking import CallRefused, Question, ask, refuse_calls
from kb.store.change import BOOKS, GraphChange, update_text
from kb.store.functions import Function, functions_on
from kb.store.limits import QueryLimits
from kb.store.query_pool import QueryPool
from kb.store.query_worker import syntax_problem
from kb.store.result import QueryResult, query_problem
from kb.store.snapshots import Snapshots, link_folder
from kb.store.store import Store

#: After this many triples written, the log is flushed: a long one makes the next opening slow.
_FLUSH_AFTER = 20_000
#: Triples in the log that each reader of a snapshot may have to replay; more cost them more than a checkpoint does.
_REPLAYED = 1_000
#: Characters of an update that may be one triple, for the same.
_CHARACTERS = 50
#: Part of the folder that the engine owns; what else is kept with a knowledge base lies beside it.
_ENGINE_FOLDER = "graphs"
#: Where public queries read; beside the engine's part, so that files can be linked rather than copied.
_SNAPSHOTS = "snapshots"
#: How the engine says that its folder is taken.
_LOCKED = re.compile(r"While lock file: .*: Resource temporarily unavailable|lock hold by current process",
                     re.DOTALL)


class EmbeddedStore(Store):
    """A store in a folder, or in memory when `folder` is None.

    A folder that is missing or empty becomes a store when `create` is true. Raises StoreLockedError when
    another process has it open, StoreError when it is no store or can't be read or written.
    """

    def __init__(self, folder: Path | None, *, create: bool = True, read_only: bool = False) -> None:
        super().__init__()
        #: Where the store lies; derived files (the timeline's index) may lie in it too.
        self.folder = folder
        self.read_only = read_only
        self._unflushed = 0
        #: Counts the writes, so that readers of snapshots know when they need a new one.
        self._writes = 0
        #: Held while the engine writes its memory to files: two threads that ask it for that at once can wait for ever
        #: (RocksDB issue 12094).
        self._emptying = threading.Lock()
        self._pool: QueryPool | None = None
        self._starting = threading.Lock()
        self._bound: dict[ox.NamedNode, Function] = {}
        self._lock: folder_lock.FolderLock | None = None
        self._engine: ox.Store | None
        if folder is None:
            self._engine = ox.Store()
        else:
            self._engine = self._open(folder, create and not read_only)
        if not self._engine.contains_named_graph(ox.NamedNode(BOOKS)) and len(self._engine):
            self._unbooked = uuid4().hex

    def _open(self, folder: Path, create: bool) -> ox.Store:
        try:
            engine = _engine_folder(folder, create)
            self._lock = folder_lock.FolderLock(engine, shared=self.read_only)
            return ox.Store.read_only(str(engine)) if self.read_only else ox.Store(str(engine))
        except (OSError, RuntimeError) as error:
            if self._lock:
                self._lock.release()
            if _LOCKED.search(str(error)):
                raise StoreLockedError(folder_lock.locked_message(folder / _ENGINE_FOLDER)) from error
            raise StoreError(f"the store {folder} can't be opened: {_cause(error)}") from error

    @property
    def _store(self) -> ox.Store:
        if self._engine is None:
            raise StoreError("the store is closed")
        return self._engine

    def _query(self, sparql: str, default_graph_uris: Sequence[str], named_graph_uris: Sequence[str],
               union: bool) -> QueryResult:
        question = Question(sparql, "", tuple(default_graph_uris), tuple(named_graph_uris), union,
                            base=self.base)
        store = self._store
        try:
            answer = ask(store, question, dict(PREFIXES), self._functions(store))
        except CallRefused as error:
            raise query_problem({"problem": "call"}) from error
        except SyntaxError as error:
            raise query_problem({"problem": "syntax", **syntax_problem(str(error))}) from error
        except ValueError as error:
            raise query_problem({"problem": "iri", "detail": error}) from error
        except (OSError, RuntimeError) as error:
            raise query_problem({"problem": "engine", "detail": error}) from error
        return QueryResult(answer)

    def _functions(self, store: ox.Store) -> dict[ox.NamedNode, Function]:
        if not self._bound:
            self._bound = functions_on(store)
        return self._bound

    def _answer(self, question: Question, limits: QueryLimits) -> IO[bytes]:
        if self.folder is None or self.read_only:
            return super()._answer(question, limits)
        return self._pool_for(limits).answer(question)

    def warm(self, limits: QueryLimits) -> None:
        if self.folder is not None and not self.read_only:
            self._pool_for(limits).warm()

    def _pool_for(self, limits: QueryLimits) -> QueryPool:
        with self._starting:
            if self._pool is None or self._pool.limits != limits:
                if self._pool:
                    self._pool.close()
                snapshots = Snapshots(cast(Path, self.folder) / _SNAPSHOTS, lambda: self._writes, self._copy_to)
                self._pool = QueryPool(snapshots, limits)
            return self._pool

    def _copy_to(self, path: Path) -> None:
        """Makes a copy of the engine's folder, without waiting for a write that is under way."""
        if not self._writing.acquire(blocking=False):
            self._checkpoint(path)
            return
        try:
            if self._unflushed > _REPLAYED or not link_folder(cast(Path, self.folder) / _ENGINE_FOLDER, path):
                self._checkpoint(path)
                self._unflushed = 0
        finally:
            self._writing.release()

    def _checkpoint(self, path: Path) -> None:
        with self._emptying:
            self._store.backup(path)

    def triples(self, iri: str) -> list[ox.Triple]:
        return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri))]

    def _triples_about(self, iri: str, subjects: Sequence[str]) -> Iterator[ox.Triple]:
        graph = ox.NamedNode(iri)
        for subject in subjects:
            for quad in self._store.quads_for_pattern(ox.NamedNode(subject), None, None, graph):
                yield quad.triple

    def _apply(self, changes: Sequence[GraphChange], versions: Mapping[str, str]) -> None:
        if self.read_only:
            raise StoreError(f"the store {self.folder} was opened for reading only")
        try:
            self._store.update(update_text(changes, versions))
            self._writes += 1
        except (OSError, RuntimeError) as error:
            self._unflushed = 0  # closing would only fail again, and hide this
            raise StoreError(f"the store {self.folder} could not be written, and nothing of this was: "
                             f"{_cause(error)}; when there is room again, open it anew and repeat") from error
        self._unflushed += sum(len(change.removed) + len(change.added) for change in changes)
        if self._unflushed > _FLUSH_AFTER:
            self.flush()

    def _run_update(self, sparql: str, calls: Sequence[int]) -> None:
        if self.read_only:
            raise StoreError(f"the store {self.folder} was opened for reading only")
        store = self._store
        common: dict[str, Any] = {"prefixes": dict(PREFIXES), "base_iri": self.base}
        functions = self._functions(store)
        try:
            refuse_calls(sparql, calls, lambda disguised: ox.Store().update(disguised, **common))
            if not calls:  # so that a text that is wrong does not cost the books
                with contextlib.suppress(OSError, RuntimeError):  # there it may lack what is here
                    ox.Store().update(sparql, **common, custom_functions=functions)
            # first, so that whatever interrupts leaves no books that are wrong
            store.update(f"DROP SILENT GRAPH <{BOOKS}>")
            self._writes += 1
            store.update(sparql, **common, custom_functions=functions)
            self._writes += 1
        except CallRefused as error:
            raise query_problem({"problem": "call"}) from error
        except SyntaxError as error:
            raise query_problem({"problem": "syntax", **syntax_problem(str(error))}, "update") from error
        except ValueError as error:
            raise query_problem({"problem": "iri", "detail": error}, "update") from error
        except (OSError, RuntimeError) as error:
            raise query_problem({"problem": "engine", "detail": _cause(error)}, "update") from error
        self._unflushed += len(sparql) // _CHARACTERS
        if self._unflushed > _FLUSH_AFTER:
            self.flush()

    def flush(self) -> None:
        if not self.read_only and self._unflushed:
            try:
                with self._emptying:
                    self._store.flush()
            except OSError as error:
                raise StoreError(f"the store {self.folder} could not be flushed to disk: "
                                 f"{_cause(error)}; make room and open it anew") from error
            self._unflushed = 0

    def close(self) -> None:
        """Flushes and lets go of the folder, so that another process can open it."""
        if self._engine is None:
            return
        try:
            self.flush()
        finally:
            if self._pool:
                self._pool.close()
            self._bound = {}
            self._engine = None
            if self._lock:
                self._lock.release()


def _engine_folder(folder: Path, create: bool) -> Path:
    """The engine's part of the store's folder, made where that is wanted. Raises StoreError."""
    engine = folder / _ENGINE_FOLDER
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file; a store is a folder")
    if (engine / "CURRENT").exists():
        return engine
    if not create:
        raise StoreError(f"there is no store in {folder}; make one with kb ingest --store {folder} FILE…")
    if folder.exists() and any(entry.name != _ENGINE_FOLDER for entry in folder.iterdir()):
        raise StoreError(f"{folder} holds other files and is no store; name an empty or a new folder")
    engine.mkdir(parents=True, exist_ok=True)
    return engine


def _cause(error: OSError | RuntimeError) -> str:
    """The engine's message on one line, without its “IO error”."""
    text = getattr(error, "strerror", None) or str(error)
    return re.sub(r"^IO error:\s*", "", " ".join(text.split()))
