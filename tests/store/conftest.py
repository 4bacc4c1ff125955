"""Stores to test on: in a folder, and on a real SPARQL server that runs beside the tests."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.store import Store, open_store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place where no store is yet."""
    return tmp_path / "store"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    """An empty store in a folder."""
    with open_store(folder) as opened:
        yield opened


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of the query endpoint of a SPARQL server with an empty store."""
    program = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not installed (it comes with the extra “dev”)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with subprocess.Popen([program, "serve", "--location", str(tmp_path / "server"), "--bind", f"127.0.0.1:{port}"],
                          stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            process.terminate()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert process.poll() is None, "the server ended at once"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"no server at {address}")


@pytest.fixture(params=["folder", "server"])
def any_store(request: pytest.FixtureRequest) -> Store:
    """Each kind of store in turn."""
    if request.param == "folder":
        found: Store = request.getfixturevalue("store")
        return found
    return open_store(request.getfixturevalue("server"))
