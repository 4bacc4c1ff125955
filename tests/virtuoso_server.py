"""A real Virtuoso beside the tests, on loopback and in a private folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sparql_server import free_ports, started

#: What Virtuoso's own account is called, and its password unless it is changed.
ACCOUNT = {"KB_STORE_USER": "dba", "KB_STORE_PASSWORD": "dba", "KB_STORE_AUTH": "digest"}
INI = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DirsAllowed = {folder}
NumberOfBuffers = 5000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = {folder}
ServerThreads = 5
"""


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """The address of a Virtuoso with an empty store in the folder; queries and updates go to `/sparql-auth`, graphs
    to `/sparql-graph-crud-auth?graph-uri=`, with `ACCOUNT`. Skips the test where Virtuoso is not installed."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)")

    def command(http: int) -> list[str]:
        (sql,) = free_ports(1)
        (folder / "virtuoso.ini").write_text(INI.format(folder=folder, sql=sql, http=http))
        return [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]

    with started(command, ready="/sparql?query=ASK%7B%7D", cwd=folder) as address:
        yield address
