"""Serves the application with waitress, for `kb serve` and `kb demo`."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import threading
from collections.abc import Callable
from types import FrameType
from typing import NoReturn

from waitress.server import create_server

from kb.errors import SettingsError
from kb.knowledge_base import KnowledgeBase
from server.app import create_app

#: Requests answered at the same time, besides the SPARQL queries that run and wait; SQLite and the store answer in
#: milliseconds, so few are enough.
THREADS = 8


def run(knowledge_base: KnowledgeBase, host: str = "127.0.0.1", port: int = 8000,
        on_ready: Callable[[str], object] = lambda address: None) -> None:
    """Serves until interrupted or told to end (SIGTERM). `on_ready` gets the address once connections are taken;
    port 0 takes a free one. Raises SettingsError when the address is not to be had."""
    logging.getLogger("waitress").setLevel(logging.ERROR)
    listening = _listen(host, port)
    threads = THREADS + knowledge_base.limits.workers + knowledge_base.limits.waiting
    server = create_server(create_app(knowledge_base), sockets=[listening], threads=threads, ident="event-timeline")
    knowledge_base.warm()
    if threading.current_thread() is threading.main_thread():  # the store is to be closed then too
        signal.signal(signal.SIGTERM, _interrupt)
    try:
        on_ready(f"http://{_shown(host)}:{listening.getsockname()[1]}/")
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()


def _interrupt(signal_: int, frame: FrameType | None) -> NoReturn:
    """What stops a service stops it as Ctrl-C does."""
    raise KeyboardInterrupt


def _listen(host: str, port: int) -> socket.socket:
    """A socket that is bound; our own, since the server leaves one open behind it when an address is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise SettingsError(f"{host}:{port} is in use by another program; stop it or give another --port"
                                ) from error
        raise SettingsError(f"{host}:{port} can't be listened on ({error.strerror or error}); "
                            "give another --host or --port") from error
    return listening


def _shown(host: str) -> str:
    return f"[{host}]" if ":" in host else host
