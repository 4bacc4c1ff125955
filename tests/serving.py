"""A knowledge base served over real HTTP, while a test (or a bench) looks at it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from waitress.server import create_server

from kb.knowledge_base import KnowledgeBase
from server import create_app


@contextmanager
def serving(base: KnowledgeBase) -> Iterator[str]:
    """Where the server listens, without a slash at the end."""
    server = create_server(create_app(base), host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(timeout=10)
