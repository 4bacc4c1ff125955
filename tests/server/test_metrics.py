"""What a monitoring system reads at /metrics."""

from __future__ import annotations

from collections import Counter

from prometheus_client.parser import text_string_to_metric_families

from kb.knowledge_base import KnowledgeBase
from tests.server.conftest import SHUT, Ask


def _samples(ask: Ask) -> Counter[tuple[str, str, str]]:
    """Value by name, endpoint and status (of all methods), as Prometheus' own parser reads them."""
    answer = ask("/metrics")
    assert answer.type == "text/plain"
    values: Counter[tuple[str, str, str]] = Counter()
    for family in text_string_to_metric_families(answer.text):
        for sample in family.samples:
            values[sample.name, sample.labels.get("endpoint", ""), sample.labels.get("status", "")] += sample.value
    return values


def test_every_answer_is_counted_by_what_gave_it(ask: Ask) -> None:
    before = _samples(ask)

    ask(f"/event/{SHUT}")
    ask("/sparql?query=nonsense")
    after = _samples(ask)

    for endpoint, status in (("linked_data.event", "200"), ("sparql.endpoint", "400")):
        key = "kb_http_requests_total", endpoint, status
        assert after[key] == before.get(key, 0) + 1
    seconds = "kb_http_request_seconds_count", "linked_data.event", ""
    assert after[seconds] == before.get(seconds, 0) + 1


def test_addresses_that_nobody_serves_leave_no_trace(ask: Ask) -> None:
    for path in ("/wp-login.php", "/a", "/b"):
        ask(path)

    assert "/wp-login.php" not in ask("/metrics").text


def test_it_says_how_many_events_there_are(ask: Ask, knowledge_base: KnowledgeBase) -> None:
    assert _samples(ask)["kb_events", "", ""] == len(list(knowledge_base.export_events(details=True)))
