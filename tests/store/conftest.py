"""Stores to test on: in a folder, and on a real SPARQL server that runs beside the tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.store import Store, open_store
from tests.sparql_server import sparql_server


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
    with sparql_server(tmp_path / "server") as address:
        yield f"{address}/query"


@pytest.fixture(params=["folder", "server"])
def any_store(request: pytest.FixtureRequest) -> Store:
    """Each kind of store in turn."""
    if request.param == "folder":
        found: Store = request.getfixturevalue("store")
        return found
    return open_store(request.getfixturevalue("server"))
