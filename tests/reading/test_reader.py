"""Paths, folders, standard input and every kind of bad input."""

from __future__ import annotations

import gzip
import io
import os
from datetime import date
from pathlib import Path

import pytest

from kb.errors import ReadingError
from kb.reading import Article, InputFormat, Problem, article_from_text, read
from kb.reading.limits import PAGE_BYTES, TEXT_BYTES

PAGES = Path(__file__).parent / "pages"
TEXT = ("Strike of miners ends\n\n"
        "The miners of Sall ended their strike on Tuesday after eleven weeks, their union said.\n")


def articles(*paths: object, stdin: bytes | None = None, input_format: InputFormat | None = None) -> list[Article]:
    found = list(read([str(path) for path in paths], stdin=io.BytesIO(stdin) if stdin is not None else None,
                      input_format=input_format))
    assert not [one for one in found if isinstance(one, Problem)], found
    return [one for one in found if isinstance(one, Article)]


def problem(path: object, *, stdin: bytes | None = None, input_format: InputFormat | None = None) -> Problem:
    """The one problem that a path gives, and nothing else."""
    found = list(read([str(path)], stdin=io.BytesIO(stdin) if stdin is not None else None,
                      input_format=input_format))
    assert len(found) == 1 and isinstance(found[0], Problem), found
    assert "\n" not in found[0].message
    return found[0]


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


# ---- what is read -----------------------------------------------------------------------------------------

def test_a_text_keeps_every_character_and_is_named_by_its_path(tmp_path: Path) -> None:
    text = "Strike of miners ends\r\n\r\n  The miners of Sall “ended” their strike on Tuesday, their union said. \r\n"
    path = write(tmp_path, "strike.txt", text)
    [article] = articles(path)
    assert article.text == text
    assert article.id == str(path)
    assert (article.published, article.source, article.url, article.extracted) == (None, None, None, False)


def test_a_folder_is_read_in_order_without_hidden_and_foreign_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "README.md", "photo.jpg", "x.json"):
        write(tmp_path, name, TEXT)
    assert [one.id for one in read([str(tmp_path)]) if isinstance(one, Article)] == [
        str(tmp_path / name) for name in ("a.txt", "b.txt", "sub/c.txt")]


