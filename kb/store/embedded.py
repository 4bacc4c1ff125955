"""The store that comes along: oxigraph on a folder of this machine, for one process at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kb.errors import QueryError, StoreError, StoreLockedError
from kb.graph import PREFIXES
from kb.store import folder_lock
from kb.store.result import QueryResult
from kb.store.store import Store

#: After this many triples written, the log is flushed: a long one makes the next opening slow.
_FLUSH_AFTER = 20_000
#: Part of the folder that the engine owns; what else is kept with a knowledge base lies beside it.
_ENGINE_FOLDER = "graphs"
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
        self._lock: folder_lock.FolderLock | None = None
        self._engine: ox.Store | None
        if folder is None:
            self._engine = ox.Store()
        else:
            self._engine = self._open(folder, create and not read_only)

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
        try:
            if default_graph_uris or named_graph_uris:
                answer = self._store.query(sparql, prefixes=dict(PREFIXES),
                                           default_graph=[ox.NamedNode(iri) for iri in default_graph_uris],
                                           named_graphs=[ox.NamedNode(iri) for iri in named_graph_uris])
            else:
                answer = self._store.query(sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=union)
        except SyntaxError as error:
            raise QueryError(syntax_message(str(error))) from error
        except ValueError as error:
            raise QueryError(f"the query names something that is no IRI: {error}") from error
        except (OSError, RuntimeError) as error:
            raise QueryError(f"the query could not be run: {error}") from error
        return QueryResult(answer)

    def triples(self, iri: str) -> list[ox.Triple]:
        return [quad.triple for quad in self._store.quads_for_pattern(None, None, None, ox.NamedNode(iri))]

    def _update(self, sparql: str, version: str, triples: int) -> None:
        if self.read_only:
            raise StoreError(f"the store {self.folder} was opened for reading only")
        try:
            self._store.update(sparql)
        except (OSError, RuntimeError) as error:
            self._unflushed = 0  # closing would only fail again, and hide this
            raise StoreError(f"the store {self.folder} could not be written, and nothing of this was: "
                             f"{_cause(error)}; when there is room again, open it anew and repeat") from error
        self._unflushed += triples
        if self._unflushed > _FLUSH_AFTER:
            self.flush()

    def flush(self) -> None:
        if not self.read_only and self._unflushed:
            try:
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


_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def syntax_message(message: str) -> str:
    """The engine's message on a bad query as one readable line."""
    match = _POSITION.search(message)
    text = " ".join((match.group(3) if match else message).split())
    if len(text) > 160:
        text = text[:160].rsplit(",", 1)[0] + ", …"
    if match:
        return f"syntax error in the query at line {match.group(1)}, column {match.group(2)}: {text}"
    return f"syntax error in the query: {text}"
