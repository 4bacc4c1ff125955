"""A process that answers public queries has no way to the network, should a call ever slip through to the engine."""

from __future__ import annotations

import socket
import subprocess
import sys
import textwrap
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.store import QueryLimits, open_store
from kb.store.embedded import EmbeddedStore
from kb.store.formats import JSON

linux = pytest.mark.skipif(sys.platform != "linux", reason="the wall is Linux's")

TRIES = """
    import errno, socket, sys
    import pyoxigraph as ox
    from kb.store import network_wall

    port, wall = int(sys.argv[1]), sys.argv[2]
    if wall == "filter":
        assert network_wall.refuse_sockets()
    elif wall == "all":
        print(*network_wall.leave_the_network())
    for family, address in ((socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")):
        try:
            with socket.socket(family) as tried:
                tried.connect((address, port))
                print("reached")
        except OSError as error:
            print(errno.errorcode[error.errno])
    try:
        list(ox.Store().query("SELECT * { SERVICE <http://127.0.0.1:%d/> { ?s ?p ?o } }" % port))
    except (OSError, RuntimeError):
        print("no service")
    with socket.socketpair()[0]:
        print("own sockets stay")
"""


@pytest.fixture
def door() -> Iterator[tuple[int, list[str]]]:
    """A port where somebody listens, and who came."""
    came: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        def wait() -> None:
            while True:
                try:
                    caller, address = listening.accept()
                except OSError:
                    return
                with closing(caller):
                    came.append(address[0])

        thread = threading.Thread(target=wait, daemon=True)
        thread.start()
        yield listening.getsockname()[1], came
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(timeout=10)


def tried(port: int, wall: str) -> list[str]:
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(TRIES), str(port), wall], check=True, text=True,
                          capture_output=True, timeout=120)
    return done.stdout.splitlines()


@linux
def test_the_filter_alone_refuses_every_internet_socket(door: tuple[int, list[str]]) -> None:
    port, came = door
    assert tried(port, "filter") == ["EACCES", "EACCES", "no service", "own sockets stay"]
    assert came == []


@linux
def test_whatever_walls_there_are_nothing_gets_through(door: tuple[int, list[str]]) -> None:
    port, came = door
    walls, *outcome = tried(port, "all")
    assert "filter" in walls.split()
    assert "reached" not in outcome and "no service" in outcome
    assert came == []


def test_without_a_wall_it_would_be_reached(door: tuple[int, list[str]]) -> None:
    port, came = door
    assert "reached" in tried(port, "none")
    assert len(came) > 1  # the socket, and the engine's SERVICE


@linux
def test_the_processes_of_public_queries_stand_behind_it(tmp_path: Path) -> None:
    def filters(limits: QueryLimits) -> set[str]:
        store.answer("ASK {}", JSON, limits).close()
        return {line for process in store._pool_for(limits).processes
                for line in Path(f"/proc/{process}/status").read_text().splitlines() if line.startswith("Seccomp:")}

    with open_store(tmp_path / "store") as store:
        assert isinstance(store, EmbeddedStore)
        own = {line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("Seccomp:")}
        assert filters(QueryLimits(workers=1)) == {"Seccomp:\t2"}
        # where SERVICE may call somebody there is no wall
        assert filters(QueryLimits(workers=1, service_allow=("http://other.example/sparql",))) == own
