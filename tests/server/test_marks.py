"""Marked words are cut into stretches that lose nothing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from server.marks import stretches

MARKS = st.lists(st.builds(lambda a, b, role: {"begin": min(a, b), "end": max(a, b), "role": role},
                           st.integers(0, 40), st.integers(0, 40), st.sampled_from(["agent", "time", "trigger"])))


def test_words_inside_others_take_the_narrower_role() -> None:
    text = "the rebels who fled"
    pieces = stretches(text, 0, len(text), [{"begin": 0, "end": 19, "role": "agent"},
                                            {"begin": 15, "end": 19, "role": "trigger"}])

    assert [(piece.text, piece.roles) for piece in pieces] == [
        ("the rebels who ", ("agent",)), ("fled", ("trigger", "agent"))]
    assert pieces[1].ending == ("trigger", "agent")


def test_plain_text_has_no_roles() -> None:
    assert [piece.roles for piece in stretches("nothing here", 0, 12, [])] == [()]


@settings(deadline=None)
@given(st.text(min_size=40, max_size=40), MARKS, st.integers(0, 20), st.integers(20, 40))
def test_the_stretches_together_are_the_text(text: str, marks: list[dict[str, object]], begin: int,
                                             end: int) -> None:
    pieces = stretches(text, begin, end, marks)

    assert "".join(piece.text for piece in pieces) == text[begin:end]
    ending = sum(len(piece.ending) for piece in pieces)
    assert ending <= sum(mark["begin"] < end and mark["end"] > begin for mark in marks)  # type: ignore[operator]
