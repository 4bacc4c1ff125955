"""A knowledge base of two small reports, served over real HTTP."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest

from kb.knowledge_base import KnowledgeBase
from kb.settings import Settings
from kb.store import open_store
from kb.timeline import TimelineIndex
from tests.conftest import graphs
from tests.serving import serving

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
#: The event that both reports tell.
SHUT = "00000000000000a1"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def type(self) -> str:
        return str(self.headers["Content-Type"]).partition(";")[0]

    def json(self) -> Any:
        return json.loads(self.body)


Ask = Callable[..., Answer]


@pytest.fixture(scope="session")
def knowledge_base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    store = open_store(str(tmp_path_factory.mktemp("served") / "store"))
    store.replace_graphs(graphs())
    with KnowledgeBase(store, TimelineIndex(), Settings()) as base:
        yield base


@pytest.fixture(scope="session")
def address(knowledge_base: KnowledgeBase) -> Iterator[str]:
    """Where the server listens, without a slash at the end."""
    with serving(knowledge_base) as address:
        yield address


class Sender:
    """Sends requests to one server: `Sender(address)("/about", accept=BROWSER)`."""

    def __init__(self, address: str) -> None:
        self.address = address

    def __call__(self, path: str, *, accept: str | None = None, method: str = "GET", body: bytes | None = None,
                 **headers: str) -> Answer:
        connection = http.client.HTTPConnection(urlsplit(self.address).netloc, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if accept:
            sent["Accept"] = accept
        try:
            connection.request(method, path, body=body, headers=sent)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        finally:
            connection.close()


@pytest.fixture
def ask(address: str) -> Ask:
    """Sends one request: `ask("/about", accept=BROWSER)`."""
    return Sender(address)
