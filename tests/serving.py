"""Servers that run while a test (or a bench) looks at them, and end with it whatever the test did."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from waitress.server import TcpWSGIServer, create_server

from kb.knowledge_base import KnowledgeBase
from server import create_app

#: Seconds that anything may take to come up or to end on a machine that is busy with other things.
PATIENCE = 60.0


@contextmanager
def serving(base: KnowledgeBase) -> Iterator[str]:
    """A knowledge base over real HTTP: where its server listens, without a slash at the end."""
    server = create_server(create_app(base), host="127.0.0.1", port=0)
    assert isinstance(server, TcpWSGIServer)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()

    def stop() -> None:
        for each in list(server._map.values()):  # the server, its trigger, and connections that clients keep
            each.close()

    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        server.trigger.pull_trigger(stop)  # in its own thread, which would trip over what is closed under it
        thread.join(timeout=PATIENCE)
        server.task_dispatcher.shutdown()


@contextmanager
def answering(handler: type[BaseHTTPRequestHandler]) -> Iterator[str]:
    """A server of a test's own: where it listens, without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join(timeout=PATIENCE)


@contextmanager
def kb_serve(store: str | Path, **settings: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """`kb serve` on a store, as a process: where it listens, without a slash at the end, and the process. `settings`
    are variables of its environment."""
    command = [sys.executable, "-m", "kb", "serve", "--store", str(store), "--port", "0"]
    with tempfile.TemporaryFile() as said:  # a pipe that nobody reads fills up
        process = subprocess.Popen(command, env=os.environ | settings, stdin=subprocess.DEVNULL, stderr=said)
        try:
            yield _address(process, said.fileno()), process
        finally:
            end(process)


def _address(process: subprocess.Popen[bytes], said: int) -> str:
    """The address that `kb serve` names once it takes connections."""
    until = time.monotonic() + 2 * PATIENCE
    while time.monotonic() < until:
        running = process.poll() is None
        words = os.pread(said, 10_000, 0).decode()
        if found := re.search(r"(http://\S+)/ ", words):
            return found[1]
        assert running, words
        time.sleep(0.05)
    raise AssertionError(f"kb serve is not there after {2 * PATIENCE:.0f} seconds")


def end(process: subprocess.Popen[bytes]) -> None:
    """Ends a process as a service is ended, and by force where that does not help."""
    process.terminate()
    try:
        process.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
