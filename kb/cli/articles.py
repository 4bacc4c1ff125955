"""Articles in and out: `kb ingest`, `kb annotate`, `kb redate`, `kb remove`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain

import click

from kb.annotator import Annotator
from kb.cli.options import day, quiet_option, reading_options, store_option
from kb.cli.saying import BAD_INPUT, fail, open_base, progress_line, say, short
from kb.extraction import Extraction, to_json
from kb.reading import Article, InputFormat, Problem, read
from kb.settings import Settings
from kb.temporal import to_timeml


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@store_option
@reading_options
@quiet_option
def ingest(paths: tuple[str, ...], store: str | None, published: date | None, source: str | None,
           input_format: InputFormat | None, quiet: bool) -> None:
    """Read articles, find their events, store them.

    PATH is a file (text, HTML, JSON Lines, RSS or Atom, WARC), a folder of them, or - for standard input. Adding an
    article again changes nothing; a changed version replaces the old one. What can't be read is named, and the rest
    is read all the same. The store is made when missing.

    \b
      kb ingest page.html notes.txt wires.jsonl
      kb ingest downloads/ --source "Gulf Times"
      curl -s https://example.org/a.html | kb ingest - --input-format html
    """
    lost = 0
    with progress_line(quiet) as progress:
        task = progress.add_task("reading", total=None)

        def articles() -> Iterator[Article]:
            nonlocal lost
            for item in read(paths, published=published, input_format=input_format, source=source):
                if isinstance(item, Problem):
                    lost += item.lost
                    say(progress, str(item))
                else:
                    progress.update(task, description=f"reading {short(item.title or item.id)}")
                    yield item
                    progress.advance(task)

        found = articles()
        first = next(found, None)
        if first is None:   # no store is made for nothing
            fail("no article to read, nothing is stored")
        with open_base(store) as base:
            report = base.ingest(chain([first], found),
                                 on_conclude=lambda: progress.update(task, description="merging"))
    if not quiet:
        click.echo(report.summary(), err=True)
    if lost:
        sys.exit(BAD_INPUT)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option("--format", "format_", type=click.Choice(["json", "html", "timeml"]), default="json", show_default=True,
              help="json: one object a line for each article; html: one page to read, with times, events, roles and "
                   "voices marked in the text; timeml: a document each, times only.")
@reading_options
def annotate(paths: tuple[str, ...], format_: str, published: date | None, source: str | None,
             input_format: InputFormat | None) -> None:
    """Print what articles say; nothing is stored.

    One object a line for each article: its times, events and entities. Offsets are Unicode code points into
    the text as given (for a page: into the extracted text, which the output then carries).

    \b
      kb annotate article.txt | jq '.times[] | {text, value, explanation}'
      kb annotate --published 2019-02-18 < article.txt
      kb annotate --format html articles/ > read.html
    """
    annotator = Annotator(Settings.from_environment())
    lost = 0

    def extractions() -> Iterator[Extraction]:
        nonlocal lost
        for item in read(paths or ("-",), published=published, input_format=input_format, source=source):
            if isinstance(item, Problem):
                lost += item.lost
                click.echo(f"kb: {item}", err=True)
            else:
                yield annotator(item)

    for piece in _annotated(extractions(), format_):
        click.echo(piece)
    if lost:
        sys.exit(BAD_INPUT)


def _annotated(extractions: Iterator[Extraction], format_: str) -> Iterator[str]:
    """What is printed, piece by piece, so that each article is there as soon as it is read."""
    if format_ == "html":
        from kb.export.article_page import article_page

        yield from article_page(extractions)
    for extraction in extractions:
        yield (to_timeml(extraction.article, extraction.times) if format_ == "timeml"
               else json.dumps(to_json(extraction), ensure_ascii=False))


@click.command()
@click.argument("article")
@click.argument("published", metavar="YYYY-MM-DD", callback=day)
@store_option
def redate(article: str, published: date, store: str | None) -> None:
    """Correct an article's publication date.

    ARTICLE is its id, as kb explain and the page name it. All dates that hang on the date are resolved anew.

    \b
      kb redate https://example.org/a.html 2019-02-18
    """
    with open_base(store, create=False) as base:
        changed = base.redate(article, published)
    click.echo(f"{article} is now dated {published}; {changed} time{'' if changed == 1 else 's'} changed.", err=True)


@click.command()
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE…")
@store_option
def remove(articles: tuple[str, ...], store: str | None) -> None:
    """Take articles out, with all that they say.

    ARTICLE is an id, as kb ingest and kb explain print it. What other articles say stays and is concluded anew. The
    addresses of what is gone answer so (410) until the article is added again.

    \b
      kb remove https://example.org/a.html
    """
    with open_base(store, create=False) as base:
        gone = base.remove(articles)
    click.echo(f"{len(set(articles))} article{'s' * (len(set(articles)) != 1)} removed, and {gone} "
               f"event{'s' * (gone != 1)} that nobody else tells.", err=True)
