"""A real Virtuoso beside the tests, on loopback and in a private folder."""

from __future__ import annotations

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.sparql_server import wait_for

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
    sql, http = _free_ports()
    (folder / "virtuoso.ini").write_text(INI.format(folder=folder, sql=sql, http=http))
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(f"http://127.0.0.1:{http}/sparql?query=ASK%7B%7D", process, tries=2400)
            yield f"http://127.0.0.1:{http}"
        finally:
            process.kill()


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]
