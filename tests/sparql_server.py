"""A real SPARQL server (oxigraph) beside the tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.serving import PATIENCE, end


@contextmanager
def sparql_server(folder: Path) -> Iterator[str]:
    """The address of a server that keeps an empty store in the folder; queries go to `/query`, and whole graphs
    to `/store`. Skips the test where oxigraph is not installed."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not installed (it comes with the extra “dev”)")

    def command(port: int) -> list[str]:
        return [program, "serve", "--location", str(folder), "--bind", f"127.0.0.1:{port}"]

    with started(command) as address:
        yield address


@contextmanager
def started(command: Callable[[int], Sequence[str]], *, ready: str = "/", cwd: Path | None = None) -> Iterator[str]:
    """The address of a program that serves HTTP on the port that its command is made for, once it answers at the path
    `ready`. A port that somebody else takes first is tried for again."""
    for _ in range(5):
        (port,) = free_ports(1)
        process = subprocess.Popen(command(port), cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        try:
            if _answers(f"http://127.0.0.1:{port}{ready}", process):
                yield f"http://127.0.0.1:{port}"
                return
        finally:
            end(process)
    raise AssertionError(f"the server ended at once: {process.args!r}")


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    """True once the process answers, False where it has ended."""
    until = time.monotonic() + 2 * PATIENCE
    while process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return True
        except OSError:
            assert time.monotonic() < until, f"no server at {address}"
            time.sleep(0.05)
    return False


def free_ports(count: int) -> list[int]:
    """Ports of this machine that were free a moment ago."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
