"""JSON Lines: what a record may say, and what one bad line costs."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from kb.reading import Article, Problem
from kb.reading.json_lines import read_json_lines
from kb.reading.limits import RECORD_BYTES

TEXT = "Strike of miners ends\nThe miners of Sall ended their strike on Tuesday, their union said."


def read_lines(*lines: bytes | str | dict[str, object]) -> list[Article | Problem]:
    data = b"\n".join(line if isinstance(line, bytes) else line.encode() if isinstance(line, str)
                      else json.dumps(line).encode() for line in lines)
    return list(read_json_lines(io.BytesIO(data), "wire.jsonl"))


def test_a_whole_record() -> None:
    [article] = read_lines({"id": "s1", "url": "https://www.daily.example/2022/strike",
                            "title": "Strike of miners ends", "published": "2022-05-03T18:40:00+02:00",
                            "source": "Anse Daily", "text": TEXT,
                            "language": "en-GB"})
    assert isinstance(article, Article)
    assert (article.id, article.url, article.source) == ("s1", "https://www.daily.example/2022/strike", "Anse Daily")
    assert (article.published, article.published_from) == (date(2022, 5, 3), "metadata")
    assert article.text == TEXT and article.language == "en"
    assert [block.kind for block in article.blocks] == ["title", "body"]


def test_only_the_text_is_required_and_the_line_names_the_article() -> None:
    [article] = read_lines({"text": TEXT})
    assert isinstance(article, Article)
    assert (article.id, article.published, article.source) == ("wire.jsonl:1", None, None)


def test_an_article_without_id_is_named_by_its_address_and_its_host_is_the_outlet() -> None:
    [article] = read_lines({"url": "https://www.daily.example/2022/05/03/strike", "text": TEXT})
    assert isinstance(article, Article)
    assert (article.id, article.source) == ("https://www.daily.example/2022/05/03/strike", "daily.example")
    assert (article.published, article.published_from) == (date(2022, 5, 3), "url")


def test_a_title_apart_from_the_text_is_kept_beside_it() -> None:
    [article] = read_lines({"title": "The long strike", "text": "The miners of Sall went back to work on Tuesday."})
    assert isinstance(article, Article)
    assert article.title == "The long strike" and [block.kind for block in article.blocks] == ["body"]


@pytest.mark.parametrize(("line", "message"), [
    ('{"text": "The miners', "broken JSON at column 10 (Unterminated string starting at); a record is one line"),
    ('["The miners"]', 'a record is an object such as {"text": "…"}, not an array'),
    ('{"id": "s1"}', "no “text”; a record needs the article's text as a string"),
    ('{"text": 7}', "“text” is a number; a record needs"),
    ('{"text": "  "}', "empty; give"),
    ('{"text": "a\\u0000b"}', "binary data, not text"),
    ('{"text": "The \\ud83d miners"}', "character 4 is half of a surrogate pair"),
    ('{"text": "Home | World | Sport | Arts\\nShare"}', "nothing but page furniture"),
    (b'{"text": "caf\xe9"}', "not valid UTF-8 at byte 13 of the line"),
    ("[" * 100_000, "JSON too deep"),
])
def test_a_bad_line_is_told_by_its_number_and_costs_only_itself(line: str | bytes, message: str) -> None:
    before, problem, after = read_lines({"text": TEXT}, line, {"text": TEXT})
    assert isinstance(before, Article) and isinstance(after, Article) and after.id == "wire.jsonl:3"
    assert isinstance(problem, Problem) and problem.lost
    assert problem.message.startswith(f"wire.jsonl:2: {message}"), problem.message


@pytest.mark.parametrize(("published", "message"), [
    ("2022-02-31", "“published” “2022-02-31” is no date; give YYYY-MM-DD; read without a date"),
    ("03/04/2022", "“published” “03/04/2022” reads two ways"), ([2022], "“published” “[2022]” is no date"),
    (1e30, "“published” “1e+30” is no date")])
def test_an_article_with_an_impossible_date_is_read_without_it(published: object, message: str) -> None:
    warning, article = read_lines({"text": TEXT, "published": published})
    assert isinstance(warning, Problem) and not warning.lost and warning.message.startswith(f"wire.jsonl:1: {message}")
    assert isinstance(article, Article) and article.published is None


def test_seconds_since_1970_are_a_date() -> None:
    for seconds in (1651600000, 1651600000000):
        [article] = read_lines({"text": TEXT, "published": seconds})
        assert isinstance(article, Article) and article.published == date(2022, 5, 3)


def test_a_key_of_the_wrong_kind_is_left_out_with_a_warning() -> None:
    warning, article = read_lines({"id": 12, "title": ["a"], "text": TEXT})
    assert isinstance(warning, Problem) and "“title” is an array, not a string; read without it" in warning.message
    assert isinstance(article, Article) and article.id == "12" and article.title == "Strike of miners ends"


def test_a_record_too_large_is_passed_over() -> None:
    problem, article = read_lines(b'{"text": "' + b"x" * RECORD_BYTES + b'"}', {"text": TEXT})
    assert isinstance(problem, Problem) and "a record of more than 10 MB" in problem.message
    assert isinstance(article, Article) and article.id == "wire.jsonl:2"


def test_blank_lines_and_a_byte_order_mark_are_no_records() -> None:
    [article] = read_lines(b"\xef\xbb\xbf" + json.dumps({"text": TEXT}).encode(), "", "  ")
    assert isinstance(article, Article)


def test_a_file_of_another_kind_gives_one_problem_not_thousands() -> None:
    settings = json.dumps({"words": list(range(500))}, indent=1)
    [problem] = read_json_lines(io.BytesIO(settings.encode()), "tables.json")
    assert isinstance(problem, Problem)
    assert problem.message.startswith("tables.json: no JSON Lines, since none of the first 20 lines is a record")


def test_broken_lines_before_the_first_record_are_told_one_by_one() -> None:
    found = read_lines("{", "}", {"text": TEXT}, "{")
    assert [type(one) for one in found] == [Problem, Problem, Article, Problem]
