"""Every row of the table of rules carries examples; here they are run."""

from __future__ import annotations

import pytest
from edtf import parse_edtf

from kb.temporal import RULES
from kb.temporal.rules import ALL
from tests.temporal.conftest import Read

EXAMPLES = [(rule.id, text, value) for rule in ALL for text, value in rule.examples]


@pytest.mark.parametrize(("rule", "example", "value"), EXAMPLES)
def test_example_of_a_rule(read: Read, rule: str, example: str, value: str) -> None:
    begin, end = example.index("["), example.index("]") - 1
    text = example.replace("[", "").replace("]", "")
    found = {time.begin: time for time in read(text)}
    assert begin in found, f"nothing begins at {text[begin:end]!r}: {[t.text for t in found.values()]}"
    time = found[begin]
    assert (time.text, time.value, time.rule) == (text[begin:end], value, rule)
    assert time.text in time.explanation and time.value in time.explanation
    assert time.edtf is None or parse_edtf(time.edtf)


def test_every_rule_has_an_example_and_a_name_of_its_own() -> None:
    assert len(RULES) == len(ALL)
    assert [rule.id for rule in ALL if not rule.examples] == []
