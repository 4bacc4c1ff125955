"""What a monitoring system asks: requests and their seconds, the process, how much the knowledge base holds.

The text format is Prometheus' own, written by its client library.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from flask import Flask, Response, g, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

import kb
from kb.knowledge_base import KnowledgeBase
from kb.timeline import TimelineQuery

#: Seconds; the last ones are about the limits of a query.
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


def install(app: Flask, knowledge_base: KnowledgeBase) -> None:
    """Counts every answer of the application, and gives the counts at `/metrics`."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    registry.register(_Contents(knowledge_base))
    answers = Counter("kb_http_requests", "Answers given, by what answered, method and status",
                      ("endpoint", "method", "status"), registry=registry)
    seconds = Histogram("kb_http_request_seconds", "Seconds until an answer began", ("endpoint",), registry=registry,
                        buckets=_BUCKETS)

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def count(response: Response) -> Response:
        # by the name of the route, never by the address: anybody can ask for addresses without end
        endpoint = request.endpoint or "none"
        answers.labels(endpoint, _method(), response.status_code).inc()
        if "started" in g:
            seconds.labels(endpoint).observe(time.perf_counter() - g.started)
        return response

    @app.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _method() -> str:
    return request.method if request.method in ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS") else "other"


class _Contents(Collector):
    """What the knowledge base holds at the moment of asking."""

    def __init__(self, knowledge_base: KnowledgeBase) -> None:
        self._knowledge_base = knowledge_base

    def collect(self) -> Iterator[GaugeMetricFamily]:
        page = self._knowledge_base.timeline(TimelineQuery(details=True, limit=0))
        program = GaugeMetricFamily("kb_info", "The program", labels=("version",))
        program.add_metric((kb.__version__,), 1)
        yield program
        yield GaugeMetricFamily("kb_events", "Events, details among them", page.total)

    def describe(self) -> list[GaugeMetricFamily]:
        """Nothing: it would be asked before there is a store to count."""
        return []
