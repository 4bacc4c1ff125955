"""Who says so: also who has no name, and reports within reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kb.extraction import Extraction
from tests.events.conftest import event

Read = Callable[..., Extraction]


def _voices(found: Extraction, word: str) -> list[str]:
    return [voice.text for voice in event(found, word).voices]


def test_a_report_within_a_report_names_both_the_nearest_first(read: Read) -> None:
    found = read("The consul told the committee that two fishermen had said that the navy sank their boat.")
    assert _voices(found, "sank") == ["two fishermen", "The consul"]
    assert _voices(found, "said") == ["The consul"]
    assert not event(found, "told").voices


@pytest.mark.parametrize(("sentence", "word", "voices"), [
    ("A tanker exploded in the harbour, the fire brigade said.", "exploded", ["the fire brigade"]),
    ("The court ruled that the ministry had broken the law.", "broken", ["The court"]),
    ("The bridge was unsafe, an inquiry found, and the railway had ignored it.", "ignored", ["an inquiry"]),
    ("According to three guards who saw him, the prisoner escaped.", "escaped", ["three guards"]),
    ("According to three guards who saw him, the prisoner escaped.", "saw", []),
    ("The clerk would not say who had opened the safe.", "opened", []),
    ("The union has not commented on reports that the talks failed.", "failed", []),
])
def test_voices(read: Read, sentence: str, word: str, voices: list[str]) -> None:
    assert _voices(read(sentence), word) == voices


def test_what_somebody_is_certain_of_is_theirs(read: Callable[..., Extraction]) -> None:
    found = read("Ada Moreno was certain that her neighbours had poisoned the well.")
    assert event(found, "poisoned").certainty == "reported"
