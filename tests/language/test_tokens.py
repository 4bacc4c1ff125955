from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[begin:end] for begin, end in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They didn't stop.", "They did n't stop ."),
        ("They don’t, they’re gone", "They do n’t , they ’re gone"),
        ("You cannot; we can't", "You can not ; we ca n't"),
        ("Aleppo's mayor, the rebels' guns", "Aleppo 's mayor , the rebels ' guns"),
        ("US-backed forces", "US - backed forces"),
        ("a 40-year-old man", "a 40 - year - old man"),
        ("a 50,000-strong crowd", "a 50,000 - strong crowd"),
        ("after re-election in mid-May", "after re-election in mid-May"),
        ("AFP/ Raqqa", "AFP / Raqqa"),
        ("Abu Omar al-Iraqi of Ta'izz and O'Brien", "Abu Omar al - Iraqi of Ta'izz and O'Brien"),
        ("Gen. Smith and Mr. J. Doe left the U.S. on Jan. 5", "Gen. Smith and Mr. J. Doe left the U.S. on Jan. 5"),
        ("at 5 p.m. or 10:30am", "at 5 p.m. or 10:30 am"),
        ("No. 10 said no.", "No. 10 said no ."),
        ("£5m, €3.5bn, $1,200", "£ 5 m , € 3.5 bn , $ 1,200"),
        ("in the 1990s, on the 21st", "in the 1990s , on the 21st"),
        ("on 9/11 and 12/31/2019", "on 9/11 and 12/31/2019"),
        ("“Go,” she said… 'now'", "“ Go , ” she said … ' now '"),
        ("see https://example.org/a?b=c, or www.example.org.", "see https://example.org/a?b=c , or www.example.org ."),
        ("write to a.b@example.org!", "write to a.b@example.org !"),
        ("@mayor #MH17", "@mayor #MH17"),
        ("Flight MH17 and an F-16", "Flight MH17 and an F - 16"),
        ("wait... what -- no?!", "wait ... what -- no ?!"),
        ("Amazon.com and www.a.org fell. come again", "Amazon.com and www.a.org fell . come again"),
        ("read plan.pdf, news.bbc.co.uk/world.", "read plan.pdf , news.bbc.co.uk/world ."),
        ("AT&T and R&D. Many", "AT&T and R&D . Many"),
        ("US$29, A$5m and $3", "US$ 29 , A$ 5 m and $ 3"),
        ("a 3G phone for 5M people", "a 3G phone for 5 M people"),
        ("the US-led, U.S.-backed, al-Qaeda-linked group", "the US - led , U.S. - backed , al - Qaeda - linked group"),
        ("Sana'a, Ta’izz and the Qur'an's", "Sana'a , Ta’izz and the Qur'an 's"),
        ("call 555-010-4477 about #1", "call 555-010-4477 about # 1"),
        ("the class of '07 said ''no''", "the class of '07 said '' no ''"),
        ("a Ph.D. from the U.S today", "a Ph.D. from the U.S today"),
        ("‹Non›, „nein“, «нет», 「否」", "‹ Non › , „ nein “ , « нет » , 「 否 」"),
        ("قال الرئيس 😀 today", "قال الرئيس 😀 today"),
        ("", ""),
        (" \t\n ", ""),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str, expected: str) -> None:
    assert " ".join(words(text)) == expected


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    text = "First. Second part. Third."
    assert [text[begin:end] for begin, end in tokenize(text, 7, 19)] == ["Second", "part", "."]


@given(st.text())
def test_the_text_is_its_tokens_and_white_space(text: str) -> None:
    position = 0
    for begin, end in tokenize(text):
        assert position <= begin < end
        assert not text[position:begin].strip()
        assert not any(c.isspace() for c in text[begin:end])
        position = end
    assert not text[position:].strip()


@given(
    st.lists(
        st.sampled_from(
            [
                "a",
                "Z",
                ".",
                "-",
                "'",
                "’",
                "@",
                "/",
                "1",
                ",",
                " ",
                "n't",
                "www.",
                "é",
                "\u0301",
                "ع",
                "😀",
                "\u200d",
                "\x00",
                "U.S.",
            ]
        )
    ).map("".join)
)
def test_the_text_is_its_tokens_and_white_space_for_unlikely_spellings(text: str) -> None:
    covered = set()
    for begin, end in tokenize(text):
        covered.update(range(begin, end))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= covered


@pytest.mark.parametrize(
    "unit",
    ["a", "a.", "a-", "a'", "1,", "@a", "a.b@", "n't", "!", "U.S.", "can", "http://a", "ab1", "a&", "a.com", "a.com/",
     "1-", "123-", "12.", "?!"],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_with_its_square(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        begin = time.process_time()
        tokenize(text)
        return time.process_time() - begin

    short, long = (min(seconds(length) for _ in range(3)) for length in (25_000, 800_000))
    assert long / short < 350  # 32 when linear, 1024 when quadratic; caches and busy machines lie between
