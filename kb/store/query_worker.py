"""A process that answers public queries on snapshots of a store, so that it can be ended when one goes too far.

Started by `kb/store/query_pool.py` as `python query_worker.py DESCRIPTOR`. The descriptor is one end of a socket;
questions come in as JSON, answers go out as messages whose first byte says what they are: `d` a piece of the
answer, `e` the end or what went wrong, as JSON.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import re
import signal
import sys
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from types import ModuleType
from typing import Any

#: Answers leave in pieces of about this many bytes.
_PIECE = 1 << 18
_POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
#: A class of characters among what the engine expected: ['0' ..= '9'], [_].
_CLASS = re.compile(r"\[(?:'[^']*'|[^]'])*\](?:, )?")
#: What the engine says → what that means.
_MEANT = {"Prefix not found": "the name that ends here has a prefix that is not declared; declare it with PREFIX",
          "IRI parsing failed": "what ends here between < and > is no IRI"}


def main() -> None:
    parent = os.getppid()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    connection = Connection(int(sys.argv[1]))
    config = json.loads(connection.recv_bytes())
    sys.path[:] = config["path"]
    if not config["network"]:
        _beside("network_wall").leave_the_network()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    worker = Worker(connection, config)
    connection.send_bytes(b"r")
    with contextlib.suppress(EOFError, OSError):  # the parent is gone or has let go of us
        while True:
            worker.answer(json.loads(connection.recv_bytes()))


class Worker:
    """Answers questions on the snapshot that each of them names."""

    def __init__(self, connection: Connection, config: dict[str, Any]) -> None:
        self._asking = _beside("asking")
        self._connection = connection
        self._prefixes: dict[str, str] = config["prefixes"]
        self._function_names: dict[str, str] = config["functions"]
        self._snapshot: str | None = None
        self._store: Any = None
        self._functions: dict[Any, Callable[..., Any]] = {}

    def answer(self, message: dict[str, Any]) -> None:
        """Sends the pieces of the answer and its end."""
        end: dict[str, Any] = {}
        try:
            self._open(message.pop("snapshot"))
            question = self._asking.Question(**message)
            found = self._asking.ask(self._store, question, self._prefixes, self._functions)
            sink = _Sink(self._connection)
            self._asking.write(found, question, sink, self._prefixes)
            del found
            sink.send()
        except self._asking.TooManyRows:
            end = {"problem": "rows"}
        except self._asking.CallRefused as error:
            end = {"problem": "call", **syntax_problem(str(error))}
        except SyntaxError as error:
            end = {"problem": "syntax", **syntax_problem(str(error))}
        except MemoryError:
            end = {"problem": "memory"}
        except ValueError as error:
            end = {"problem": "iri", "detail": str(error)}
        except (OSError, RuntimeError) as error:
            end = {"problem": "engine", "detail": str(error)}
        self._connection.send_bytes(b"e" + json.dumps(end).encode())

    def _open(self, snapshot: str) -> None:
        if snapshot == self._snapshot:
            return
        import pyoxigraph as ox

        self._store = None
        self._functions.clear()
        self._store = ox.Store.read_only(snapshot)
        self._snapshot = snapshot
        self._functions.update({ox.NamedNode(iri): _function(name, self._store)
                                for name, iri in self._function_names.items()})


def _function(name: str, store: Any) -> Callable[..., Any]:
    """A function of the vocabulary, whose module is loaded by the first query that calls it."""
    def call(*terms: Any) -> Any:
        from kb.store import functions
        return functions.call(name, store, *terms)
    return call


class _Sink:
    """Gathers what the engine writes into larger messages."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pieces = bytearray(b"d")

    def write(self, data: bytes) -> int:
        self._pieces += data
        if len(self._pieces) > _PIECE:
            self.send()
        return len(data)

    def flush(self) -> None:
        """For the engine, which asks for it at the end."""

    def send(self) -> None:
        if len(self._pieces) > 1:
            self._connection.send_bytes(self._pieces)
            self._pieces = bytearray(b"d")


def syntax_problem(message: str) -> dict[str, Any]:
    """The engine's message on a bad text: what is wrong (on one line) and where (line and column, from 1)."""
    match = _POSITION.search(message)
    said = " ".join((match.group(3) if match else message).split())
    text = next((meant for words, meant in _MEANT.items() if words in said),
                _CLASS.sub("", said).strip().removesuffix(","))
    if text == "expected one of":
        text = "something else is expected"
    if len(text) > 160:
        text = text[:160].rsplit(",", 1)[0] + ", …"
    return {"detail": text, "line": int(match.group(1)) if match else None,
            "column": int(match.group(2)) if match else None}


def _end_with(parent: int) -> None:
    """Ends this process when its parent is gone: a query that never ends would outlive it."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def _beside(name: str) -> ModuleType:
    """A module of this folder, without the package around it."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