def test_a_link_to_the_folder_above_is_not_followed_forever(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    assert len(articles(tmp_path)) == 1


def test_the_date_given_holds_for_every_article_and_the_outlet_where_none_is_said(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.jsonl", '{"text": "The miners went back to work.", "published": "2020-01-01", "source": "X"}\n')
    found = list(read([str(tmp_path)], published=date(2022, 5, 3), source="Anse Daily"))
    assert [(one.published, one.published_from, one.source) for one in found if isinstance(one, Article)] == [
        (date(2022, 5, 3), "option", "Anse Daily"), (date(2022, 5, 3), "option", "X")]


def test_standard_input_is_named_by_its_content() -> None:
    [article], [again] = articles("-", stdin=TEXT.encode()), articles("-", stdin=TEXT.encode())
    assert article == again and article.id.startswith("stdin-") and len(article.id) == 14


@pytest.mark.parametrize(("name", "data", "extracted"), [
    ("text", TEXT.encode(), False),
    ("jsonl", b'\n{"text": "The miners went back to work."}\n', False),
    ("page", (PAGES / "daily.html").read_bytes(), True),
    ("feed", b'<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><item><title>Strike over</title>'
             b"<description>The miners went back to work.</description></item></channel></rss>", True)])
def test_standard_input_shows_its_format(name: str, data: bytes, extracted: bool) -> None:
    [article] = articles("-", stdin=data)
    assert article.extracted is extracted


def test_a_file_whose_name_says_nothing_shows_its_format(tmp_path: Path) -> None:
    assert articles(write(tmp_path, "strike", TEXT))[0].title == "Strike of miners ends"
    assert articles(write(tmp_path, "page.php", (PAGES / "daily.html").read_bytes()))[0].extracted
    assert articles(write(tmp_path, "m.json", '{"text": "The miners went back to work.", "id": "m1"}'))[0].id == "m1"
    assert "no article found" in problem(write(tmp_path, "map.xml", "<?xml version='1.0'?><urlset></urlset>")).message


def test_a_large_standard_input_is_read_whole() -> None:
    text = TEXT + "The union had asked for higher pay since February, and the company had refused.\n" * 2000
    [article] = articles("-", stdin=text.encode())
    assert article.text == text


def test_a_pipe_can_be_given_as_a_path(tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.write(writing, TEXT.encode())
    os.close(writing)
    [article] = articles(f"/dev/fd/{reading}")
    os.close(reading)
    assert article.title == "Strike of miners ends"


def test_the_format_given_goes_before_the_name(tmp_path: Path) -> None:
    path = write(tmp_path, "record.txt", '{"text": "The miners went back to work.", "id": "m1"}\n')
    assert articles(path, input_format="jsonl")[0].id == "m1"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_in_all_its_forms(tmp_path: Path, encoding: str) -> None:
    [article] = articles(write(tmp_path, "a.txt", TEXT.encode(encoding)))
    assert article.text == TEXT


def test_an_older_encoding_is_guessed_and_said(tmp_path: Path) -> None:
    text = ("Grève des mineurs\n\n"
            "The café of the miners’ union was full on Tuesday – “nobody has won”, Renn said there.\n")
    article, warning = read([str(write(tmp_path, "a.txt", text.encode("cp1252")))])
    assert isinstance(article, Article) and article.text == text
    assert isinstance(warning, Problem) and not warning.lost and "read as cp1252" in warning.message


# ---- what is not ------------------------------------------------------------------------------------------

def test_an_empty_file(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.jsonl", "a.rss"):
        assert ": empty; give " in problem(write(tmp_path, name, b"")).message
        assert ": empty; give " in problem(write(tmp_path, name, b" \n\n")).message


def test_nothing_but_furniture(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "Home | World | Sport | Arts\nPlease Wait...\nShare\nComments\nFebruary 18 2019\n")
    assert problem(path).message == (
        f"{path}: nothing but page furniture (menus, links, dates); give the text of the article")


def test_a_file_of_twenty_megabytes(tmp_path: Path) -> None:
    assert TEXT_BYTES < PAGE_BYTES < 20_000_000
    for name, most in (("a.txt", "5 MB, the most one text"), ("a.html", "10 MB, the most one page")):
        path = write(tmp_path, name, b"The miners went back to work on Tuesday. " * 500_000)
        assert f"larger than {most} may have; split it" in problem(path).message


def test_binary_noise(tmp_path: Path) -> None:
    for name, data in (("a.txt", bytes(range(256)) * 40), ("b.txt", b"\x01\x02\x03 text " * 100),
                       ("c.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(300)), ("d", b"\x7fELF\0\1\2" * 60)):
        assert "binary data, not text; give a text, HTML or JSON Lines file" in problem(
            write(tmp_path, name, data)).message


@pytest.mark.parametrize(("data", "said"), [
    (b"%PDF-1.7\n1 0 obj <</Type/Catalog>> endobj\n", "a PDF, not text"), (b"PK\x03\x04\x14word", "a packed document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1", "a document of an office program"),
    (b"{\\rtf1\\ansi Miners strike.}", "rich text (RTF)")])
def test_documents_of_other_programs_are_named(tmp_path: Path, data: bytes, said: str) -> None:
    for name in ("report", "report.txt"):
        assert said in problem(write(tmp_path, name, data)).message


def test_files_of_other_kinds_in_a_folder_are_counted(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    for name in ("b.pdf", "c.pdf", "d.css", "e.js", "f.png", "g.gif", "Makefile", ".hidden"):
        write(tmp_path, name, b"x")
    _, passed_over = read([str(tmp_path)])
    assert isinstance(passed_over, Problem) and not passed_over.lost
    assert f"{tmp_path}: 7 files of other kinds (.pdf, " in passed_over.message and ", …)" in passed_over.message


def test_damaged_utf8(tmp_path: Path) -> None:
    data = "Grève à Sall: les mineurs “réclament” plus".encode() * 20
    path = write(tmp_path, "a.txt", data[:200] + b"\xff\xfe" + data[200:])
    assert problem(path).message == (
        f"{path}: not valid UTF-8 at byte 200 (0xff), and no other encoding fits; save it as UTF-8")


def test_a_page_without_an_article() -> None:
    path = PAGES / "login.html"
    assert f"{path}: no article found on the page" in problem(path).message


def test_a_missing_file_and_a_folder_without_articles(tmp_path: Path) -> None:
    assert problem(tmp_path / "no.txt").message == f"{tmp_path / 'no.txt'}: no such file; check the path"
    write(tmp_path, "photo.jpg", b"\xff\xd8")
    assert "no article in this folder; it looks for .txt" in problem(tmp_path).message


def test_addresses_are_not_fetched() -> None:
    assert problem("https://daily.example/strike").message == (
        "https://daily.example/strike: pages are not fetched; save the page and give the file")


def test_a_folder_and_a_file_without_rights_lose_nothing_else(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    locked_file, locked_folder = write(tmp_path, "b.txt", TEXT), write(tmp_path, "locked/c.txt", TEXT).parent
    write(tmp_path, "z.txt", TEXT)
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    locked_file.chmod(0)
    locked_folder.chmod(0)
    if os.geteuid() == 0:
        os.seteuid(65534)   # rights don't bind root
    try:
        found = list(read([str(tmp_path)]))
    finally:
        if os.getuid() == 0:
            os.seteuid(0)
        locked_folder.chmod(0o700)
    assert [Path(one.id).name for one in found if isinstance(one, Article)] == ["a.txt", "z.txt"]
    assert sorted(str(one) for one in found if isinstance(one, Problem)) == [
        f"{place}: no right to read it; change its permissions (chmod +r, for a folder +rx)"
        for place in (locked_file, locked_folder)]


def test_a_name_that_is_no_utf8_can_still_be_stored(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    Path(os.fsdecode(path)).write_text(TEXT, encoding="utf-8")
    [article] = articles(os.fsdecode(path))
    assert article.id.encode() and article.id.endswith("caf\ufffd.txt")


def test_bad_files_among_good_ones(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", TEXT)
    write(tmp_path, "b.txt", b"\0\1\2")
    write(tmp_path, "c.html", "<html><body>nothing</body></html>")
    write(tmp_path, "d.txt", TEXT)
    kinds = [type(one) for one in read([str(tmp_path), str(tmp_path / "missing"), str(tmp_path / "a.txt")])]
    assert kinds == [Article, Problem, Problem, Article, Problem, Article]


def test_a_broken_archive_and_a_feed_that_is_none(tmp_path: Path) -> None:
    assert "broken or no web archive" in problem(write(tmp_path, "a.warc", b"no archive at all\r\n\r\n")).message
    assert "broken or no web archive" in problem(
        write(tmp_path, "a.warc.gz", gzip.compress(b"WARC/1.0\r\nWARC-Type: response\r\n" * 3)[:-12])).message
    assert "no feed (RSS or Atom)" in problem(write(tmp_path, "a.rss", b"<note>hello</note>")).message


def test_text_with_half_a_character_is_refused() -> None:
    with pytest.raises(ReadingError, match=r"a1: character 4 is half of a surrogate pair \(\\ud83d\)"):
        article_from_text("The \ud83d miners went back.", id="a1")
