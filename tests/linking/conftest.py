"""A SPARQL server that holds a small graph of Wikidata's shape, and one in front of it that fails as told."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from kb.linking.endpoint import Endpoint
from tests.serving import answering
from tests.sparql_server import sparql_server


@pytest.fixture(scope="session")
def wikidata(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a SPARQL endpoint with `items.ttl`."""
    with sparql_server(tmp_path_factory.mktemp("wikidata")) as address:
        data = Path(__file__).with_name("items.ttl").read_bytes()
        request = urllib.request.Request(f"{address}/store?default", data=data, method="POST",
                                         headers={"Content-Type": "text/turtle"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.status in (200, 201, 204)
        yield f"{address}/query"


@dataclass
class Answer:
    """What to answer instead of the truth: a status with headers and a body, or nothing at all."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    hang_up: bool = False


class Moody:
    """An endpoint in front of the real one that first gives the answers it is told to give."""

    def __init__(self, behind: str) -> None:
        self.behind = behind
        self.next: list[Answer] = []
        self.agents: list[str] = []
        self.questions: list[bytes] = []
        moody = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                question = self.rfile.read(int(self.headers["Content-Length"]))
                moody.agents.append(self.headers["User-Agent"])
                moody.questions.append(question)
                answer = moody.next.pop(0) if moody.next else moody.truth(question, dict(self.headers))
                if answer.hang_up:
                    self.close_connection = True
                    return
                self.send_response(answer.status)
                for name, value in {**answer.headers, "Content-Length": str(len(answer.body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body)

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.handler = Handler
        self.address = ""

    def truth(self, question: bytes, headers: dict[str, str]) -> Answer:
        kept = {name: headers[name] for name in ("Content-Type", "Accept") if name in headers}
        with urllib.request.urlopen(urllib.request.Request(self.behind, question, kept), timeout=30) as answer:
            return Answer(answer.status, {"Content-Type": answer.headers["Content-Type"]}, answer.read())


@pytest.fixture
def moody(wikidata: str) -> Iterator[Moody]:
    front = Moody(wikidata)
    with answering(front.handler) as address:
        front.address = f"{address}/sparql"
        yield front


@pytest.fixture
def waits() -> list[float]:
    """How long the endpoint of `ask` has slept, in seconds, without anyone having waited."""
    return []


@pytest.fixture
def ask(waits: list[float]) -> Callable[[str], Endpoint]:
    """Makes an endpoint that notes its waits instead of waiting."""
    return lambda address: Endpoint(address, pause=0.0, sleep=waits.append, seconds=10)
